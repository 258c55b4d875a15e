"""What an examination says: facts, and what is wrong."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["must", "should"]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong."""

    level: Level
    """`must`: a directory or a player refuses it; `should`: it could be better."""
    message: str


@dataclass(frozen=True)
class Report:
    """What a file says of itself, and what is wrong with it."""

    facts: tuple[tuple[str, str], ...]
    """Name and value, for a person."""
    findings: tuple[Finding, ...]

    @property
    def passes(self) -> bool:
        """Whether nothing is wrong that must be right."""
        return all(finding.level != "must" for finding in self.findings)


def must(holds: object, message: str) -> tuple[Finding, ...]:
    """A finding, unless what must hold does."""
    return () if holds else (Finding("must", message),)


def should(holds: object, message: str) -> tuple[Finding, ...]:
    """A finding, unless what should hold does."""
    return () if holds else (Finding("should", message),)
