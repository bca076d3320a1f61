"""What the names of a column mean: each distinct one is asked for once, and its answer kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from toponyms.columns.growing import NumberColumn, TextColumn
from toponyms.errors import UnknownPlaceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from toponyms.model import Place, Resolution
    from toponyms.resolution.context import Context
    from toponyms.resolution.resolver import Resolver

__all__ = ["ADDED", "EMPTY", "Answer", "Answers", "Key"]

#: The columns that are added, in order: three texts and two degrees, then the status and score.
ADDED = ("place_id", "place_name", "place_lat", "place_lon", "match_status", "match_score")


class Key(NamedTuple):
    """A name, and what is known beside it in its row.

    Attributes:
        name: as it stands in the data.
        country: ISO 3166-1 alpha-2; anything else counts as not known.
        within: the id of a country or first-level unit; anything else counts as not known.
        near: latitude and longitude in degrees; out of range counts as not known.
    """

    name: str
    country: str | None = None
    within: str | None = None
    near: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of the added columns; see `ADDED`.

    A name that matched has all of them, any other only status and score, no name nothing.
    """

    place_id: str | None = None
    place_name: str | None = None
    place_lat: float | None = None
    place_lon: float | None = None
    match_status: str | None = None
    match_score: float | None = None


#: What a row without a name gets.
EMPTY = Answer()

_NUMBERS = ("place_lat", "place_lon", "match_score")


class Answers:
    """Answers to the names of a dataset, by number; the empty one has number 0.

    Args:
        resolver: tells what a name means.
        lang: BCP 47; the language of the names to be added, None for each place's best name.
        decisions: what a person decided: the id of a place by the name as it stands, or None
            for no place. They win over the rules.

    Attributes:
        columns: the `ADDED` columns of the answers, by name; their rows are the numbers.

    Raises:
        UnknownPlaceError: if a decision names a place that the gazetteer does not have.

    >>> from toponyms import Gazetteer, Resolver
    >>> answers = Answers(Resolver(Gazetteer.default()), lang="hy")
    >>> answers.of([Key("Janyatag"), None, Key("Ҹанјатаг"), Key("Janyatag")])
    [1, 0, 2, 1]
    >>> answers[1].place_name, answers.columns["place_id"].codes.tolist()
    ('Ճանկաթաղ', [0, 1, 1])
    """

    def __init__(
        self,
        resolver: Resolver,
        *,
        lang: str | None = None,
        decisions: Mapping[str, str | None] | None = None,
    ) -> None:
        self._resolver = resolver
        self._lang = lang
        # What places are called, by id: one is met under many names.
        self._called: dict[str, str | None] = {}
        self._decided = {
            name: self._decision(place_id) for name, place_id in (decisions or {}).items()
        }
        self._numbers: dict[Key, int] = {}
        # The same by what is known beside the name and then by the name, blank ones too.
        self._by_text: dict[tuple[Any, ...], dict[str, int]] = {}
        self.columns: dict[str, NumberColumn | TextColumn] = {
            name: NumberColumn() if name in _NUMBERS else TextColumn() for name in ADDED
        }
        self._met: list[int] = []
        self._add(EMPTY)

    def of(self, keys: Sequence[Key | None]) -> list[int]:
        """The number of the answer to each key.

        Args:
            keys: of the rows, in order; None for a row without a name.
        """
        numbers = self._numbers
        new = list(dict.fromkeys(key for key in keys if key is not None and key not in numbers))
        for key, answer in zip(new, self._answers_to(new), strict=True):
            numbers[key] = len(self)
            self._add(answer)
        found = [0 if key is None else numbers[key] for key in keys]
        for number in found:
            self._met[number] += 1
        return found

    def of_texts(self, texts: Sequence[str], like: Key) -> list[int]:
        """The number of the answer to each of some texts, all beside the same; counts nothing.

        Args:
            texts: as they stand; a blank one is no name.
            like: has what is known beside each.
        """
        numbers = self._by_text.setdefault(like[1:], {})
        new = [text for text in texts if text not in numbers]
        if new:
            keys = [like._replace(name=text) if text.strip() else None for text in new]
            found = self.of(keys)
            for number in found:
                self._met[number] -= 1
            numbers.update(zip(new, found, strict=True))
        return list(map(numbers.__getitem__, texts))

    def count(self, numbers: Iterable[int], rows: Iterable[int]) -> None:
        """Counts further rows with some answers, for a caller who asked once for all.

        Args:
            numbers: as `of` gave them.
            rows: how many more rows have each; negative takes back.
        """
        met = self._met
        for number, more in zip(numbers, rows, strict=True):
            met[number] += more

    def __len__(self) -> int:
        return len(self._met)

    def __getitem__(self, number: int) -> Answer:
        values: list[Any] = [column[number] for column in self.columns.values()]
        return Answer(*values)

    def counted(self) -> Iterator[tuple[Key, Answer, int]]:
        """Every key with its answer and in how many rows it stood, in the order they came."""
        for key, number in self._numbers.items():
            yield key, self[number], self._met[number]

    @property
    def empty(self) -> int:
        """How many rows had no name."""
        return self._met[0]

    def resolution(self, key: Key) -> Resolution:
        """The whole answer of the rules to a key, with its candidates."""
        return self._resolver.resolve_each([key.name], [self._context(key)])[0]

    def _answers_to(self, keys: Sequence[Key]) -> list[Answer]:
        asked = [key for key in keys if key.name not in self._decided]
        if all(key[1:] == (None, None, None) for key in asked):
            found = self._resolver.resolve_many(key.name for key in asked)
        else:
            said = {key[1:]: key for key in asked}
            contexts = {beside: self._context(key) for beside, key in said.items()}
            found = self._resolver.resolve_each(
                [key.name for key in asked], [contexts[key[1:]] for key in asked]
            )
        answers = map(self._answer, found)
        return [
            self._decided[key.name] if key.name in self._decided else next(answers) for key in keys
        ]

    def _add(self, answer: Answer) -> None:
        """Gives an answer the next number."""
        for name, column in self.columns.items():
            column.append(getattr(answer, name))
        self._met.append(0)

    def _answer(self, resolution: Resolution) -> Answer:
        place = resolution.place
        if place is None:
            return Answer(match_status=resolution.status, match_score=resolution.score)
        return self._matched(place, resolution.score)

    def _matched(self, place: Place, score: float) -> Answer:
        called = self._called
        if place.id not in called:
            called[place.id] = place.name(self._lang) or place.name()
        return Answer(place.id, called[place.id], place.lat, place.lon, "matched", score)

    def _decision(self, place_id: str | None) -> Answer:
        if place_id is None:
            return Answer(match_status="unmatched", match_score=0.0)
        return self._matched(self._resolver.gazetteer.get(place_id), 1.0)

    def _context(self, key: Key) -> Context:
        """What of a key can be made use of."""
        usable: dict[str, Any] = {}
        for name, value in zip(Key._fields[1:], key[1:], strict=True):
            one: dict[str, Any] = {name: value}
            try:
                self._resolver.context(**one)
            except (ValueError, UnknownPlaceError):
                continue
            usable |= one
        return self._resolver.context(**usable)
