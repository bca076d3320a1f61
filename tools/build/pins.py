"""Which packages, in which versions, the gazetteer is built from."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from tools.build.errors import BuildError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found, unused-ignore]

__all__ = ["PINS_FILE", "Pin", "read_pins", "read_toml"]

PINS_FILE = Path(__file__).with_name("pins.toml")
_CLIENTS = ("pip", "npm", "apt-get")


@dataclass(frozen=True, slots=True)
class Pin:
    """One package, exactly.

    Attributes:
        name: as its registry calls it.
        client: the program that fetches it: `pip`, `npm` or `apt-get`.
        version: as the registry writes it.
        archive: name of the file that the client leaves behind.
        sha256: of that file, in lower-case hexadecimal.
    """

    name: str
    client: str
    version: str
    archive: str
    sha256: str


def read_toml(file: Path) -> dict[str, dict[str, str]]:
    """A TOML file of tables of strings."""
    with file.open("rb") as stream:
        tables: dict[str, dict[str, str]] = tomllib.load(stream)
    return tables


def read_pins(file: Path = PINS_FILE) -> dict[str, Pin]:
    """The pins by package name.

    Raises:
        BuildError: if a pin lacks a value or names an unknown client.
    """
    pins = {}
    for name, table in read_toml(file).items():
        try:
            pin = Pin(name=name, **table)
        except TypeError as error:
            raise BuildError(f"{file.name}, [{name}]: {error}") from error
        if pin.client not in _CLIENTS:
            raise BuildError(f"{file.name}, [{name}]: client {pin.client!r} is not of {_CLIENTS}")
        pins[name] = pin
    return pins
