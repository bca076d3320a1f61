"""`toponyms serve`: the service, for OpenRefine, for programs, and as a page."""

import ipaddress
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from toponyms_cli.extras import needs
from toponyms_cli.options import GazetteerOption, open_gazetteer

if TYPE_CHECKING:
    from socket import socket

__all__ = ["serve"]

_NUMBER = re.compile(r"[0-9]{1,5}")


def serve(
    *,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        str, typer.Option(metavar="NUMBER", help="Port, 0 for any that is free.")
    ] = "8642",
    workers: Annotated[
        str, typer.Option(metavar="NUMBER", help="Processes that answer, 1 to 64.")
    ] = "1",
    public_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="The address that others know the service by, if a proxy does not tell it.",
        ),
    ] = None,
    log_names: Annotated[
        bool, typer.Option("--log-names", help="Log the names that are asked for, too.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Log no requests.")] = False,
    gazetteer: GazetteerOption = None,
) -> None:
    """Answer look-ups over HTTP: a page, a JSON API, and reconciliation for OpenRefine.

    The page is at the address that is printed, the API below /api (described by
    /api/openapi.json), and OpenRefine is given /reconcile. Without --host only this machine is
    listened to. Requests are logged on standard error, without the names that are asked for.

    SIGTERM or Ctrl-C stops it; requests under way are finished first.

    Exit status: 2 for wrong usage, or if the address is not to be had.
    """
    number = _whole("--port", port, 0, 65535)
    processes = _whole("--workers", workers, 1, 64)
    if public_url is not None and not public_url.startswith(("http://", "https://")):
        raise typer.BadParameter(
            f"{public_url!r} has neither http:// nor https://.", param_hint="'--public-url'"
        )
    from toponyms.service.listening import listen
    from toponyms.service.log import start_log
    from toponyms.service.workers import Workers

    listening = listen(host, number)
    start_log(requests=not quiet)

    def load() -> Callable[[], None]:
        with needs("serve"):
            from toponyms.service.app import make_app
            from toponyms.service.server import prepare

            app = make_app(open_gazetteer(gazetteer), log_names=log_names, public_url=public_url)
        return prepare(app, listening)

    def announce() -> None:
        _announce(listening)

    if processes == 1:
        work = load()
        announce()
        work()
        return
    if status := Workers(load).run(processes, announce):
        raise typer.Exit(status)


def _announce(listening: "socket") -> None:
    """Tells where the service is, and who can reach it if others can."""
    bound, port = listening.getsockname()[:2]
    shown = f"[{bound}]" if ":" in bound else bound
    if not ipaddress.ip_address(bound.partition("%")[0]).is_loopback:
        typer.echo(
            f"Warning: listening on {shown}: whoever reaches this machine can ask, and nothing "
            "is encrypted; a proxy in front should see to both.",
            err=True,
        )
    typer.echo(f"http://{shown}:{port}", err=True)


def _whole(option: str, text: str, least: int, most: int) -> int:
    """A whole number in a range.

    Raises:
        typer.BadParameter: if it is something else.
    """
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        raise typer.BadParameter(
            f"{text!r} is not a whole number from {least} to {most}.", param_hint=f"'{option}'"
        )
    return int(text)
