"""The log of the service."""

from __future__ import annotations

import logging
import sys

__all__ = ["LOGGER", "start_log"]

LOGGER = logging.getLogger("toponyms.service")


def start_log(*, requests: bool = True) -> None:
    """Sends the log to standard error.

    Args:
        requests: whether each request has a line, and not only what goes wrong.
    """
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(message)s")
    LOGGER.setLevel(logging.INFO if requests else logging.WARNING)
    # Whoever sends no form is told; a line for each would fill the log.
    logging.getLogger("python_multipart").setLevel(logging.ERROR)
