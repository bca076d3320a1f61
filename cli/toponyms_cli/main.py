"""The process around the commands: signals, errors and exit codes.

Exit codes are 0 for done, 1 for done but something asked for was not found, 2 for wrong usage
or unreadable input, 130 for an interrupt, 143 for a termination. Nothing a user does ends in a
traceback.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "run"]

_USAGE = 2
#: Codes above it, as shells have them, tell by which signal a process was ended.
_SIGNALLED = 128
_INTERRUPTED = 130
_TERMINATED = 143


def main() -> NoReturn:
    """Runs the command line of this process and exits."""
    if hasattr(signal, "SIGPIPE"):
        # A reader that has enough, such as `head`, ends this process as any other of its kind.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    # Whoever ends this process leaves nothing half written.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Data are UTF-8 whatever the locale; a terminal knows best what it can show.
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    code = run(sys.argv[1:])
    if code > _SIGNALLED:
        # What threads of Arrow and Polars are at cannot be awaited, and crashes an orderly end.
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(code)
    sys.exit(code)


def run(args: Sequence[str]) -> int:
    """Runs one command.

    Args:
        args: what follows `toponyms` on the command line.

    Returns:
        The exit code.
    """
    from toponyms.errors import ToponymsError

    if sys.stdout is None:
        return _failed("standard output is closed")
    try:
        # The import is inside so that an interrupt while it goes on is quiet too.
        from toponyms_cli.app import app

        try:
            app(list(args), prog_name="toponyms")
        except SystemExit as done:
            code = done.code if isinstance(done.code, int) else 0
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except ToponymsError as error:
        _drop_output()
        return _failed(str(error))
    except OSError as error:
        _drop_output()
        return _failed(f"{error.filename or 'input or output'}: {error.strerror}")
    return code


def _failed(message: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"Error: {message}\n")
    return _USAGE


def _drop_output() -> None:
    """Keeps the interpreter from writing once more, at its end, what could not be written."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


if __name__ == "__main__":
    main()
