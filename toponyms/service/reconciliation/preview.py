"""The page about one place that OpenRefine shows in a frame, and the short form of it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from toponyms.gazetteer.geography import coordinates
from toponyms.geo import map_style
from toponyms.markup import Markup, element, joined
from toponyms.model import KIND_ORDER
from toponyms.service.records import LANGUAGES
from toponyms.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.model import Name, Place
    from toponyms.service.maps import Maps
    from toponyms.service.reconciliation.words import Words
    from toponyms.service.records import Records

__all__ = ["flyout", "preview", "styles"]

WIDTH, HEIGHT = 430, 360


@cache
def _style() -> str:
    package = files("toponyms.service.reconciliation")
    return package.joinpath("preview.css").read_text("utf-8")


def styles() -> tuple[str, ...]:
    """The style sheets inside the page."""
    return (_style(), map_style())


def preview(place: Place, records: Records, words: Words, maps: Maps) -> str:
    """A page with the names of a place by language, and where it is on a map."""
    title = visible(words.name(place))
    langs = dict.fromkeys([*LANGUAGES, *(name.lang for name in place.names)])
    near = [lang for lang in langs if lang.split("-")[0] in LANGUAGES]
    far = [lang for lang in langs if lang not in near]
    body = element(
        "body",
        element("h1", element("bdi", title)),
        element("p", visible(words.description(place, records)), class_="what"),
        # The frame is small: what most look for comes first, and the map before names of afar.
        _names(place, near),
        _map(place, words, maps),
        _names(place, far),
        _links(place),
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        element("title", title),
        element("style", Markup(_style())),
    )
    return f"<!doctype html>{element('html', head, body, lang=words.lang)}"


def flyout(place: Place, records: Records, words: Words) -> str:
    """A few lines about a place, to be put into another page."""
    shown = [(lang, place.label(lang)) for lang in LANGUAGES]
    names = [
        element("div", f"{lang}: ", element("bdi", visible(text), lang=lang))
        for lang, text in shown
        if text
    ]
    return element(
        "div",
        element("strong", element("bdi", visible(words.name(place)))),
        element("div", visible(words.description(place, records))),
        *names,
        element("div", f"{place.id} {coordinates(place)}"),
    )


def _names(place: Place, langs: Iterable[str]) -> Markup | None:
    """The names in some languages, each in a row."""
    rows = []
    for lang in langs:
        named = sorted(
            (name for name in place.names if name.lang == lang),
            key=lambda name: (KIND_ORDER.index(name.kind), name.from_, name.text),
        )
        if named:
            parts = [part for name in named for part in (", ", _name(name))][1:]
            rows.append(joined([element("dt", lang), element("dd", *parts, lang=lang)]))
    return element("dl", *rows) if rows else None


def _name(name: Name) -> Markup:
    dates = f"{name.from_}–{name.to}" if name.from_ or name.to else ""
    told = [name.kind] if name.kind in ("official", "historical") else []
    beside = ", ".join([*told, *([dates] if dates else [])])
    text = element("bdi", visible(name.text))
    if name.kind == "preferred":
        text = element("b", text)
    return joined([text, element("small", f" ({beside})", lang="en")]) if beside else text


def _map(place: Place, words: Words, maps: Maps) -> Markup | None:
    if place.lat is None or place.lon is None:
        return None
    drawn = maps.drawn([place], lang=words.lang, width=400, height=160)
    return element("figure", drawn, element("figcaption", coordinates(place)))


def _links(place: Place) -> Markup:
    links = [place.id]
    parts: list[object] = [element("code", link) for link in links]
    if place.geonames.isascii() and place.geonames.isdecimal():
        parts.append(_link("GeoNames", f"https://www.geonames.org/{place.geonames}"))
    if place.wikidata[:1] == "Q" and place.wikidata[1:].isdecimal():
        parts.append(_link("Wikidata", f"https://www.wikidata.org/wiki/{place.wikidata}"))
    spaced = [one for part in parts for one in (" · ", part)][1:]
    return element("p", *spaced, class_="links")


def _link(text: str, address: str) -> Markup:
    return element("a", text, href=address, target="_blank", rel="noopener noreferrer")
