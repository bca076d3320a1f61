"""One page with the texts and the places in them; it needs no network and no script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from toponyms import __version__
from toponyms.documents import marking
from toponyms.documents.met import MetPlaces
from toponyms.gazetteer.geography import Regions
from toponyms.geo import MapPoint, Size, map_figures, map_style
from toponyms.markup import Markup, element, joined, style_hash
from toponyms.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.documents.met import Met
    from toponyms.documents.passages import Passage
    from toponyms.gazetteer import Gazetteer
    from toponyms.model import Place

__all__ = ["mentions_page"]

#: What a page shows at most, so that a browser can bear it; everything is counted and listed.
_CHARACTERS, _MARKS, _DOCUMENTS = 300_000, 3_000, 300
_ROWS = 500
#: Candidates of an ambiguous name on the map and in its row.
_CANDIDATES = 5
#: The part of the mentions that the first map may leave out: a capital far off is in most texts.
_FAR = 0.2
_WIDE, _NARROW, _OVERVIEW = Size(440, 400, 14), Size(390, 300, 12), Size(440, 240, 0)


def mentions_page(
    found: Iterable[Passage],
    gazetteer: Gazetteer,
    *,
    characters: int = _CHARACTERS,
    marks: int = _MARKS,
    documents: int = _DOCUMENTS,
) -> str:
    """The text of an HTML page: texts with their names marked, a map, a list of the places.

    Texts are shown as text, whatever is in them. What is too long for a page is left out, and
    the page says how much; the map and the list have all of it.

    Args:
        found: passages of documents, a section each.
        gazetteer: knows the regions that places lie in.
        characters: of text that are shown at most.
        marks: names that are marked at most.
        documents: sections at most.
    """
    page = _Page(Regions(gazetteer), characters, marks, documents)
    for passage in found:
        page.add(passage)
    return page.text()


class _Page:
    """A page in the making."""

    def __init__(self, regions: Regions, characters: int, marks: int, documents: int) -> None:
        self._regions = regions
        self._characters, self._marks, self._documents = characters, marks, documents
        self._met = MetPlaces()
        self._sections: list[_Section] = []
        self._total = 0
        self._mentions = 0
        self._marked = 0
        #: Whether some text or name has been left out.
        self._full = False
        self._hidden_documents = 0
        self._hidden_characters = 0

    def add(self, passage: Passage) -> None:
        """Takes a passage in."""
        if passage.start == 0:
            self._total += 1
            if self._full or self._total > self._documents:
                self._full = True
                self._hidden_documents += 1
            else:
                self._sections.append(_Section(passage.document))
        self._mentions += len(passage.mentions)
        parts: list[object] = []
        at, room = passage.start, self._characters
        end = passage.start + (0 if self._full else min(len(passage.text), room))
        for mention in passage.mentions:
            met = self._met.add(passage.document, mention)
            if mention.end > end or self._full:
                continue
            if self._marked == self._marks:
                end = mention.start
                continue
            self._marked += 1
            parts.append(marking.text(_slice(passage, at, mention.start)))
            parts.append(marking.mark(mention, met, self._marked, self._regions))
            at = mention.end
        if not self._full:
            parts.append(marking.text(_slice(passage, at, end)))
            self._sections[-1].parts.append(joined(parts))
        shown = end - passage.start
        self._characters -= shown
        self._hidden_characters += len(passage.text) - shown
        self._full = self._full or shown < len(passage.text)

    def text(self) -> str:
        """The page as it is now."""
        style = f"{_part('page.css')}\n{map_style()}"
        name = visible(self._sections[0].name) if self._total == 1 else ""
        title = f"Places in {name or f'{self._total:,} documents'}"
        matched = [met for met in self._met if met.answer.place]
        unsettled = [met for met in self._met if not met.answer.place]
        return Template(_part("page.html")).substitute(
            title=joined([title]),
            heading=joined(["Places in ", element("bdi", name)]) if name else joined([title]),
            style=style,
            style_hash=style_hash(style),
            lead=self._lead(len(matched), len(unsettled)),
            map=_map(self._met),
            documents=joined([one.markup(alone=self._total == 1) for one in self._sections]),
            rest=self._rest(),
            places=_places(matched, self._regions),
            ambiguous=_unsettled(unsettled, self._regions),
            version=joined([__version__]),
        )

    def _lead(self, places: int, unsettled: int) -> Markup:
        said = [
            _counted(self._total, "document"),
            _counted(self._mentions, "name"),
            _counted(places, "place"),
            f"{unsettled:,} undecided" if unsettled else None,
        ]
        return joined([" · ".join(filter(None, said))])

    def _rest(self) -> Markup | None:
        """What is left out."""
        if not self._full:
            return joined([])
        whole = f" and {_counted(self._hidden_documents, 'document')}" * bool(
            self._hidden_documents
        )
        return element(
            "p",
            f"Left out here for length: {_counted(self._hidden_characters, 'character')} of text",
            whole,
            ". The map and the list have all of it.",
            class_="note",
        )


class _Section:
    """The text of one document."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: list[Markup] = []

    def markup(self, *, alone: bool) -> Markup:
        body = element("div", *self.parts, class_="text")
        if alone:
            return element("section", body)
        head = element("h2", element("bdi", visible(self.name)))
        return element("section", head, body)


