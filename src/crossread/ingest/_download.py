"""A large file of the web, read while it comes: never more of it in memory than a few pieces."""

from __future__ import annotations

import io
from concurrent.futures import Future
from queue import Empty, Full, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from crossread.ingest._addresses import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossread.ingest._exchange import Sink

T = TypeVar("T")

MAX_AHEAD = 32
"""So many pieces may wait for the reader; they have up to 64 KB each. Then the server has to wait."""

LOOK_S = 0.1
"""How often a side that waits looks whether the other one is still there."""


class Download(io.RawIOBase, Generic[T]):
    """The bytes that a function passes to the sink it is given, as a stream; a thread of its own runs the function.

    `close` ends the function at its next piece, if it has not come to its end.
    """

    def __init__(self, fetch: Callable[[Sink], T]) -> None:
        super().__init__()
        self._pieces: Queue[bytes] = Queue(MAX_AHEAD)
        self._piece = b""
        self._fetching: Future[T] = Future()
        self._thread = Thread(target=self._run, args=(fetch,), daemon=True)
        self._thread.start()

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  (the buffer protocol has no type before Python 3.12)
        """Fill a buffer with what came, or wait for it; 0 at the end."""
        if not self.has_more():
            return 0
        view = memoryview(buffer)
        data, self._piece = self._piece[: len(view)], self._piece[len(view) :]
        view[: len(data)] = data
        return len(data)

    def has_more(self) -> bool:
        """Wait for the next bytes; tell whether there are any."""
        while not self._piece:
            is_over = self._fetching.done()  # asked before the queue: what it passed on last is still there
            try:
                self._piece = self._pieces.get(timeout=0 if is_over else LOOK_S)
            except Empty:
                if is_over:
                    return False
        return True

    def result(self) -> T:
        """Wait for the end of the function, and give what it gives; to be called when all is read."""
        return self._fetching.result()

    def close(self) -> None:
        """End the fetching."""
        super().close()
        self._thread.join()

    def _run(self, fetch: Callable[[Sink], T]) -> None:
        try:
            self._fetching.set_result(fetch(self._take))
        except BaseException as error:  # noqa: BLE001  (whoever waits for the result is told)
            self._fetching.set_exception(error)

    def _take(self, piece: bytes) -> None:
        """Take a piece from the function; wait while the reader is behind.

        Raises:
            Refused: the reader has left; it never learns of it.
        """
        while not self.closed:
            try:
                self._pieces.put(piece, timeout=LOOK_S)
            except Full:
                continue
            return
        raise Refused("fetch-failed", "no longer wanted")
