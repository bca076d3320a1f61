"""Writes what `toponyms gazetteer export` was asked for."""

from __future__ import annotations

import io
import os
import sys
from itertools import chain, islice
from typing import TYPE_CHECKING

import typer

from toponyms_cli.files import beside

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms.gazetteer.exchange import Form

__all__ = ["export_to"]


def export_to(output: str, folder: Path, form: Form) -> None:
    """Writes a gazetteer to a file, which appears whole or not at all, or to standard output.

    Raises:
        GazetteerError: if the gazetteer cannot be read.
        OSError: if the file cannot be written.
    """
    from toponyms.gazetteer.exchange import export
    from toponyms.gazetteer.streaming import stream_places

    places = stream_places(folder)
    # Of a gazetteer that cannot be read nothing is written, not even the head of a file.
    places = chain(list(islice(places, 1)), places)
    if output == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(newline="")
        export(places, form, sys.stdout)
        return
    target = beside(output, "--output")
    if target is None or target.resolve().parent == folder.resolve():
        raise typer.BadParameter(
            "it would lie in the gazetteer's own folder.", param_hint="'--output'"
        )
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            export(places, form, stream)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
