"""A web server on this machine for the tests: pages, redirects, and answers made to harm."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REPORT = (
    "The ferry Marlin ran aground off Port Ellery on Monday with 120 people on board.\n"
    "“We will not sail again before the hull is checked,” harbour master Ines Kovar said.\n"
)
PAGE = (
    "<html><head><title>Ferry runs aground</title>{head}</head><body><article><h1>Ferry runs aground</h1>"
    + "".join(f"<p>{line} {line}</p>" for line in REPORT.splitlines())
    + "</article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    """Answers each path with the function that the test gave for it, and notes who asked."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer."""
        self.close_connection = True
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.paths.get(self.path) or (lambda h: h.say(404))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            answer(self)

    def say(
        self, status: int = 200, body: bytes = b"", type_: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in {"Content-Type": type_, "Content-Length": str(len(body)), "Connection": "close"}.items():
            self.send_header(name, value)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server on a free port of this machine."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.paths: dict[str, Callable[[Handler], None]] = {}
        self.named: list[str] = []
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Give the address of a path."""
        return f"http://{host}:{self.server_port}{path}"

    def page(self, path: str, body: str | bytes = PAGE, **options: str) -> str:
        """Put a page there and give its address."""
        data = body if isinstance(body, bytes) else body.encode()
        self.paths[path] = lambda h: h.say(body=data, **options)
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Redirect a path and give its address."""
        self.paths[path] = lambda h: h.say(status, Location=to)
        return self.url(path)

    def times(self, path: str) -> int:
        """Count the requests for a path."""
        return sum(asked == path for asked, _ in self.asked)


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Run a server with nothing on it."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def endless(head: bytes, piece: bytes, pause_s: float = 0.0) -> Callable[[Handler], None]:
    """Answer with a head and then with the same bytes for ever."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(head)
        while True:
            handler.wfile.write(piece)
            time.sleep(pause_s)

    return answer


def sent(data: bytes, pause_s: float = 0.0) -> Callable[[Handler], None]:
    """Answer with these bytes, and then stay silent for a while."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(data)
        time.sleep(pause_s)

    return answer
