"""From the language codes of sources to BCP 47 tags that the letters of a name bear out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from toponyms.gazetteer.cleaning.alphabets import ALPHABETS, fits
from toponyms.gazetteer.cleaning.plain import plain_script
from toponyms.gazetteer.cleaning.tagging import tag_fits_script, without_numeral

__all__ = ["is_wanted", "language_tag", "tag_for"]

#: Codes that say that the language is not known, not one, or not stated; `unk` is Who's On
#: First's, `mul` Wikidata's for names that many languages share.
_NO_LANGUAGE = frozenset({"", "und", "unk", "mul", "mis", "zxx"})
#: Codes of Wikipedia's editions and of Who's On First that are no BCP 47.
_BY_HABIT = {
    "be-x-old": "be-tarask", "fiu-vro": "vro", "bat-smg": "sgs", "nrm": "nrf", "roa-rup": "rup",
    "simple": "en", "zh-classical": "lzh", "zh-min-nan": "nan", "zh-yue": "yue",
    "piny": "zh-Latn-pinyin",
}  # fmt: skip
_SUBTAG = re.compile(r"[a-z0-9]+")
_WELL_FORMED = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-[a-z0-9]{5,8})*")


@dataclass(frozen=True, slots=True)
class _Language:
    """A row of languages.tsv."""

    tag: str
    script: str
    also: tuple[str, ...]


@lru_cache(maxsize=4096)
def language_tag(code: str) -> str | None:
    """The BCP 47 tag of a code as sources write it.

    Args:
        code: ISO 639-1 or 639-3, with further subtags, with hyphens or underscores.

    Returns:
        The tag; `und` if the code says that the language is not known (`und-Latn` if it says
        so of a name in that script); None if it is no language that is known here.

    >>> [language_tag(code) for code in ("aze", "hye", "zho_min_nan", "sr-latn", "en_gb")]
    ['az', 'hy', 'nan', 'sr-Latn', 'en-GB']
    >>> language_tag("unk"), language_tag("post")
    ('und', None)
    """
    code = code.strip().lower().replace("_", "-")
    if code in _NO_LANGUAGE:
        return "und"
    language, *rest = code.split("-")
    if language == "und" and len(rest) == 1 and len(rest[0]) == 4 and rest[0].isalpha():
        return f"und-{rest[0].title()}"
    known = _languages().get(language)
    tag = _BY_HABIT.get("-".join([known.tag, *rest]) if known else code) or _BY_HABIT.get(code)
    if tag:
        return tag
    if known is None:
        return None
    tag = "-".join([known.tag, *map(_cased, rest)])
    return tag if _WELL_FORMED.fullmatch(tag) else known.tag


def tag_for(text: str, tag: str) -> str | None:
    """The tag that a name is to carry, with a script where it is not the language's usual one.

    Args:
        text: a clean name.
        tag: as `language_tag` gives it, not `und`.

    Returns:
        The tag; None if the letters contradict it, so that only the script is certain.

    >>> tag_for("Ҹанјатаг", "az"), tag_for("Ճանկաթաղ", "hy"), tag_for("Masis", "hy")
    ('az-Cyrl', 'hy', None)
    """
    script = plain_script(text)
    written = _written(tag, script) if script else _written_in_any(text, tag)
    if written in ALPHABETS and not fits(without_numeral(text), written):
        return None
    return written


def _written_in_any(text: str, tag: str) -> str | None:
    """The tag for a text that is not plainly of one script."""
    language = tag.partition("-")[0]
    for script in _scripts(tag):
        if tag_fits_script(text, f"{language}-{script}"):
            return _written(tag, script)
    return None if _scripts(tag) else tag


@lru_cache(maxsize=4096)
def _written(tag: str, script: str) -> str | None:
    """The tag for a text of a script, None if the language is not written in it."""
    scripts = _scripts(tag)
    if not scripts or script == scripts[0]:
        return tag
    return f"{tag.partition('-')[0]}-{script}" if script in scripts else None


@lru_cache(maxsize=4096)
def _scripts(tag: str) -> tuple[str, ...]:
    """The script that a tag states, else the usual one of its language and then the others."""
    language, _, rest = tag.partition("-")
    stated = rest.partition("-")[0]
    if len(stated) == 4:
        return (stated,)
    known = _languages().get(language)
    if known is None or not known.script:
        return ()
    return (known.script, *known.also)


def is_wanted(tag: str, langs: frozenset[str] | None) -> bool:
    """Whether a name in a language is asked for.

    Args:
        tag: of the name.
        langs: tags; `az` asks for `az-Cyrl` as well. None asks for all.

    >>> is_wanted("az-Cyrl", frozenset({"az"})), is_wanted("az", frozenset({"az-Cyrl"}))
    (True, False)
    """
    if langs is None:
        return True
    while tag:
        if tag in langs:
            return True
        tag = tag.rpartition("-")[0]
    return False


def _cased(subtag: str) -> str:
    """A subtag as BCP 47 recommends to write it: Cyrl, GB, tarask."""
    if not _SUBTAG.fullmatch(subtag) or subtag.isdigit():
        return subtag
    return {4: subtag.title(), 2: subtag.upper()}.get(len(subtag), subtag)


@cache
def _languages() -> dict[str, _Language]:
    """Rows of languages.tsv by both codes."""
    text = files("toponyms.gazetteer.sources").joinpath("languages.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    found: dict[str, _Language] = {}
    for three, tag, script, also in rows[1:]:
        found[tag] = found[three] = _Language(tag, script, tuple(also.split()))
    return found
