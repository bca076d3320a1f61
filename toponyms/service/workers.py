"""Processes that do one work and share what it needs, and one that watches them.

The one that watches forks before anything is loaded and stays small. The first of the others loads
and forks the rest, so that nobody holds a copy of what the others have written to.
"""

from __future__ import annotations

import os
import selectors
import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from toponyms.service.log import LOGGER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

__all__ = ["Workers"]

#: A process that ended sooner would only end again.
_SHORT_LIVED = 2.0
_READY = b"."


class Workers:
    """Forked processes, of which each is replaced if it ends.

    One that takes another's place loads anew: it shares nothing with those that were there before.

    Args:
        prepare: loads what the work needs, and gives what does it until the process gets SIGTERM.
            What it raises is raised in the process that was forked.
    """

    def __init__(self, prepare: Callable[[], Callable[[], None]]) -> None:
        self._prepare = prepare
        self._selector = selectors.DefaultSelector()
        #: When each process that works began, by the pipe that closes as it ends.
        self._began: dict[int, float] = {}
        self._announced = False
        self._ended_by = 0
        self._statuses: dict[int, int] = {}
        # Nobody writes: its other end closes when this process ends, however it does.
        self._ended, self._open = os.pipe()

    def run(self, number: int, announce: Callable[[], None]) -> int:
        """Keeps a number of processes going until this one gets SIGTERM or SIGINT.

        Args:
            number: of processes that work.
            announce: is called when the first of them is about to.

        Returns:
            The exit status of the first process if it could not begin, else 0.
        """
        before = {one: signal.signal(one, self._end) for one in (signal.SIGTERM, signal.SIGINT)}
        try:
            first = self._fork(number)
            while self._selector.get_map():
                for key, _ in self._selector.select():
                    if not os.read(key.fd, len(_READY)):
                        self._replace(key.fd)
                        continue
                    if not self._announced:
                        announce()
                        self._announced = True
                    self._began[key.fd] = time.monotonic()
            # Those whose pipes are closed are about to end.
            with suppress(ChildProcessError):
                while True:
                    self._reap(0)
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)
        if self._ended_by:
            signal.raise_signal(self._ended_by)
        return 0 if self._announced else self._statuses[first]

    def _fork(self, number: int) -> int:
        """Forks a process, which forks the rest of as many as asked for; gives its number."""
        pipes = [os.pipe() for _ in range(number)]
        child = os.fork()
        if not child:
            self._lead(pipes)
        for ended, alive in pipes:
            os.close(alive)
            self._selector.register(ended, selectors.EVENT_READ)
        return child

    def _lead(self, pipes: Sequence[tuple[int, int]]) -> NoReturn:
        """Loads, forks the others, and works, in a process that was forked."""
        self._selector.close()
        for ended in (self._open, *(ended for ended, _ in pipes)):
            os.close(ended)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all of them
        work = self._prepare()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the pipes tell who ended
        mine, *others = [alive for _, alive in pipes]
        while others and os.fork():
            os.close(others.pop())
        if others:
            os.close(mine)
            mine = others.pop()
            for alive in others:
                os.close(alive)
        self._work(work, mine)

    def _work(self, work: Callable[[], None], alive: int) -> NoReturn:
        """Says that the work begins, does it, and ends the process."""
        code = 1
        try:
            threading.Thread(target=_end_after, args=(self._ended,), daemon=True).start()
            os.write(alive, _READY)
            work()
            code = 0
        except Exception:  # noqa: BLE001 - the log has it
            LOGGER.exception("a process ends")
        finally:
            os._exit(code)

    def _replace(self, ended: int) -> None:
        """Forks a process in place of one that ended, unless it ended too soon or was told to."""
        began = self._began.pop(ended, None)
        self._selector.unregister(ended)
        os.close(ended)
        with suppress(ChildProcessError):
            self._reap(os.WNOHANG)
        if self._ended_by or not self._announced:
            return
        if began is None or time.monotonic() - began < _SHORT_LIVED:
            LOGGER.error("a process ended as soon as it began; the service stops")
            self._end(signal.SIGTERM, None)
            return
        LOGGER.warning("a process ended; another takes its place")
        self._fork(1)

    def _reap(self, options: int) -> None:
        child, status = os.waitpid(-1, options)
        if child:
            self._statuses[child] = os.waitstatus_to_exitcode(status)

    def _end(self, number: int, frame: FrameType | None) -> None:
        if not self._ended_by:
            self._ended_by = number
            os.close(self._open)


def _end_after(parent: int) -> None:
    """Ends this process as SIGTERM does when the other end of a pipe is closed."""
    os.read(parent, 1)
    os.kill(os.getpid(), signal.SIGTERM)
