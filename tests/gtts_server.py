"""A loopback server that answers as Google's does, well or badly."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from ssl import SSLContext

import av
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.sounds import tone

PATH = "/_/TranslateWebserverUi/data/batchexecute"
MP3_RATE_HZ = 24_000
SECONDS_PER_CHAR = 0.15

Answer = Callable[[str], Response]
"""What is answered to a text."""


class GttsServer:
    """Gives its answers in turn, the last one for ever, and remembers what it was asked."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("/")
        self.forget()
        server.expect_request(PATH, method="POST").respond_with_handler(self._answer)

    def forget(self) -> None:
        """Begin anew, as a server that works."""
        self.answers: list[Answer] = [speak]
        self.texts: list[str] = []

    def _answer(self, request: Request) -> Response:
        [[[rpc, parameters, *_]]] = json.loads(request.form["f.req"])
        text, language, *_ = json.loads(parameters)
        assert (rpc, language) == ("jQ1olc", "ja")
        self.texts.append(text)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer(text)


@contextmanager
def run_gtts_server(ssl_context: SSLContext | None = None) -> Iterator[GttsServer]:
    with HTTPServer(host="localhost", ssl_context=ssl_context, threaded=True) as server:
        yield GttsServer(server)


def speak(text: str) -> Response:
    return Response(make_reply(make_mp3(len(text) * SECONDS_PER_CHAR)))


def cut_audio(text: str) -> Response:
    return Response(make_reply(make_mp3(len(text) * SECONDS_PER_CHAR)[:-50]))


def garble_audio(text: str) -> Response:
    return Response(make_reply(b"not an MP3 at all" * 50))


def cut_reply(text: str) -> Response:
    return Response(make_reply(make_mp3(1))[:500])


def break_off(text: str) -> Response:
    """Close the connection before all that was promised is sent."""
    return Response(iter([make_reply(make_mp3(1))[:500]]), headers={"Content-Length": "9000"})


def answer_nothing(text: str) -> Response:
    return Response(make_reply(None))


def show_page(text: str) -> Response:
    return Response("<!doctype html><title>Before you continue</title>", mimetype="text/html")


def send_elsewhere(text: str) -> Response:
    return Response(status=302, headers={"Location": "https://consent.example/"})


def hang(text: str) -> Response:
    time.sleep(0.5)
    return speak(text)


def refuse(status: int, **headers: str) -> Answer:
    return lambda _: Response(status=status, headers={"Retry-After": "0", **headers})


def make_reply(mp3: bytes | None) -> str:
    """The reply format: a guard line, then JSON in a JSON string, over several lines."""
    result = None if mp3 is None else json.dumps([base64.b64encode(mp3).decode()])
    call = json.dumps(["wrb.fr", "jQ1olc", result, None, None, None, "generic"])
    return ")]}'\n\n[" + call.replace(", ", ",") + '\n,["di",61]\n,["af.httprm",61,"-1",5]\n]'


def make_mp3(seconds: float) -> bytes:
    """A tone as Google sends speech: 24 kHz, mono, constant bit rate, no Info header."""
    content = BytesIO()
    sound = tone(seconds, rate_hz=MP3_RATE_HZ)
    plain = {"write_xing": "0", "id3v2_version": "0"}
    with av.open(content, "w", format="mp3", options=plain) as out:
        stream = out.add_stream("libmp3lame", rate=MP3_RATE_HZ, layout="mono")
        stream.bit_rate = 64_000
        frame = av.AudioFrame.from_ndarray(sound[None], format="s16", layout="mono")
        frame.sample_rate = MP3_RATE_HZ
        converter = av.AudioResampler(format="s16p", layout="mono", rate=MP3_RATE_HZ)
        for piece in [*converter.resample(frame), None]:
            out.mux(stream.encode(piece))
    return content.getvalue()
