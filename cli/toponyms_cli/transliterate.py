"""`toponyms transliterate`: texts in another script, by named standards."""

from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from toponyms_cli.options import (
    OptionOption,
    complete_system,
    format_option,
    read_format,
    read_lang,
)

if TYPE_CHECKING:
    from toponyms.transliteration import System
    from toponyms_cli.conversion import Converter

__all__ = ["transliterate"]


def transliterate(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TEXT",
            help="Texts to write; - reads them from standard input, one a line.",
        ),
    ] = None,
    *,
    system: Annotated[
        str | None,
        typer.Option(
            metavar="SYSTEM",
            help="Id of the system, a short name such as bgn, or a .toml file with a system of "
            "your own; without it, the usual romanization of each text's language.",
            autocompletion=complete_system,
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            help="Language of the texts (BCP 47): decides where a short name or their letters "
            "leave a choice.",
        ),
    ] = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="Go back from the script that the system writes.")
    ] = False,
    option: OptionOption = None,
    file: Annotated[
        list[str] | None,
        typer.Option(
            "--file",
            "-f",
            metavar="FILE",
            help="Write the lines of this file, after the texts; may be repeated.",
        ),
    ] = None,
    form: Annotated[
        str | None, format_option("just the results, one a line, on a terminal too")
    ] = None,
) -> None:
    """Write texts in another script by a named standard.

    'toponyms systems' lists the standards. What a system does not read, such as text in another
    script, stays as it is. Without --system each text is romanized by the usual system of its
    language: the one of --lang, or else the only one that its letters fit. No language is
    guessed; a text whose letters leave a choice stays as it is.

    JSON has one object a text, on a line of its own, with source, result and system (the id of
    the one that was taken, or null); CSV has the same as columns.

    Exit status: 0 if every text was written, 1 if no system was to be had for one, 2 for wrong
    usage, an unknown system or unreadable input.
    """
    wanted, tag = read_format(form), read_lang(lang)
    if not texts and not file:
        raise typer.BadParameter("a text, - or a --file is needed.", param_hint="'TEXT'")

    from toponyms.text.visible import visible
    from toponyms_cli.conversion import ConversionView, left_alone, why_left
    from toponyms_cli.output import LinePrinter, ListPrinter
    from toponyms_cli.standard_input import arguments, file_batches

    convert = _converter(system, tag, reverse, option or [])
    printer = (
        LinePrinter(lambda conversion: conversion.result)
        if wanted is None
        else ListPrinter(ConversionView(), wanted)
    )
    missed = False
    for batch in chain(arguments(texts or []), file_batches(file or [])):
        conversions = convert(batch)
        printer.write(conversions)
        if not missed and (left := next(filter(left_alone, conversions), None)):
            text = visible(left.source)
            typer.echo(f"Note: {text!r} stays as it is: {why_left(left.source, tag)}", err=True)
            missed = True
    if missed:
        raise typer.Exit(1)


def _converter(
    system: str | None, lang: str | None, reverse: bool, options: list[str]
) -> "Converter":
    """What converts as the options say.

    Raises:
        typer.BadParameter: if there is no such system or option, or none was named.
    """
    from toponyms_cli.conversion import by_evidence, by_system

    if system is None:
        for given, name in ((reverse, "--reverse"), (options, "--option")):
            if given:
                raise typer.BadParameter("needs a --system.", param_hint=f"'{name}'")
        return by_evidence(lang)

    from toponyms_cli.choosing import find_system, options_of

    chosen = find_system(system, lang, named="--system")
    options_of(chosen, options)  # a slip is told before anything is written
    if reverse and not chosen.reversible:
        _tell_loss(chosen)
    return by_system(chosen, reverse=reverse, options=options)


def _tell_loss(system: "System") -> None:
    typer.echo(f"Note: {system.id} is not reversible; it does not tell:", err=True)
    for loss in system.loss:
        typer.echo(f"  {loss}", err=True)
