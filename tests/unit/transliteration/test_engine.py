"""What the tables of a system mean, each on the least example."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toponyms import System, UnknownOptionError, transliterate, transliterate_many
from toponyms.transliteration.engine import Transliterator
from toponyms.transliteration.units import forward

Made = Callable[..., System]

VOWELS = '[classes]\nvowel = "ае"\n'


def rule(source: str, target: str, **more: object) -> str:
    lines = [f'from = "{source}"', f'to = "{target}"']
    lines += [f"{key} = {str(value).replace(chr(39), chr(34))}" for key, value in more.items()]
    return "[[rules]]\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("rules", "text", "result"),
    [
        (rule("е", "ye", after=["<start>"]), "ете те-е", "yete te-ye"),
        (rule("е", "ye", after=["<vowel>"]), "аете", "ayete"),
        (rule("е", "ye", after=["с", "<vowel>"]), "сетеае", "syeteaye"),
        (rule("ь", "", before=["<end>"]), "стьа сть", "stʹa st"),
        (rule("с", "z", before=["<vowel>"], after=["<vowel>"]), "аса аст сас", "aza ast sas"),
        (rule("с", "z", not_before=["<vowel>"]), "са ст с", "sa zt z"),
        (rule("с", "z", not_after=["<start>"]), "сас", "saz"),
        (rule("с", "z", not_before=["<end>"]), "сас", "zas"),
        (rule("ст", "sht", before=["<end>"]), "стаст", "stasht"),
        (rule("ас", "as-") + rule("а", "o"), "асат", "as-ot"),
        (rule("а", "x", after=["т"]) + rule("а", "y", before=["т"]), "атта", "yttx"),
    ],
)
def test_rules_ask_what_stands_around(made: Made, rules: str, text: str, result: str) -> None:
    """A context would be read on the wrong side, or on what was written already."""
    assert transliterate(text, made(tables=VOWELS + rules)) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Шаш", "Shash"),
        ("ШАШ", "SHASH"),
        ("Ш. Те", "Sh. Te"),
        ("Ш. ТЕ", "SH. TE"),
        ("Ш", "Sh"),
        ("Ш. Ш.", "Sh. Sh."),
        ("аШ", "aSh"),
        ("АШ аш", "ASH ash"),
        ("ШАша", "SHAsha"),
        ("ШШа", "SHSha"),
        ("Ш\u0301А", "SH\u0301A"),
        ("ТЬ", "Tʹ"),
    ],
)
def test_case_is_that_of_the_neighbours(made: Made, text: str, result: str) -> None:
    """Шуша would be SHusha, or ШУША ShUShA."""
    assert transliterate(text, made()) == result


def test_a_mark_over_a_letter_hides_no_context(made: Made) -> None:
    """A name with its stress marked would be read otherwise."""
    system = made(tables=VOWELS + rule("е", "ye", after=["<vowel>"], before=["<vowel>"]))
    assert transliterate("а\u0301е\u0301а", system) == "áyéa"


def test_exceptions_are_whole_words_or_whole_texts(made: Made) -> None:
    """A word would change in the middle of another, or lose its case."""
    system = made(tables='[exceptions]\n"ате" = "Athe"\n"а ша" = "All Sha"\n')
    results = transliterate_many(
        ["Ате", "АТЕ", "ате", "ате-те", "атес", "А ша", "а ша", "А Ша ша"], system
    )
    assert results == ["Athe", "ATHE", "athe", "athe-te", "ates", "All Sha", "all sha", "A Sha sha"]


def test_a_mark_moves_to_the_end_of_its_sentence(made: Made) -> None:
    """The Armenian question mark would stand in the middle of a Latin word."""
    move = '[[moves]]\nmark = "՞"\nto = "?"\nends = ["։", ":"]\n'
    system = made(tables=move)
    assert transliterate("те՞ т, са: а", system) == "te t, sa? a"
    assert transliterate("те՞ т՞ с", system) == "te t s?"
    assert transliterate("те՞\nа", system) == "te?\na"


def test_options_are_switched_by_name(made: Made) -> None:
    """What a standard leaves open could not be chosen, or a typo would choose nothing."""
    option = '[options.dot]\nsummary = "A dot."\ndefault = true\n'
    system = made(tables=option + rule("а", "a·", when='"dot"'))
    assert transliterate("ат", system) == "a·t"
    assert transliterate("ат", system, options=["no-dot"]) == "at"
    assert transliterate("ат", system, options=["no-dot", "dot"]) == "a·t"
    with pytest.raises(UnknownOptionError, match="has no option 'point'; it has dot"):
        transliterate("ат", system, options=["point"])


def test_what_is_not_read_stays(made: Made) -> None:
    """Text of other scripts, private characters and broken text would be damaged."""
    text = "Ўљ \ue000\U000f0000 \ud800 \x01\x85 \n\t٠ ʼ ab"
    assert transliterate(text, made()) == text


def test_many_is_one_by_one(made: Made) -> None:
    """A column would come out otherwise than its cells, or in another order."""
    texts = ["Ша", "ШАШ", "", "а\nш", "Ша", "\ue001а", "т\u2028е", "е\u0308"]
    system = made()
    assert transliterate_many(iter(texts), system) == [
        transliterate(text, system) for text in texts
    ]
    assert transliterate_many([], system) == []


def test_a_long_column_is_one_by_one_too(made: Made) -> None:
    """Thousands of names take another way through, by code points, and would come out otherwise."""
    letters = "Шатесь \U0001f3d4-ʼ9é"
    texts = [f"{letters[number % 9 :]}{number}" for number in range(5000)]
    for tables in ("", rule("те", "x", after=["ш"])):
        table = forward(made(tables=tables), frozenset())
        # Each of its own: a transliterator remembers what it wrote.
        one = Transliterator(table)
        assert Transliterator(table).many(texts) == [one(text) for text in texts]


def test_the_way_back_reads_longest_first(made: Made) -> None:
    """sh would come back as two letters."""
    system = made(tables='[[reverse]]\nfrom = "x"\nto = "с"\n')
    assert transliterate("Shash xA", system, reverse=True) == "Шаш сА"
    assert transliterate("TESTʹ teʹ Teʹ", system, reverse=True) == "ТЕСТЬ теь Теь"


def test_a_rule_may_be_for_one_case_and_one_way(made: Made) -> None:
    """A ligature without a capital could not be told from its letters."""
    tables = rule("ас", "x", letters='"small"') + rule("тт", "y", back="false")
    system = made(tables=tables)
    assert transliterate("ас Ас АС тт", system) == "x As AS y"
    assert transliterate("x y", system, reverse=True) == "x y"
