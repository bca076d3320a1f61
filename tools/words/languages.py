"""What each language's list is made of."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from tools.words.catalogues import catalogue_words
from tools.words.curated import curated_file, read_curated
from tools.words.hunspell import forms, read_suffixes
from tools.words.inflection import inflected
from tools.words.listed import Listed, lower
from tools.words.names import counted_names, provider_names
from tools.words.places_only import is_place_only, read_places_only
from tools.words.uniparser import Paradigms, read_lexemes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from tools.words.listed import Kind
    from tools.words.spellings import PlaceSpellings

__all__ = ["LANGUAGES", "candidates", "selected"]

#: How often a name must have been met to be taken from russiannames; below, there are slips
#: of the pen and one-off names, Москва and Ярославль among them.
_LEAST = 20
#: By which systems names of persons are written in English text: the passports and the press.
_ROMANIZATIONS = {
    "ru": ("bgnpcgn-rus-Cyrl-Latn-1947", "icao-rus-Cyrl-Latn-9303"),
    "hy": ("bgnpcgn-hye-Armn-Latn-1981", "am-hye-Armn-en-2011"),
    "az": ("az-aze-Latn-en-2020",),
}
_PROVIDERS = {"az": ("az_AZ",), "ru": ("ru_RU",), "en": ("en_US", "en_GB")}
_OF_SK = re.compile("[сц]ком$")
#: What a word of a list is spelled with: letters of its language alone, as the finder parts words.
_SPELLED = {
    "az": re.compile("[a-zəğıöüşç]+"),
    "hy": re.compile("[ա-և]+"),
    "ru": re.compile("[а-яё]+"),
    "en": re.compile("[a-z]+"),
}


def selected(
    lang: str, packages: Mapping[str, Path], could_be_place: PlaceSpellings
) -> Iterator[Listed]:
    """The words of a language that could be a place; some more than once.

    Args:
        lang: one of `LANGUAGES`.
        packages: folders of the unpacked packages of pins.toml, by name.
        could_be_place: which words are wanted.
    """
    places_only = read_places_only(lang)
    seen: dict[str, bool] = {}
    for listed in candidates(lang, packages, could_be_place):
        word = listed.word
        if word not in seen:
            seen[word] = (
                bool(_SPELLED[lang].fullmatch(word))
                and could_be_place(word, lang)
                and not is_place_only(word, lang, places_only)
            )
        if seen[word]:
            yield listed


def candidates(
    lang: str, packages: Mapping[str, Path], could_be_place: PlaceSpellings
) -> Iterator[Listed]:
    """All words, with their forms; of the Armenian ones only what could be a place by length."""
    return LANGUAGES[lang](packages, could_be_place)


def _az(packages: Mapping[str, Path], _: PlaceSpellings) -> Iterator[Listed]:
    yield from _words(catalogue_words(packages["Django"], "az"))
    yield from inflected(_persons("az", packages), "az")
    yield from inflected(read_curated(curated_file("az"), "az"), "az")


def _hy(packages: Mapping[str, Path], could_be_place: PlaceSpellings) -> Iterator[Listed]:
    yield from _words(catalogue_words(packages["Django"], "hy"))
    folder = packages["uniparser-eastern-armenian"] / "uniparser_eastern_armenian" / "data"
    paradigms = Paradigms((folder / "paradigms.txt").read_text("utf-8"))
    for lexeme in read_lexemes((folder / "lexemes.txt").read_text("utf-8")):
        kind = _kind(lexeme.lemma, lexeme.tags)
        if kind is not None:
            for form in paradigms.forms(lexeme, lambda start: could_be_place.longest(start, "hy")):
                yield Listed(lower(form, "hy"), kind)
    yield from inflected(read_curated(curated_file("hy"), "hy"), "hy")


def _ru(packages: Mapping[str, Path], could_be_place: PlaceSpellings) -> Iterator[Listed]:
    folder = packages["dictionary-ru"] / "package"
    words = _words(forms(folder / "index.dic", read_suffixes(folder / "index.aff")))
    persons = inflected(_persons("ru", packages), "ru")
    for listed in chain(words, persons):
        # Омском is a case of Омск and one of the adjective made of it: of the same place.
        if not (_OF_SK.search(listed.word) and could_be_place.has(listed.word[:-2])):
            yield listed
    yield from inflected(read_curated(curated_file("ru"), "ru"), "ru")


def _en(packages: Mapping[str, Path], _: PlaceSpellings) -> Iterator[Listed]:
    for name, file in (("wamerican", "american-english"), ("wbritish", "british-english")):
        text = (packages[name] / "usr" / "share" / "dict" / file).read_text("utf-8")
        yield from _words(word for word in text.split("\n") if word.islower())
    yield from _persons("en", packages)
    for lang in _ROMANIZATIONS:
        yield from _romanized(lang, packages)


LANGUAGES: dict[str, Callable[[Mapping[str, Path], PlaceSpellings], Iterator[Listed]]] = {
    "az": _az,
    "hy": _hy,
    "ru": _ru,
    "en": _en,
}


def _words(words: Iterable[str]) -> Iterator[Listed]:
    return (Listed(word, "word") for word in words)


def _persons(lang: str, packages: Mapping[str, Path]) -> Iterator[Listed]:
    """Names of persons that packages list, uninflected."""
    for locale in _PROVIDERS[lang]:
        folder = packages["Faker"] / "faker" / "providers" / "person" / locale
        yield from provider_names(folder / "__init__.py", lang)
    if lang == "ru":
        folder = packages["russiannames"] / "russiannames" / "data"
        yield from counted_names(folder / "names.parquet", "given", _LEAST)
        yield from counted_names(folder / "surnames.parquet", "surname", _LEAST)


def _kind(lemma: str, tags: frozenset[str]) -> Kind | None:
    """What an Armenian lexeme is besides a place, by its tags; None if nothing for sure."""
    if "topn" in tags:
        return None
    if "persn" in tags:
        return "given"
    if "famn" in tags:
        return "surname"
    return "word" if lemma.islower() else None


def _romanized(lang: str, packages: Mapping[str, Path]) -> Iterator[Listed]:
    """Names of persons of another language as English text has them."""
    from toponyms import transliterate

    persons = [row for row in read_curated(curated_file(lang), lang) if row.kind != "word"]
    if lang == "hy":
        folder = packages["uniparser-eastern-armenian"] / "uniparser_eastern_armenian" / "data"
        for lexeme in read_lexemes((folder / "lexemes.txt").read_text("utf-8")):
            kind = _kind(lexeme.lemma, lexeme.tags)
            if kind in {"given", "surname"}:
                persons.append(Listed(lexeme.lemma, kind))
    else:
        persons += _persons(lang, packages)
    rows = sorted(set(persons))
    names = "\n".join(row.word.capitalize() for row in rows)
    for system in _ROMANIZATIONS[lang]:
        for name, row in zip(transliterate(names, system).split("\n"), rows, strict=True):
            plain = name.replace("’", "").replace("ʹ", "").replace("·", "")
            yield Listed(lower(plain, "en"), row.kind)
