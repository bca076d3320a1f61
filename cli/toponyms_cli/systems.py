"""`toponyms systems`: the standards of transliteration, and everything about one."""

import sys
from typing import Annotated

import typer

from toponyms_cli.options import (
    FormatOption,
    OptionOption,
    complete_system,
    read_format,
    read_lang,
)

__all__ = ["systems"]


def systems(
    system: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="Id of a system, a short name such as bgn, or a .toml file with a system of your "
            "own: tells everything about it.",
            autocompletion=complete_system,
        ),
    ] = None,
    *,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="TAG", help="Only systems that read this language (BCP 47, such as az-Cyrl)."
        ),
    ] = None,
    icu: Annotated[
        bool,
        typer.Option("--icu", help="Print the system as rules for ICU's transliterators instead."),
    ] = False,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="With --icu: the rules for the way back.")
    ] = False,
    option: OptionOption = None,
    form: FormatOption = None,
) -> None:
    """List the systems of transliteration, or show one.

    The list has id, language, name, whether the way back is exact, and short names. Of one
    system are shown: who issued it, the year, title and address of the document, how much of
    its text was seen, what it is for, what its result does not tell, options, letters, rules
    and samples. CSV and plain output of one system have the columns part, key, value and note;
    JSON has what the system's file says.

    Exit status: 0 done, 1 if no system reads the language, 2 for wrong usage or an unknown
    system.
    """
    wanted, tag = read_format(form), read_lang(lang)
    _check_usage(system, icu=icu, form=form, rules={"--reverse": reverse, "--option": option})

    from toponyms.transliteration import systems as all_systems
    from toponyms.transliteration.catalogue import spoken_by
    from toponyms_cli.choosing import find_system, options_of
    from toponyms_cli.output import ListPrinter, Printer
    from toponyms_cli.systems_view import SystemListView, SystemView

    if system is None:
        found = [one for one in all_systems() if tag is None or spoken_by(one, tag)]
        ListPrinter(SystemListView(), wanted).write(found)
        if not found:
            known = ", ".join(sorted({one.language for one in all_systems()}))
            typer.echo(f"Note: no system reads {lang!r}; there are systems for {known}", err=True)
            raise typer.Exit(1)
        return
    chosen = find_system(system, tag, named="ID")
    if icu:
        from toponyms.transliteration.icu_rules import icu_rules

        on = options_of(chosen, option or [])
        sys.stdout.write(icu_rules(chosen, reverse=reverse, options=on))
    else:
        Printer(SystemView(), wanted).write([chosen])


def _check_usage(
    system: str | None, *, icu: bool, form: str | None, rules: dict[str, object]
) -> None:
    """Refuses options that would have no effect.

    Raises:
        typer.BadParameter: naming the option.
    """
    if icu and system is None:
        raise typer.BadParameter("needs the ID of a system.", param_hint="'--icu'")
    if icu and form is not None:
        raise typer.BadParameter("rules for ICU have one form only.", param_hint="'--format'")
    for name, given in rules.items():
        if given and not icu:
            raise typer.BadParameter("goes with --icu.", param_hint=f"'{name}'")
