"""gTTS against a loopback server that has every fault the real one can have."""

import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trustme

from podgen.engines import load_engine
from podgen.engines.gtts import GttsEngine
from podgen.errors import EngineError, VoiceError
from tests.gtts_server import (
    SECONDS_PER_CHAR,
    Answer,
    GttsServer,
    answer_nothing,
    break_off,
    cut_audio,
    cut_reply,
    garble_audio,
    hang,
    refuse,
    run_gtts_server,
    send_elsewhere,
    show_page,
    speak,
)

TEXT = "これは長い文です。"


@pytest.fixture(scope="module")
def running() -> Iterator[GttsServer]:
    with run_gtts_server() as server:
        yield server


@pytest.fixture
def server(running: GttsServer) -> GttsServer:
    running.forget()
    return running


def engine_at(url: str) -> GttsEngine:
    engine = load_engine("gtts", {})
    assert isinstance(engine, GttsEngine)
    return replace(engine, base_url=url, timeout_s=(1.0, 0.2), first_wait_s=0.0)


def test_the_whole_sound_comes_back_at_48_khz(server: GttsServer) -> None:
    engine = engine_at(server.url)
    pcm = engine.speak(TEXT)
    assert len(pcm) / engine.rate_hz == pytest.approx(len(TEXT) * SECONDS_PER_CHAR, abs=0.1)
    spectrum = np.abs(np.fft.rfft(pcm))
    assert spectrum.argmax() * engine.rate_hz / len(pcm) == pytest.approx(220, abs=1)


def test_a_text_of_100_characters_goes_as_one_with_all_its_marks(server: GttsServer) -> None:
    text = "まず、次に、そして。" * 10
    engine_at(server.url).speak(text)
    assert server.texts == [text]


def test_a_longer_text_is_refused_before_anything_is_sent(server: GttsServer) -> None:
    with pytest.raises(EngineError, match="101 characters are too many"):
        engine_at(server.url).speak("あ" * 101)
    assert server.texts == []


@pytest.mark.parametrize(
    "fault",
    [refuse(429), refuse(500), refuse(503), hang, cut_audio, cut_reply, garble_audio, break_off],
)
def test_what_may_pass_is_tried_again(server: GttsServer, fault: Answer) -> None:
    server.answers = [fault, fault, fault, speak]
    assert len(engine_at(server.url).speak(TEXT))
    assert server.texts == [TEXT] * 4


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (refuse(429), r"refuses more requests for now \(429 .*workers = 1.*run again later"),
        (refuse(500), r"Google's service fails \(500 .*run again later"),
        (hang, r"no answer; check the network, or use a voice .* such as mei"),
        (cut_audio, r"Google's sound is damaged \(cut off\); run again later"),
        (cut_reply, r"Google's answer to 'これは長い文です。' is damaged"),
        (garble_audio, r"Google's sound is damaged"),
        (break_off, r"can't be reached; check the network"),
    ],
)
def test_what_does_not_pass_is_an_error_after_four_tries(
    server: GttsServer, fault: Answer, message: str
) -> None:
    server.answers = [fault]
    with pytest.raises(EngineError, match=message):
        engine_at(server.url).speak(TEXT)
    assert len(server.texts) == 4


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (refuse(400), r"refuses the request \(400 "),
        (refuse(403), r"refuses the request \(403 .*; use another voice, such as mei"),
        (refuse(404), r"refuses the request \(404 "),
        (send_elsewhere, r"refuses the request \(302 "),
        (show_page, r"web page, not with sound"),
        (answer_nothing, r"has no sound for 'これは長い文です。'"),
        (refuse(429, **{"Retry-After": "3600"}), r"refuses more requests"),
    ],
)
def test_what_asking_again_would_not_mend_is_an_error_at_once(
    server: GttsServer, fault: Answer, message: str
) -> None:
    server.answers = [fault]
    with pytest.raises(EngineError, match=message):
        engine_at(server.url).speak(TEXT)
    assert server.texts == [TEXT]


def test_it_waits_as_long_as_the_server_asks(server: GttsServer) -> None:
    server.answers = [refuse(429, **{"Retry-After": "1"}), speak]
    start = time.monotonic()
    engine_at(server.url).speak(TEXT)
    assert time.monotonic() - start >= 1


def test_without_a_server_the_message_says_what_to_do() -> None:
    with run_gtts_server() as gone:
        url = gone.url
    with pytest.raises(EngineError, match=r"localhost.*: can't be reached; .* such as mei"):
        engine_at(url).speak(TEXT)


def test_a_certificate_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with run_gtts_server(context) as server:
        engine = replace(engine_at(server.url), timeout_s=(5.0, 5.0))
        with pytest.raises(EngineError, match="no certificate that can be trusted"):
            engine.speak(TEXT)
        assert server.texts == []
        trusted = tmp_path / "authority.pem"
        authority.cert_pem.write_to_path(str(trusted))
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))
        assert len(engine.speak(TEXT))


@pytest.mark.parametrize("tld", ["com@localhost:8000", "com/x", "example", "", "com.evil.example"])
def test_no_tld_can_point_elsewhere(tld: str) -> None:
    with pytest.raises(VoiceError, match=r"option 'tld' is .*'com', 'co\.jp'"):
        load_engine("gtts", {"tld": tld})


def test_a_known_tld_is_asked() -> None:
    engine = load_engine("gtts", {"tld": "co.jp"})
    assert isinstance(engine, GttsEngine)
    assert engine.base_url == "https://translate.google.co.jp/"
