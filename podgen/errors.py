"""What podgen raises on purpose.

    PodgenError
    ├── ArticleError    an article can't be read, or says nothing
    ├── VoiceError      a voice profile is missing or wrong
    ├── LexiconError    a line of a lexicon is wrong
    ├── EngineError     an engine can't be had, or doesn't speak
    ├── ClipError       the sound of one utterance is missing, silent or too short
    ├── AudioError      an audio file can't be made or read
    ├── ShowError       show.toml, the cover or a published record is wrong
    └── BusyError       another run is publishing this show

A message says what is wrong, where (file and line, or field) and what to do.
The command line prints it as one line; anything else that is raised is a bug
and keeps its traceback.
"""


class PodgenError(Exception):
    """Whatever podgen raises on purpose; its text is meant for the user."""


class ArticleError(PodgenError):
    """An article can't be read, or says nothing."""


class VoiceError(PodgenError):
    """A voice profile is missing or wrong."""


class LexiconError(PodgenError):
    """A line of a lexicon is wrong."""


class EngineError(PodgenError):
    """An engine can't be had, or doesn't speak."""


class ClipError(PodgenError):
    """The sound of one utterance is missing, silent or too short."""


class AudioError(PodgenError):
    """An audio file can't be made or read."""


class ShowError(PodgenError):
    """show.toml, the cover or a published record is wrong."""


class BusyError(PodgenError):
    """Another run is publishing this show."""
