"""Draws answers to look-ups for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from toponyms.gazetteer.geography import Regions, coordinates, feature_in_words
from toponyms.text.visible import visible
from toponyms_cli.drawing import facts_table, plain_table
from toponyms_cli.lookup_view import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from toponyms import Candidate, Gazetteer, Place, Resolution
    from toponyms_cli.lookup_view import LookupView

__all__ = ["LookupTable"]

#: Suggestions that are shown for a name that is not known, and the least score of one.
_SUGGESTED = 5
_WORTH_A_TRY = 0.01


class LookupTable:
    """Draws one answer at a time: the place, the places, or what comes nearest.

    Args:
        view: says what to show.
        gazetteer: knows the regions that places lie in.
    """

    def __init__(self, view: LookupView, gazetteer: Gazetteer) -> None:
        self._view = view
        self._regions = Regions(gazetteer)

    def draw(self, answer: Resolution) -> RenderableType:
        """Everything to show of an answer, and a line of space after it."""
        query = visible(answer.query)
        parts: list[RenderableType]
        if answer.status == "matched":
            parts = [_title(query, "", "bold green"), self._matched(answer.candidates[0])]
        elif answer.status == "ambiguous":
            fit = sum(candidate.score == answer.score for candidate in answer.candidates)
            more = " or more" if fit == len(answer.candidates) else ""
            said = f"ambiguous: {fit}{more} places fit equally well"
            parts = [_title(query, said, "bold yellow"), self._several(answer.candidates)]
        elif near := [one for one in answer.candidates if one.score >= _WORTH_A_TRY]:
            parts = [_title(query, "not known; did you mean", "bold red"), self._suggested(near)]
        else:
            parts = [_title(query, "not known, and nothing comes near", "bold red")]
        if self._view.explain:
            parts += ["", _steps(answer)]
        return Group(*parts, "")

    def _matched(self, best: Candidate) -> Table:
        place = best.place
        name = f"{best.name.text} ({best.name.lang})"
        return facts_table(
            {
                "Place": place.id,
                **{
                    LANGUAGES.get(lang, lang): label or "–"
                    for lang, label in self._view.labels(place).items()
                },
                "What": _what(place),
                "Where": "; ".join(self._where(place)),
                "Found": f"{best.method} match with {name}, score {best.score:.3f}",
            }
        )

    def _several(self, candidates: Sequence[Candidate]) -> Table:
        table = plain_table("Place", "Names", "What and where", "Met", lines=True)
        for candidate in candidates:
            place = candidate.place
            named = Table.grid(padding=(0, 1, 0, 0))
            for lang, label in self._view.labels(place).items():
                if label:
                    named.add_row(Text(lang, style="dim"), Text(label))
            met = f"{candidate.name.text}\n{candidate.method}, {candidate.score:.3f}"
            where = "\n".join([_what(place), *self._where(place)])
            table.add_row(Text(place.id, style="bold"), named, Text(where), Text(met))
        return table

    def _suggested(self, candidates: Sequence[Candidate]) -> Table:
        table = plain_table("", "", "", "")
        for candidate in candidates[:_SUGGESTED]:
            name, place = candidate.name, candidate.place
            where = ", ".join(
                filter(None, (feature_in_words(place.feature), self._regions.where(place)))
            )
            table.add_row(
                Text(f"{name.text} ({name.lang})"),
                Text(place.id, style="bold"),
                Text(where),
                Text(f"{candidate.score:.3f}"),
            )
        return table

    def _where(self, place: Place) -> list[str]:
        """Unit and country, coordinates, distance."""
        said = [self._regions.where(place), coordinates(place)]
        if self._view.near and place.lat is not None and place.lon is not None:
            from toponyms.resolution.context import distance_km

            said.append(f"{distance_km(self._view.near, (place.lat, place.lon)):,.0f} km away")
        return [part for part in said if part]


def _title(query: str, said: str, style: str) -> Text:
    title = Text(query, style=style)
    return title.append(f"  {said}", style="not bold") if said else title


def _what(place: Place) -> str:
    people = "" if place.population is None else f"{place.population:,} inhabitants"
    return ", ".join(filter(None, (feature_in_words(place.feature), people)))


def _steps(answer: Resolution) -> Table:
    table = plain_table("Step", "Result")
    for step in answer.steps:
        table.add_row(Text(step.name), Text(visible(step.result)))
    return table
