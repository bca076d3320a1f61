"""What is published, and where.

GeoNames: https://download.geonames.org/export/dump/readme.txt. Who's On First: the SQLite
distributions that Geocode Earth makes, https://geocode.earth/data/whosonfirst, with an inventory
of sizes and checksums.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.gazetteer.download.checking import Form

__all__ = ["ALL", "PUBLISHERS", "Publisher", "Wanted", "base_address"]

#: Stands for all countries.
ALL = "all"
_COUNTRY = re.compile(r"[A-Z]{2}")
#: What an address may be written in (RFC 3986); others are written %20 and xn--.
_ADDRESS = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file to be fetched.

    Attributes:
        name: what it is called, there and here.
        url: its address.
        form: what it is packed as.
        publisher: who publishes it, for the record.
        licence: under which terms.
        inventory: the address of a list of checksums, or empty.
    """

    name: str
    url: str
    form: Form
    publisher: str = ""
    licence: str = ""
    inventory: str = ""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Somebody who publishes gazetteers, a file a country.

    Attributes:
        key: what the command line calls them.
        title: what they are called.
        base: the address of the folder with the files.
        licence: the terms of the data.
        form: what the files are packed as.
        country_file: the name of a country's file; `{upper}` and `{lower}` stand for its code.
        world_file: the name of the file of all countries.
        names_file: the name of the file of alternate names, or empty.
        inventory: the name of the list of checksums, or empty.
    """

    key: str
    title: str
    base: str
    licence: str
    form: Form
    country_file: str
    world_file: str
    names_file: str = ""
    inventory: str = ""

    def wanted(
        self, countries: Sequence[str], *, alternate_names: bool = False, base: str | None = None
    ) -> list[Wanted]:
        """The files of some countries.

        Args:
            countries: ISO 3166-1 alpha-2 codes, as the publisher has them, or `all`.
            alternate_names: whether the file of alternate names is wanted too.
            base: the address of the folder on a mirror, else that of the publisher.

        Raises:
            ValueError: if there is no country, one is no code, the publisher has no alternate
                names, or the address of the mirror is none.

        >>> [one.url for one in PUBLISHERS["geonames"].wanted(["AZ"], alternate_names=True)][0]
        'https://download.geonames.org/export/dump/AZ.zip'
        >>> [one.name for one in PUBLISHERS["whosonfirst"].wanted(["AZ", "AM"])][1]
        'whosonfirst-data-admin-am-latest.db.bz2'
        """
        names = list(dict.fromkeys(self._file(country) for country in countries))
        if not names:
            raise ValueError("no country is named; name some, such as AZ and AM, or 'all'")
        if alternate_names:
            if not self.names_file:
                raise ValueError(f"{self.title} has the names of a place with the place itself")
            names.append(self.names_file)
        address = base_address(self.base if base is None else base)
        return [
            Wanted(
                name=name,
                url=urljoin(address, name),
                form=self.form,
                publisher=self.title,
                licence=self.licence,
                inventory=urljoin(address, self.inventory) if self.inventory else "",
            )
            for name in names
        ]

    def _file(self, country: str) -> str:
        if country.lower() == ALL:
            return self.world_file
        code = country.upper()
        if not _COUNTRY.fullmatch(code):
            raise ValueError(
                f"{country!r} is no country code (ISO 3166-1, two letters, such as AZ)"
            )
        return self.country_file.format(upper=code, lower=code.lower())


def base_address(text: str) -> str:
    """The address of a folder, with the slash that ends it.

    Raises:
        ValueError: if it is none of http or https, or has parts that a folder's has not.

    >>> base_address("https://mirror.example/geonames")
    'https://mirror.example/geonames/'
    >>> base_address("mirror.example")
    Traceback (most recent call last):
    ...
    ValueError: 'mirror.example' is no address that begins with https:// or http://
    """
    shown = repr(text)
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"{shown} is no address: {error}") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{shown} is no address that begins with https:// or http://")
    if parts.username is not None:
        # It would stand in the record of what was fetched, and in every message.
        raise ValueError("an address with a user's name or password is not taken")
    if parts.query or parts.fragment:
        raise ValueError(f"{shown} is not the address of a folder: it has a '?' or '#'")
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f"{shown} has letters that an address is not written with")
    return text if text.endswith("/") else f"{text}/"


PUBLISHERS = {
    publisher.key: publisher
    for publisher in (
        Publisher(
            key="geonames",
            title="GeoNames",
            base="https://download.geonames.org/export/dump/",
            licence="CC BY 4.0",
            form="zip",
            country_file="{upper}.zip",
            world_file="allCountries.zip",
            names_file="alternateNamesV2.zip",
        ),
        Publisher(
            key="whosonfirst",
            title="Who’s On First",
            base="https://data.geocode.earth/wof/dist/sqlite/",
            licence="see its LICENSE",
            form="bz2",
            country_file="whosonfirst-data-admin-{lower}-latest.db.bz2",
            world_file="whosonfirst-data-admin-latest.db.bz2",
            inventory="inventory.json",
        ),
    )
}
"""The publishers that are known, by their keys."""
