"""Written Japanese → spoken Japanese, by rules in an order that means something.

Each rule is a `str -> str` function in a file of its own with its doctests. A
new rule is a new file and one line in `RULES_BEFORE` or `RULES_AFTER`; the
lexicon stands between them. What comes out is still Japanese as Japanese
writes it, with its kanji, digits and counters, because Open JTalk reads those
right; only what an engine would misread is put into words.
"""

from collections.abc import Callable
from dataclasses import dataclass

from podgen.model import ReadingForm
from podgen.reading.currency import say_money
from podgen.reading.dates import say_dates, say_times
from podgen.reading.digits import join_digits, say_codes, say_fractions, say_versions
from podgen.reading.emoji import drop_emoji
from podgen.reading.homographs import settle_homographs
from podgen.reading.kana import to_kana
from podgen.reading.lexicon import Lexicon, merge_lexicons, parse_lexicon
from podgen.reading.markup import drop_markup
from podgen.reading.models import say_models
from podgen.reading.ranges import say_ranges, say_signs
from podgen.reading.ruby import drop_echo, resolve_ruby
from podgen.reading.symbols import say_symbols, tidy_pauses
from podgen.reading.units import say_units
from podgen.reading.urls import say_addresses, say_dots
from podgen.reading.width import fold_width
from podgen.reading.words import say_words

__all__ = [
    "Lexicon",
    "Step",
    "explain_reading",
    "merge_lexicons",
    "parse_lexicon",
    "read_aloud",
    "spoken_form",
    "to_kana",
]

Rule = Callable[[str], str]

RULES_BEFORE: tuple[Rule, ...] = (
    resolve_ruby,
    drop_markup,
    fold_width,
    drop_emoji,
    say_addresses,
)
"""Structure: what is text at all, in one form for each character."""

RULES_AFTER: tuple[Rule, ...] = (
    join_digits,
    say_dates,
    say_times,
    say_codes,
    say_money,
    say_signs,
    say_ranges,
    say_versions,
    say_units,
    say_fractions,
    say_models,
    say_dots,
    say_words,
    drop_echo,
    say_symbols,
    settle_homographs,
    tidy_pauses,
)
"""Classes from the particular to the general, then foreign words, then marks."""


@dataclass(frozen=True)
class Step:
    """What one rule changed."""

    rule: str
    """The function's name."""
    before: str
    after: str


def rules_with(lexicon: Lexicon) -> tuple[Rule, ...]:
    """All rules in their order, with `lexicon` in its place."""
    return (*RULES_BEFORE, lexicon.say_names, *RULES_AFTER)


def read_aloud(text: str, lexicon: Lexicon) -> str:
    """What is to be spoken, as Japanese text that an engine reads right.

    >>> read_aloud("OpenAIは3:45に$3.5Bを調達！🎉", Lexicon())
    'オープンエーアイは3時45分に3.5ビリオンドルを調達！'
    """
    for rule in rules_with(lexicon):
        text = rule(text)
    return text


def explain_reading(text: str, lexicon: Lexicon) -> tuple[Step, ...]:
    """The rules that changed `text`, in order, each with what it was given and what it made.

    >>> [step.rule for step in explain_reading("$100です", Lexicon())]
    ['say_money']
    """
    steps = []
    for rule in rules_with(lexicon):
        after = rule(text)
        if after != text:
            steps.append(Step(rule.__name__, text, after))
        text = after
    return tuple(steps)


def spoken_form(text: str, form: ReadingForm, lexicon: Lexicon) -> str:
    """`text` in the form that an engine wants.

    >>> spoken_form("AIが9%増", "kana", Lexicon())
    'エーアイガキューパーセントゾー'
    >>> spoken_form("AIが9%増", "text", Lexicon())
    'AIが9%増'
    """
    match form:
        case "text":
            return text
        case "mixed":
            return read_aloud(text, lexicon)
        case "kana":
            return to_kana(read_aloud(text, lexicon))
