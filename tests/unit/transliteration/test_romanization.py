from __future__ import annotations

import pytest

from toponyms import romanize


@pytest.mark.parametrize(
    ("text", "lang", "result", "system", "evidence"),
    [
        ("Ճանկաթաղ", None, "Chankatagh", "bgnpcgn-hye-Armn-Latn-1981", "script"),
        ("Ճանկաթաղ", "hy", "Chankatagh", "bgnpcgn-hye-Armn-Latn-1981", "said"),
        ("Щёлково", None, "Shchëlkovo", "bgnpcgn-rus-Cyrl-Latn-1947", "letters"),
        ("ҸАНЈАТАҒ", None, "CANYATAĞ", "az-aze-Cyrl-Latn-1991", "letters"),
        ("Джанятаг", "ru-RU", "Dzhanyatag", "bgnpcgn-rus-Cyrl-Latn-1947", "said"),
        ("Шуша", "az", "Şuşa", "az-aze-Cyrl-Latn-1991", "said"),
    ],
)
def test_the_usual_system_is_taken_and_said(
    text: str, lang: str | None, result: str, system: str, evidence: str
) -> None:
    """A result would not tell by which rules it was made."""
    answer = romanize(text, lang)
    assert (str(answer), answer.system and answer.system.id, answer.evidence) == (
        result,
        system,
        evidence,
    )


@pytest.mark.parametrize(
    "text", ["Шуша", "Київ", "Қазақстан", "شوشا", "თბილისი", "Şuşa", "1905", ""]
)
def test_no_language_is_guessed(text: str) -> None:
    """The wrong language's rules give plausible nonsense."""
    answer = romanize(text)
    assert (answer.text, answer.system, answer.lang, answer.evidence) == (text, None, "und", "")


def test_a_language_without_a_system_leaves_the_text() -> None:
    """Georgian would be written by rules for another language."""
    answer = romanize("თბილისი", "ka")
    assert (answer.text, answer.system, answer.lang) == ("თბილისი", None, "ka")
