"""Google's voice through gTTS, made safe to build a show on.

The gTTS library makes the request. It is sent here rather than there: the
library does not check TLS certificates, waits for ever, never asks twice, and
takes a web page for silence.
"""

import base64
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from io import BytesIO
from logging import NullHandler, getLogger
from typing import Literal
from urllib.parse import urljoin

import av
import numpy as np
import requests
import stamina
from gtts import gTTS

from podgen.engines import Engine, Pcm, check_text
from podgen.errors import EngineError

_PATH = "/_/TranslateWebserverUi/data/batchexecute"
_ANSWER = re.compile(rf'"{gTTS.GOOGLE_TTS_RPC}",("(?:[^"\\]|\\.)*"|null)')
"""In a reply: the call's name, then its result as JSON within a JSON string."""

_ATTEMPTS = 4
_LONGEST_WAIT_S = 120.0

_OTHER_VOICE = "use another voice, such as mei"
_NO_NETWORK = "check the network, or use a voice that needs none, such as mei"
_LATER = "run again later (what was spoken is kept)"

# Without a handler of ours, each retry would print its bare name on the terminal.
getLogger("stamina").addHandler(NullHandler())

Tld = Literal["com", "co.jp", "co.kr", "co.uk", "com.au", "com.hk", "com.sg", "com.tw", "ca", "de"]
"""Which Google is asked. A list, since any other text could send the article elsewhere."""


class _PassingError(EngineError):
    """Worth another try, after as many seconds as the server asked for, if it did."""

    def __init__(self, message: str, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


@dataclass(frozen=True)
class GttsEngine:
    """The service at one address."""

    base_url: str
    slow: bool
    version: str
    timeout_s: tuple[float, float] = (5.0, 30.0)
    """To connect, and between two pieces of the answer."""
    first_wait_s: float = 1.0
    """Before the second try; then twice as long each time."""
    rate_hz: int = 48_000
    max_chars: int = gTTS.GOOGLE_TTS_MAX_CHARS

    def speak(self, text: str) -> Pcm:
        """The sound of Japanese text; asks up to four times if what went wrong may pass.

        Raises:
            EngineError: nothing to say, too long, no network, no trustworthy
                certificate, refused, or an answer that holds no whole sound.
        """
        check_text(text, self.max_chars)
        retrying = stamina.RetryingCaller(
            attempts=_ATTEMPTS,
            timeout=None,
            wait_initial=self.first_wait_s,
            wait_max=30.0,
            wait_jitter=self.first_wait_s,
        )
        return retrying(_decide_retry, self._speak_once, text)

    def _speak_once(self, text: str) -> Pcm:
        return _decode_mp3(_extract_mp3(self._ask(text), text), self.rate_hz)

    def _ask(self, text: str) -> str:
        saying = gTTS(text, lang="ja", slow=self.slow, lang_check=False, pre_processor_funcs=[])
        (body,) = saying.get_bodies()
        try:
            answer = requests.post(
                urljoin(self.base_url, _PATH),
                data=body,
                headers=gTTS.GOOGLE_TTS_HEADERS,
                timeout=self.timeout_s,
                allow_redirects=False,
            )
        except requests.exceptions.SSLError as error:
            raise EngineError(
                f"{self.base_url}: no certificate that can be trusted; {_NO_NETWORK}"
            ) from error
        except requests.exceptions.Timeout as error:
            raise _PassingError(f"{self.base_url}: no answer; {_NO_NETWORK}") from error
        except requests.exceptions.RequestException as error:
            raise _PassingError(f"{self.base_url}: can't be reached; {_NO_NETWORK}") from error
        _check_status(answer)
        return answer.content.decode(errors="replace")


def load(*, tld: Tld = "com", slow: bool = False) -> Engine:
    """Google's Japanese voice.

    Args:
        tld: which Google is asked, as in translate.google.TLD.
        slow: speak slowly.
    """
    return GttsEngine(f"https://translate.google.{tld}/", slow, f"gtts {version('gTTS')}")


def _decide_retry(error: Exception) -> bool | float:
    """Whether to try again, or in how many seconds."""
    if not isinstance(error, _PassingError):
        return False
    if error.wait_s is None:
        return True
    return error.wait_s <= _LONGEST_WAIT_S and error.wait_s


def _check_status(answer: requests.Response) -> None:
    said = f"{answer.status_code} {answer.reason}"
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        raise _PassingError(
            f"Google refuses more requests for now ({said}); set workers = 1 in the voice's"
            f" profile, wait an hour, and {_LATER}",
            _parse_retry_after(answer.headers.get("Retry-After", "")),
        )
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise _PassingError(f"Google's service fails ({said}); {_LATER}")
    if answer.status_code != HTTPStatus.OK:
        raise EngineError(f"Google refuses the request ({said}); {_OTHER_VOICE}")


def _parse_retry_after(value: str) -> float | None:
    """Seconds to wait, from seconds or a date (RFC 9110, section 10.2.3).

    >>> _parse_retry_after("7"), _parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT")
    (7.0, 0.0)
    >>> _parse_retry_after("soon")
    """
    if value.isdecimal():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, when.timestamp() - time.time())


def _extract_mp3(reply: str, text: str) -> bytes:
    if gTTS.GOOGLE_TTS_RPC not in reply:
        raise EngineError(
            "Google answers with a web page, not with sound (it may ask for consent, or suspect"
            f" a robot); {_OTHER_VOICE}"
        )
    found = _ANSWER.search(reply)
    if found and found[1] == "null":
        raise EngineError(f"Google has no sound for {text!r}; write it otherwise")
    try:
        if not found:
            raise ValueError("cut off")
        return base64.b64decode(json.loads(json.loads(found[1]))[0], validate=True)
    except (ValueError, TypeError, LookupError) as error:
        raise _PassingError(f"Google's answer to {text!r} is damaged; {_LATER}") from error


def _decode_mp3(mp3: bytes, rate_hz: int) -> Pcm:
    frames, frame_bytes = [], []
    try:
        with av.open(BytesIO(mp3), "r", format="mp3") as container:
            for packet in container.demux(container.streams.audio[0]):
                frames += packet.decode()
                frame_bytes.append(packet.size)
        # The last packet is an empty one that flushes the decoder.
        _check_whole(frame_bytes[:-1])
        return np.concatenate(list(_resample(frames, rate_hz)))
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise _PassingError(f"Google's sound is damaged ({error}); {_LATER}") from error


def _check_whole(frame_bytes: list[int]) -> None:
    """Refuse a last frame that is cut off.

    At a constant bit rate, frames differ by one byte of padding at most
    (ISO/IEC 11172-3, 2.4.2.3); at another, nothing can be told.

    Raises:
        ValueError: it is.
    """
    *before, last = frame_bytes
    if before and max(before) - min(before) <= 1 and last < min(before):
        raise ValueError("cut off")


def _resample(frames: list[av.AudioFrame], rate_hz: int) -> Iterator[Pcm]:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate_hz)
    for frame in [*frames, None]:
        for resampled in resampler.resample(frame):
            yield resampled.to_ndarray()[0]