@cache
def _part(file: str) -> str:
    return files("toponyms.documents").joinpath(file).read_text("utf-8")


def _slice(passage: Passage, start: int, end: int) -> str:
    return passage.text[start - passage.start : end - passage.start]


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _map(met: Iterable[Met]) -> Markup:
    points = [
        MapPoint(place.lat, place.lon, _label(place), one.count, one.answer.status)
        for one in met
        for place in _meant(one)
        if place.lat is not None and place.lon is not None
    ]
    if not points:
        return element("p", "No place to show on a map.", class_="note")
    rings = " Rings are places that an undecided name may mean." * any(
        point.status == "ambiguous" for point in points
    )
    return map_figures(
        points,
        title="Map of the places",
        caption=f"The larger a circle, the more mentions.{rings}",
        far=_FAR,
        wide=_WIDE,
        narrow=_NARROW,
        overview=_OVERVIEW,
    )


def _label(place: Place) -> str:
    """Both sides' names, where they differ."""
    return place.label("en") or place.name() or place.id


def _meant(met: Met) -> Sequence[Place]:
    if met.answer.place:
        return [met.answer.place]
    return [one.place for one in met.answer.candidates[:_CANDIDATES]]


def _places(met: Sequence[Met], regions: Regions) -> Markup:
    ordered = sorted(met, key=lambda one: (-one.count, one.number))
    rows = [
        element(
            "tr",
            element("th", _names(place), element("span", place.id, class_="id"), scope="row"),
            element("td", marking.kind_and_where(place, regions)),
            element("td", f"{one.count:,}", class_="number"),
            element("td", _spellings(one)),
            id=f"p{one.number}",
        )
        for one in ordered[:_ROWS]
        if (place := one.answer.place)
    ]
    return _table(("Place", "What and where", "Mentions", "As it stands there"), rows, len(met))


def _unsettled(met: Sequence[Met], regions: Regions) -> Markup:
    if not met:
        return joined([])
    ordered = sorted(met, key=lambda one: (-one.count, one.number))
    rows = [
        element(
            "tr",
            element("th", _spellings(one), scope="row"),
            element("td", _choice(one, regions)),
            element("td", f"{one.count:,}", class_="number"),
            id=f"p{one.number}",
        )
        for one in ordered[:_ROWS]
    ]
    table = _table(("Name", "May be", "Mentions"), rows, len(met))
    return element("section", element("h2", "Names that several places fit"), table, class_="list")


def _choice(met: Met, regions: Regions) -> Markup:
    lines = [
        element(
            "li",
            _names(one.place),
            element(
                "span",
                f"{one.score:.2f} · {one.place.id} · {marking.kind_and_where(one.place, regions)}",
                class_="beside",
            ),
        )
        for one in met.answer.candidates[:_CANDIDATES]
    ]
    more = len(met.answer.candidates) - len(lines)
    if more > 0:
        lines.append(element("li", f"and {more} more", class_="note"))
    return element("ul", *lines)


def _names(place: Place) -> Markup:
    labels = dict.fromkeys(filter(None, map(place.label, marking.LANGUAGES)))
    names = labels or [place.name() or ""]
    shown = [part for name in names for part in (" · ", element("bdi", visible(name)))][1:]
    return joined(shown)


def _spellings(met: Met) -> Markup:
    shown = [part for one in met.spellings for part in (", ", element("bdi", visible(one, 60)))]
    return joined(shown[1:])


def _table(heads: Sequence[str], rows: Sequence[Markup], total: int) -> Markup:
    if not rows:
        return element("p", "None.", class_="note")
    shown = f"{total:,} in all." if total == len(rows) else f"The first {len(rows)} of {total:,}."
    header = [
        element("th", head, scope="col", class_="number" if head == "Mentions" else None)
        for head in heads
    ]
    return element(
        "table",
        element("caption", shown),
        element("thead", element("tr", *header)),
        element("tbody", *rows),
    )
