"""A text with its names marked, as HTML; a name tells what it means when it is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.documents.reasons import reasons
from toponyms.gazetteer.geography import coordinates, feature_in_words
from toponyms.markup import Markup, element, joined
from toponyms.text.visible import visible, visible_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.documents.met import Met
    from toponyms.gazetteer.geography import Regions
    from toponyms.model import Mention, Place, Step

__all__ = ["LANGUAGES", "kind_and_where", "mark", "names_by_language", "text"]

#: The languages whose names come first, by their tags.
LANGUAGES = {"az": "Azerbaijani", "hy": "Armenian", "ru": "Russian", "en": "English"}
#: Candidates of an ambiguous name that are told.
_CANDIDATES = 4
#: Other languages whose names are told.
_OTHERS = 4
#: Characters of one reason.
_LONGEST = 1000


def text(part: str) -> Markup:
    """Text between names."""
    return joined([visible_lines(part)])


def mark(mention: Mention, met: Met, number: int, regions: Regions) -> Markup:
    """A name in the text with all that is known of it.

    Args:
        mention: where it stands.
        met: what it means; the page has a row for that.
        number: of the mark on the page.
        regions: say where a place is.
    """
    answer, name = mention.resolution, f"t{number}"
    if answer.place is None:
        told = [
            element("span", "Several places fit", class_="what"),
            *(
                element("span", element("bdi", one.place.name() or ""), f" {one.score:.2f} · ",
                        kind_and_where(one.place, regions), f" · {one.place.id}")
                for one in answer.candidates[:_CANDIDATES]
            ),
        ]  # fmt: skip
        more = len(answer.candidates) - _CANDIDATES
        if more > 0:
            told.append(element("span", f"and {more} more"))
    else:
        told = _matched(answer.place, regions)
    row = element("a", "In the list", href=f"#p{met.number}")
    tip = element(
        "span",
        *told,
        element("span", f"A name of a place: {mention.score:.2f} · ", row),
        _why(answer.steps),
        class_="tip",
        role="tooltip",
        id=name,
    )
    return element(
        "mark",
        visible_lines(mention.text),
        tip,
        class_=answer.status,
        tabindex=0,
        aria_describedby=name,
    )


def names_by_language(place: Place) -> dict[str, str]:
    """The names of a place: those of the four languages first, a few others after them.

    >>> from toponyms import Name, Place
    >>> names_by_language(Place("x:1", (Name("Баку", "ru"), Name("Bakı", "az"))))
    {'az': 'Bakı', 'ru': 'Баку'}
    """
    spoken = dict.fromkeys(name.lang for name in place.names)
    others = [lang for lang in spoken if lang not in LANGUAGES and not lang.startswith("und")]
    return {
        lang: label
        for lang in [*LANGUAGES, *others[:_OTHERS]]
        if (label := place.label(lang))
    }  # fmt: skip


def kind_and_where(place: Place, regions: Regions) -> str:
    """What a place is and where, in words.

    >>> from toponyms import Gazetteer
    >>> from toponyms.gazetteer.geography import Regions
    >>> gazetteer = Gazetteer.default()
    >>> kind_and_where(gazetteer.get("gn:586666"), Regions(gazetteer))
    'populated place, Tartar, Azerbaijan; 40.1399° N, 46.7771° E'
    """
    named = ", ".join(filter(None, (feature_in_words(place.feature), regions.where(place))))
    return "; ".join(filter(None, (named, coordinates(place))))


def _matched(place: Place, regions: Regions) -> list[Markup]:
    names = [
        part
        for lang, label in names_by_language(place).items()
        for part in (
            element("span", LANGUAGES.get(lang, lang)),
            element("span", element("bdi", visible(label), lang=lang)),
        )
    ]
    return [
        element("span", f"{place.id} · {kind_and_where(place, regions)}", class_="what"),
        element("span", *names, class_="facts"),
    ]


def _why(steps: Sequence[Step]) -> Markup | None:
    """What speaks for it."""
    lines = [element("span", visible(line, _LONGEST)) for line in reasons(steps)]
    return element("span", *lines, class_="why") if lines else None
