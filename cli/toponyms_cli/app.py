"""The Typer application: every command and what they share."""

from typing import Annotated

import typer

from toponyms_cli import gazetteer
from toponyms_cli.examples import examples
from toponyms_cli.find import find
from toponyms_cli.lookup import lookup
from toponyms_cli.normalize import normalize
from toponyms_cli.parsing import Command, Group
from toponyms_cli.serve import serve
from toponyms_cli.show import show
from toponyms_cli.systems import systems
from toponyms_cli.transliterate import transliterate

__all__ = ["app"]

app = typer.Typer(
    name="toponyms",
    cls=Group,
    epilog=examples(
        "toponyms lookup Janyatag",
        "toponyms show gn:586666",
        "toponyms find article.txt",
        "toponyms transliterate Ճանկաթաղ",
        "toponyms gazetteer info",
    ),
    no_args_is_help=True,
    # Plain help needs no rich, which costs as much time as everything else together.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from toponyms import __version__

        typer.echo(f"toponyms {__version__}")
        raise typer.Exit


@app.callback()
def toponyms(
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            help="Print the version and exit.",
            callback=_print_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Tells which place a name means, in any script or spelling, and writes it in another script.

    Data go to standard output and talk to standard error; all of it is UTF-8. A table is drawn
    when a person is looking, and plain lines with tabs between their fields when the output goes
    elsewhere; --format chooses.

    Completion for the shell in use is installed with --install-completion.

    Exit status: 0 done, 1 done but something asked for was not found, 2 wrong usage or
    unreadable input.
    """


app.command(
    cls=Command,
    epilog=examples(
        "toponyms lookup Janyatag",
        "toponyms lookup Ճանկաթաղ Джанятаг --format json",
        "toponyms lookup Norashen --near 39.5,45.1",
        "toponyms lookup Füzuli --country AZ --feature A",
        "toponyms lookup --explain 'село Чанкатаг'",
        "toponyms lookup - --format csv < names.txt > places.csv",
    ),
)(lookup)
app.command(
    cls=Command,
    epilog=examples(
        "toponyms show gn:586666",
        "toponyms show gn:586666 --format csv",
        "toponyms lookup Şuşa | cut -f 3 | toponyms show -",
    ),
)(show)
app.command(
    cls=Command,
    epilog=examples(
        "toponyms transliterate Ճանկաթաղ Ҹанјатаг",
        "toponyms transliterate Ճանկաթաղ --system alalc-hye-Armn-Latn-2022",
        "toponyms transliterate Chankatʻagh --system alalc --lang hy --reverse",
        "toponyms transliterate Советск --system bgn --lang ru --option no-middle-dot",
        "toponyms transliterate --system my-system.toml --file names.txt",
        "toponyms transliterate - --format csv < names.txt > romanized.csv",
    ),
)(transliterate)
app.command(
    cls=Command,
    epilog=examples(
        "toponyms systems",
        "toponyms systems --lang hy",
        "toponyms systems bgnpcgn-rus-Cyrl-Latn-1947",
        "toponyms systems bgn --lang hy --format json",
        "toponyms systems iso-rus-Cyrl-Latn-9-1995 --icu",
    ),
)(systems)
app.command(
    cls=Command,
    epilog=examples(
        "toponyms normalize events.csv --column location -o events.ids.parquet",
        "toponyms normalize events.csv -c location -o out.csv --lang hy --country AZ",
        "toponyms normalize trips.xlsx -c from -c to -o trips.ids.xlsx --report trips.html",
        "toponyms normalize events.csv -c location -o out.csv --review doubts.csv",
        "toponyms normalize events.csv -c location -o out.csv --decisions doubts.csv --strict",
        "zcat events.jsonl.gz | toponyms normalize - --from jsonl -c place > out.jsonl",
    ),
)(normalize)
app.command(
    cls=Command,
    epilog=examples(
        "toponyms find article.txt",
        "toponyms find articles/ --html articles.html",
        "toponyms find news.jsonl.gz --text-field body --id-field id -o mentions.csv",
        "toponyms find article.txt --lang en --min-score 0.6 --explain --format json",
        "toponyms find - --format geojson < article.txt > places.geojson",
    ),
)(find)
app.command(
    cls=Command,
    epilog=examples(
        "toponyms serve",
        "toponyms serve --port 9000 --workers 4",
        "toponyms serve --host 0.0.0.0 --public-url https://places.example.org",
    ),
)(serve)
app.add_typer(gazetteer.app, name="gazetteer")
