"""What is promised of every system that ships."""

from __future__ import annotations

import re
import unicodedata

import pytest

from toponyms import System, systems, transliterate
from toponyms.text.scripts import scripts_of
from toponyms.transliteration.casing import Case

ALL = systems()
IDS = [system.id for system in ALL]

#: ISO 24229: authority, language, script, script, and the edition. A transcription into a language
#: has that language for the second script.
ID = re.compile(r"[a-z]+-[a-z]{3}-[A-Z][a-z]{3}-(?:[A-Z][a-z]{3}|[a-z]{2})-[0-9A-Za-z.-]+")

each = pytest.mark.parametrize("system", ALL, ids=IDS)
SAMPLES = [(system, sample) for system in ALL for sample in system.samples]

WANTED = {
    "bgnpcgn-rus-Cyrl-Latn-1947", "iso-rus-Cyrl-Latn-9-1995", "gost-rus-Cyrl-Latn-7.79-2000-B",
    "gost-rus-Cyrl-Latn-16876-71-1983", "un-rus-Cyrl-Latn-1987", "icao-rus-Cyrl-Latn-9303",
    "gost-rus-Cyrl-Latn-52535.1-2006", "gost-rus-Cyrl-Latn-52290-2004",
    "alalc-rus-Cyrl-Latn-2012", "bgnpcgn-hye-Armn-Latn-1981", "iso-hye-Armn-Latn-9985-1996",
    "alalc-hye-Armn-Latn-2022", "hm-hye-Armn-Latn-1913", "am-hye-Armn-en-2011",
    "am-hye-Armn-ru-2011", "ru-hye-Armn-ru-1974", "az-aze-Cyrl-Latn-1991",
    "bgnpcgn-aze-Cyrl-Latn-1993", "alalc-aze-Cyrl-Latn-1997", "alalc-aze-Arab-Latn-1997",
    "az-aze-Latn-en-2020", "az-aze-Latn-ru-2020", "ru-aze-Latn-ru-practical",
}  # fmt: skip


def test_all_systems_are_there() -> None:
    """A system that users rely on would be gone."""
    assert set(IDS) >= WANTED


@each
def test_ids_follow_the_standard(system: System) -> None:
    """An id would not say whose system it is, for what."""
    assert ID.fullmatch(system.id)
    assert system.authority
    assert system.source.startswith(("https://", "http://"))


@pytest.mark.parametrize(
    ("system", "sample"), SAMPLES, ids=[f"{s.id} {sample.source}" for s, sample in SAMPLES]
)
def test_samples_come_out_as_printed(system: System, sample: object) -> None:
    """What the standard prints would come out otherwise."""
    from toponyms.transliteration.system import Sample

    assert isinstance(sample, Sample)
    assert transliterate(sample.source, system, options=sample.options) == sample.target
    if sample.back:
        back = transliterate(sample.target, system, reverse=True, options=sample.options)
        assert back == sample.source


@each
def test_every_system_has_samples(system: System) -> None:
    """Nothing would hold the rules to what is printed."""
    assert len(system.samples) >= 2


@each
def test_letters_are_of_the_scripts_named(system: System) -> None:
    """A look-alike of another script would be in a table, and its letter never read."""
    read = scripts_of("".join(system.letters) + "".join(rule.source for rule in system.rules))
    assert set(read) <= {system.source_script}
    written = scripts_of("".join(system.letters.values()))
    assert set(written) <= {system.target_script}


@each
def test_results_are_in_nfc_and_the_target_script(system: System) -> None:
    """A letter of the source would be left in the result."""
    case = Case.of(system.language, system.source_script)
    for letter in filter(str.isalpha, system.letters):
        for text in (letter, case.upper(letter), f"{letter}{letter}"):
            result = transliterate(text, system)
            assert unicodedata.is_normalized("NFC", result)
            assert set(scripts_of(result)) <= {system.target_script}


def test_short_names_are_clear_within_a_language_and_script() -> None:
    """`bgn` with a language would mean two systems."""
    taken: dict[tuple[str, str, str], str] = {}
    for system in ALL:
        for short in system.short:
            key = (short, system.language, system.source_script)
            assert taken.setdefault(key, system.id) == system.id


def test_one_system_is_usual_for_a_language_and_script() -> None:
    """`romanize` would not know which to take."""
    usual = [(one.language, one.source_script) for one in ALL if one.usual]
    assert len(usual) == len(set(usual)) >= 4


@each
def test_a_system_says_what_it_loses(system: System) -> None:
    """A user would take the way back for exact."""
    assert system.reversible or system.loss
