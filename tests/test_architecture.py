"""The house rules that can be read off the syntax tree.

`errors, model ← every stage ← produce ← batch ← cli`: imports point one way,
and what is pure stays pure.
"""

import ast
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "podgen"
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}

FOUNDATION = {"podgen", "podgen.errors", "podgen.model"}
STAGES_THAT_KNOW_OTHERS = {
    "podgen.check": {"podgen.audio", "podgen.findings"},
    "podgen.clips": {"podgen.atomic", "podgen.audio"},
    "podgen.feed": {"podgen.feed_extension"},
    "podgen.feed_rules": {"podgen.categories", "podgen.findings", "podgen.mp3"},
    "podgen.mp3": {"podgen.atomic", "podgen.audio", "podgen.chapters"},
    "podgen.records": {"podgen.atomic"},
    "podgen.script": {"podgen.markdown", "podgen.sentences"},
    "podgen.show": {"podgen.categories"},
    "podgen.site": {
        *("podgen.atomic", "podgen.cover", "podgen.feed", "podgen.page", "podgen.records"),
    },
    "podgen.speech": {"podgen.audio", "podgen.clips", "podgen.engines", "podgen.workers"},
    "podgen.voices": {"podgen.engines"},
}
"""Each line is an exception that somebody thought about."""
TOP = {
    "podgen.__main__",
    "podgen.produce",
    "podgen.batch",
    "podgen.cli",
    "podgen.terminal",
    "podgen.scaffold",
}
ORDER = ("podgen.produce", "podgen.batch", "podgen.cli", "podgen.__main__")
OPEN_FOLDERS = ("podgen.engines", "podgen.reading", "podgen.dedupe", "podgen.cli")

PURE = (
    "podgen.model",
    "podgen.dedupe",
    "podgen.markdown",
    "podgen.sentences",
    "podgen.script",
    "podgen.reading",
    "podgen.chapters",
    "podgen.transcript",
    "podgen.feed",
    "podgen.feed_extension",
    "podgen.page",
)
EFFECTS = {
    *("open", "input", "exec", "eval", "run", "Popen", "urlopen", "urlretrieve", "unlink"),
    *("read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "replace_file"),
}


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name for name in names if name in MODULES}


def folder_of(module: str) -> str:
    return next((name for name in OPEN_FOLDERS if f"{module}.".startswith(f"{name}.")), module)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_one_way(module: str) -> None:
    known = {folder_of(name) for name in imports_of(MODULES[module])} - FOUNDATION
    home = folder_of(module)
    known -= {home}
    if home in TOP:
        later = set(ORDER[ORDER.index(home) :]) if home in ORDER else set(ORDER)
        assert not known & (later - {home}), f"{module} imports what comes after it"
    elif home in FOUNDATION:
        assert known <= FOUNDATION
    else:
        assert known <= STAGES_THAT_KNOW_OTHERS.get(home, set()), f"{module} knows another stage"


@pytest.mark.parametrize(
    "module", sorted(name for name in MODULES if folder_of(name) in PURE or name in PURE)
)
def test_pure_modules_touch_nothing_outside(module: str) -> None:
    calls = {
        node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & EFFECTS


def test_only_the_command_line_prints() -> None:
    printing = {
        module
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") == "print" or getattr(node.func, "attr", "") == "echo")
    }
    assert {folder_of(module) for module in printing} <= {"podgen.cli"}


def test_a_public_function_has_a_name_of_its_own() -> None:
    """One search finds it. What lies in an open folder is that folder's own."""
    names = Counter(
        node.name
        for module, path in MODULES.items()
        if module == folder_of(module)
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1 and name != "Progress"] == []


def test_every_public_name_is_explained() -> None:
    bare = [
        f"{module}.{node.name}"
        for module, path in MODULES.items()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert bare == []


def test_every_module_has_its_tests() -> None:
    tested = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    wanted = {
        path.stem
        for path in PACKAGE.glob("*.py")
        if path.stem
        not in {
            "__init__",
            "__main__",
            "errors",
            "model",
            "terminal",
            "findings",
            "categories",
            "feed_extension",
        }
    }
    assert wanted <= tested
