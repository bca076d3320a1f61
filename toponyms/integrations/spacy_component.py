"""The component of spaCy's pipelines that finds places; `spacy` makes it known to spaCy."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import srsly
from spacy import util
from spacy.pipeline import Pipe
from spacy.tokens import SpanGroup

from toponyms.errors import UnknownLanguageError
from toponyms.integrations import spacy_entities
from toponyms.integrations.spacy_extension import place_id_of, register, remember
from toponyms.mentions import MIN_SCORE
from toponyms.mentions.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.language import Language
    from spacy.tokens import Doc

    from toponyms.mentions.finder import Finder
    from toponyms.model import Mention

__all__ = ["LINK_LABELS", "SPANS_KEY", "Alignment", "Mode", "ToponymFinder"]

Mode = Literal["spans", "ents", "link"]
Alignment = Literal["strict", "contract", "expand"]

SPANS_KEY = "toponyms"
#: Labels of entities that are places even if they have more words than the name; facilities,
#: organizations and persons with the name of a place in theirs are other things.
LINK_LABELS = ("GPE", "LOC")


class ToponymFinder(Pipe):
    """Finds place names in documents, and tells which places they mean.

    Each mention becomes a span in `doc.spans`: with the label GPE if it is a populated place or
    an administrative unit, else LOC; with the place's id as `kb_id_`, which is empty if several
    places fit; with the `Mention` as `span._.toponym`. How sure it is that each span is a place
    stands in the group's `attrs["scores"]`.

    The gazetteer is opened at the first document. The component may be shared between threads.

    Args:
        nlp: the pipeline; its language is that of the texts, unless `langs` says otherwise.
        name: of the component in the pipeline.
        gazetteer: a folder with names.csv and places.csv; None for the one that ships.
        langs: the languages that the texts may be in (BCP 47); None for the pipeline's, and for
            all if that is none of `toponyms.mentions.languages.LANGUAGES`.
        min_score: the least probability, 0 to 1, that words are the name of a place.
        mode: `spans` leaves `doc.ents` alone. `link` gives the entities of a model the place that
            they mention as `kb_id_`, and leaves them as they are otherwise. `ents` does that, and
            makes entities of the mentions that overlap none.
        spans_key: of the group in `doc.spans`; None for no group.
        alignment_mode: what becomes of a mention that does not begin and end where tokens do:
            `expand` takes the whole tokens, `contract` those that it covers wholly, `strict`
            leaves it out.
        link_labels: an entity that is a mention, word for word, is linked whatever its label; one
            that overlaps mentions of one place is if it has one of these, or for None any.
        overwrite: whether a `kb_id_` that an entity has already is replaced and, if the mode is
            `ents`, also entities that overlap a mention.
        scorer: of `nlp.evaluate`.

    Raises:
        UnknownLanguageError: if names are not found in texts of a language.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> finder = nlp.add_pipe("toponyms")
    >>> doc = nlp("Near Janyatag, which Armenians call Chankatagh.")
    >>> [(span.text, span.label_, span.kb_id_) for span in doc.spans["toponyms"]]
    [('Janyatag', 'GPE', 'gn:586666'), ('Chankatagh', 'GPE', 'gn:586666')]
    >>> doc[1:2]._.toponym.resolution.place.name("hy")
    'Ճանկաթաղ'
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "toponyms",
        *,
        gazetteer: str | None = None,
        langs: Iterable[str] | None = None,
        min_score: float = MIN_SCORE,
        mode: Mode = "spans",
        spans_key: str | None = SPANS_KEY,
        alignment_mode: Alignment = "expand",
        link_labels: Iterable[str] | None = LINK_LABELS,
        overwrite: bool = False,
        scorer: Callable[..., Any] | None = None,
    ) -> None:
        if mode not in get_args(Mode):
            raise ValueError(f"mode is one of {', '.join(get_args(Mode))}; not {mode!r}")
        self.name = name
        self.langs = _of_pipeline(nlp.lang) if langs is None else tuple(langs)
        for lang in self.langs or ():
            if lang not in LANGUAGES:
                raise UnknownLanguageError(lang, sorted(LANGUAGES))
        self.min_score = min_score
        self.mode = mode
        self.spans_key = spans_key
        self.alignment_mode = alignment_mode
        self.link_labels = None if link_labels is None else frozenset(link_labels)
        self.overwrite = overwrite
        self.scorer = scorer
        #: A folder, or the contents of the files in one; None for the gazetteer that ships.
        self._gazetteer: Path | dict[str, bytes] | None = (
            None if gazetteer is None else Path(gazetteer).absolute()
        )
        register()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the spans."""
        return ("GPE", "LOC")

    def __call__(self, doc: Doc) -> Doc:
        """Finds the place names in one document.

        Args:
            doc: is changed in place.
        """
        self.set_annotations(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[Mention]:
        """The mentions in a document, which stays as it is.

        Raises:
            GazetteerError: if the gazetteer is missing or breaks the format.
        """
        return self._finder.find(doc.text, min_score=self.min_score)

    def set_annotations(self, doc: Doc, mentions: Iterable[Mention]) -> None:
        """Writes mentions into a document.

        Args:
            doc: is changed in place.
            mentions: of the document's text.
        """
        found = []
        for mention in mentions:
            span = doc.char_span(
                mention.start,
                mention.end,
                label=_label(mention),
                kb_id=place_id_of(mention),
                alignment_mode=self.alignment_mode,
            )
            if span is not None:
                found.append((span, mention))
        spans = [span for span, _ in found]
        if self.spans_key is not None:
            attrs = {"scores": np.array([mention.score for _, mention in found], dtype=np.float32)}
            group = SpanGroup(doc, name=self.spans_key, spans=spans, attrs=attrs)
            doc.spans[self.spans_key] = group
        if self.mode == "ents" and self.overwrite:
            spacy_entities.clear(doc, spans)
        elif self.mode != "spans":
            linked = spacy_entities.link(
                doc, spans, labels=self.link_labels, overwrite=self.overwrite
            )
            mentions_of = dict(found)
            found += [
                (entity, mentions_of[span])
                for entity, span in linked
                if (entity.start, entity.end) != (span.start, span.end)
            ]
        if self.mode == "ents":
            spacy_entities.add(doc, spans)
        remember(doc, found)

    def to_bytes(self, *, exclude: Iterable[str] = util.SimpleFrozenList()) -> bytes:
        """The gazetteer, unless it is the one that ships: all else is in the pipeline's config.

        Args:
            exclude: may have `gazetteer`.

        Raises:
            GazetteerError: if a file of the gazetteer is missing.
        """
        serializers: dict[str, Callable[[], bytes]] = {"cfg": lambda: srsly.json_dumps(self._cfg)}
        if self._gazetteer is not None:
            serializers["gazetteer"] = lambda: srsly.msgpack_dumps(self._files())
        return util.to_bytes(serializers, exclude)

    def from_bytes(
        self, bytes_data: bytes, *, exclude: Iterable[str] = util.SimpleFrozenList()
    ) -> ToponymFinder:
        """Takes the gazetteer that `to_bytes` gave; in memory, where each process compiles it.

        Args:
            bytes_data: what `to_bytes` gave.
            exclude: may have `gazetteer`.
        """
        cfg: dict[str, Any] = {}
        files: dict[str, bytes] = {}
        util.from_bytes(
            bytes_data,
            {
                "cfg": lambda data: cfg.update(srsly.json_loads(data)),
                "gazetteer": lambda data: files.update(srsly.msgpack_loads(data)),
            },
            exclude,
        )
        if files or cfg.get("own_gazetteer") is False:
            self._take(files or None)
        return self

    def to_disk(
        self, path: str | Path, *, exclude: Iterable[str] = util.SimpleFrozenList()
    ) -> None:
        """Copies the gazetteer to a folder, unless it is the one that ships.

        Args:
            path: the folder; made if it is not there.
            exclude: may have `gazetteer`.

        Raises:
            GazetteerError: if a file of the gazetteer is missing.
        """
        from toponyms.integrations.gazetteer_files import write_files

        serializers: dict[str, Callable[[Path], None]] = {
            "cfg": lambda file: srsly.write_json(file, self._cfg)
        }
        if self._gazetteer is not None:
            serializers["gazetteer"] = lambda folder: write_files(folder, self._files())
        util.to_disk(path, serializers, exclude)

    def from_disk(
        self, path: str | Path, *, exclude: Iterable[str] = util.SimpleFrozenList()
    ) -> ToponymFinder:
        """Takes the gazetteer that `to_disk` wrote; it is read from there from now on.

        If there is nothing, since the pipeline was saved without this component's files, the
        gazetteer is the one that the config says.

        Args:
            path: the folder that was written to.
            exclude: may have `gazetteer`.
        """
        path = Path(path)
        if "gazetteer" not in exclude and (path / "cfg").exists():
            own = srsly.read_json(path / "cfg")["own_gazetteer"]
            self._take((path / "gazetteer").absolute() if own else None)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # The opened gazetteer stays: whoever gets the rest opens it anew.
        state = {key: value for key, value in vars(self).items() if key != "_finder"}
        return _unpickled, (type(self), self.name, state)

    @cached_property
    def _finder(self) -> Finder:
        if self._gazetteer is None:
            from toponyms.api import default_finder

            return default_finder(self.langs)
        from toponyms.gazetteer import Gazetteer
        from toponyms.integrations.gazetteer_files import gazetteer_of
        from toponyms.mentions.finder import Finder

        own = self._gazetteer
        gazetteer = Gazetteer.load(own) if isinstance(own, Path) else gazetteer_of(own)
        return Finder(gazetteer, langs=self.langs)

    @property
    def _cfg(self) -> dict[str, bool]:
        return {"own_gazetteer": self._gazetteer is not None}

    def _files(self) -> dict[str, bytes]:
        """The files of a gazetteer of one's own."""
        from toponyms.integrations.gazetteer_files import read_files

        own = self._gazetteer
        return read_files(own) if isinstance(own, Path) else dict(own or {})

    def _take(self, gazetteer: Path | dict[str, bytes] | None) -> None:
        self._gazetteer = gazetteer
        vars(self).pop("_finder", None)


def _of_pipeline(lang: str | None) -> tuple[str, ...] | None:
    """The languages, in all their scripts, of a pipeline; None for all."""
    return tuple(one for one in LANGUAGES if one.partition("-")[0] == lang) or None


def _label(mention: Mention) -> str:
    """GPE for what has inhabitants or a government, as entities are labelled in OntoNotes."""
    first = mention.resolution.candidates[0].place
    return "GPE" if first.feature[:1] in {"A", "P"} else "LOC"


def _unpickled(kind: type[ToponymFinder], name: str, state: dict[str, Any]) -> ToponymFinder:
    finder = kind.__new__(kind)
    finder.name = name
    vars(finder).update(state)
    return finder
