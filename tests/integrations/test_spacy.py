"""The spaCy component finds what there is, and nobody else's work is lost."""

# ruff: noqa: E402 - what is optional comes after the check for it

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

spacy = pytest.importorskip("spacy")

from spacy.tokens import Span
from spacy.training import Example

from tests.integrations.places import FOUND, TEXT, ents, spans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Texts of one language each, with the words that mean gn:586666.
JANYATAG = {
    "en": ("Shots were heard near Janyatag.", "Janyatag"),
    "az": ("Canyataqda atəş səsləri eşidilib.", "Canyataqda"),
    "hy": ("Ճանկաթաղում կրակոցներ են լսվել։", "Ճանկաթաղում"),
    "ru": ("В Джанятаге слышали выстрелы.", "Джанятаге"),
}


@pytest.fixture(scope="module")
def model() -> Language:
    """A trained pipeline: it knows who moves, and from where to where, in a few sentences."""
    spacy.util.fix_random_seed(0)
    nlp: Language = spacy.blank("en")
    nlp.add_pipe("ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner", "extra_state_tokens": False, "hidden_width": 32,
        "maxout_pieces": 2, "use_upper": True, "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 32,
            "depth": 1, "embed_size": 200, "window_size": 1, "maxout_pieces": 2,
            "subword_features": True}}})  # fmt: skip
    marked = [
        [
            ("John Vanadzor", "PERSON"),
            " left ",
            ("Gyumri", "GPE"),
            " for ",
            ("Yerevan", "GPE"),
            ".",
        ],
        [("Anna Baku", "PERSON"), " left ", ("Paris", "GPE"), " for ", ("Baku", "GPE"), "."],
        [
            ("John Vanadzor", "PERSON"),
            " left ",
            ("Yerevan", "GPE"),
            " for ",
            ("Gyumri", "GPE"),
            ".",
        ],
    ]
    examples = [_example(nlp, parts) for parts in marked]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    return nlp


def _example(nlp: Language, parts: list[Any]) -> Example:
    text, entities = "", []
    for part in parts:
        words, label = (part, None) if isinstance(part, str) else part
        if label:
            entities.append((len(text), len(text) + len(words), label))
        text += words
    return Example.from_dict(nlp.make_doc(text), {"entities": entities})


def with_entities(nlp: Language, text: str, *entities: tuple[str, str, str]) -> Doc:
    """A document in which a model has found entities: words, label and id."""
    doc = nlp.make_doc(text)
    found = []
    for words, label, kb_id in entities:
        start = text.index(words)
        span = doc.char_span(start, start + len(words), label=label, kb_id=kb_id)
        assert span is not None
        found.append(span)
    doc.ents = found
    return doc


class TestSpans:
    """What is found."""

    @pytest.mark.parametrize("lang", JANYATAG)
    def test_a_pipeline_in_a_language(self, pipeline: Any, lang: str) -> None:
        """Texts in that language would lose their places."""
        text, words = JANYATAG[lang]
        assert spans(pipeline(lang)(text)) == [(words, "GPE", "gn:586666")]

    def test_a_pipeline_in_no_language(self, pipeline: Any) -> None:
        """A pipeline for many languages would find the names of one."""
        doc = pipeline("xx")("\n\n".join(text for text, _ in JANYATAG.values()))
        assert [span.text for span in doc.spans["toponyms"]] == [w for _, w in JANYATAG.values()]
        assert {span.kb_id_ for span in doc.spans["toponyms"]} == {"gn:586666"}

    @pytest.mark.parametrize(
        ("lang", "given", "expected"),
        [
            ("ru", None, ("ru",)),
            ("az", None, ("az", "az-Cyrl")),
            ("fr", None, None),
            ("xx", None, None),
            ("en", ["en", "hy"], ("en", "hy")),
        ],
    )
    def test_the_languages(self, pipeline: Any, lang: str, given: Any, expected: Any) -> None:
        """Case endings of another language would be taken off, or none."""
        assert pipeline(lang, langs=given).get_pipe("toponyms").langs == expected

    def test_labels_and_ids(self, pipeline: Any) -> None:
        """A region would be a town, or an ambiguous name one of the places at random."""
        doc = pipeline()(TEXT)
        assert spans(doc) == FOUND
        norashen = doc.spans["toponyms"][2]._.toponym
        assert norashen.resolution.status == "ambiguous"
        assert len(norashen.resolution.candidates) >= 3

    def test_labels_are_those_that_are_announced(self, pipeline: Any) -> None:
        """Whoever asks the pipeline for its labels would miss one."""
        nlp = pipeline()
        assert set(nlp.pipe_labels["toponyms"]) == {label for _, label, _ in FOUND}

    def test_the_mention(self, pipeline: Any) -> None:
        """The evidence and the coordinates would be out of reach."""
        doc = pipeline()("On to Gyumri.")
        mention = doc[2:3]._.toponym
        assert (mention.start, mention.end, mention.text) == (6, 12, "Gyumri")
        assert mention.resolution.place.name("hy") == "Գյումրի"
        assert doc[1:2]._.toponym is None

    def test_scores(self, pipeline: Any) -> None:
        """The sure could not be told from the doubtful."""
        doc = pipeline()(TEXT)
        scores = doc.spans["toponyms"].attrs["scores"]
        assert scores.tolist() == pytest.approx(
            [span._.toponym.score for span in doc.spans["toponyms"]]
        )

    def test_the_least_score(self, pipeline: Any) -> None:
        """The setting would do nothing."""
        assert spans(pipeline(min_score=1.01)(TEXT)) == []

    def test_other_groups(self, pipeline: Any) -> None:
        """Two gazetteers could not be used side by side, or other components' groups would go."""
        nlp = pipeline(spans_key="places")
        doc = nlp.make_doc(TEXT)
        doc.spans["sc"] = [doc[0:1]]
        nlp(doc)
        assert spans(doc, "places") == FOUND
        assert set(doc.spans) == {"sc", "places"}
        doc = pipeline(spans_key=None, mode="ents")(TEXT)
        assert not dict(doc.spans)
        assert ents(doc) == FOUND
        assert doc.ents[0]._.toponym.text == "Gyumri"

    def test_a_second_time(self, pipeline: Any) -> None:
        """A document that goes through twice would have everything twice."""
        nlp = pipeline(mode="ents")
        doc = nlp(TEXT)
        nlp.get_pipe("toponyms")(doc)
        assert spans(doc) == ents(doc) == FOUND

    @pytest.mark.parametrize("text", ["", " ", "\r\n", "\n\n\t", "."])
    def test_nothing_to_find(self, pipeline: Any, text: str) -> None:
        """An empty row would end a run of hours."""
        doc = pipeline(mode="ents")(text)
        assert doc.text == text
        assert (spans(doc), ents(doc)) == ([], [])

    def test_scorer(self, pipeline: Any) -> None:
        """`nlp.evaluate` would say nothing of the places."""
        nlp = pipeline()
        gold = nlp.make_doc("On to Gyumri and Vanadzor.")
        gold.spans["toponyms"] = [Span(gold, 2, 3, "GPE"), Span(gold, 0, 1, "GPE")]
        scores = nlp.evaluate([Example(nlp.make_doc(gold.text), gold)])
        assert (scores["spans_toponyms_p"], scores["spans_toponyms_r"]) == (0.5, 0.5)


class TestOffsets:
    """Characters and tokens."""

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("The mayor of Gyumri's office", "Gyumri"),
            ("(Gyumri)", "Gyumri"),
            ("\u00abGyumri\u00bb,\r\n\r\nnear\tVanadzor", "Gyumri Vanadzor"),
            ("\U0001f600 of Gyumri", "Gyumri"),
            ("from Vanad\u00adzor on", "Vanad\u00adzor"),
            ("to Nagorno-\nKarabakh on", "Nagorno-\nKarabakh"),
            ("to S\u0327us\u0327a on", "S\u0327us\u0327a"),
        ],
    )
    @pytest.mark.parametrize("lang", ["en", "xx"])
    def test_spans_are_where_the_words_are(
        self, pipeline: Any, lang: str, text: str, words: str
    ) -> None:
        """Marks in the text would be set beside the names."""
        doc = pipeline(lang)(text)
        found = doc.spans["toponyms"]
        assert [span.text for span in found] == words.split(" ")
        for span in found:
            mention = span._.toponym
            assert text[mention.start : mention.end] == mention.text == span.text

    def test_an_armenian_full_stop(self, pipeline: Any) -> None:
        """spaCy takes it for a letter: the last name of each sentence would be lost."""
        doc = pipeline("hy")("Կրակոցներ են լսվել Ճանկաթաղում։")
        assert spans(doc) == [("Ճանկաթաղում։", "GPE", "gn:586666")]
        assert doc.spans["toponyms"][0]._.toponym.text == "Ճանկաթաղում"

    @pytest.mark.parametrize(
        ("alignment", "expected"), [("expand", ["x_Gyumri"]), ("contract", []), ("strict", [])]
    )
    def test_a_part_of_a_token(self, pipeline: Any, alignment: str, expected: list[str]) -> None:
        """A name inside a token would be lost, or be shown where there are no tokens for it."""
        doc = pipeline(alignment_mode=alignment)("See x_Gyumri there")
        assert [token.text for token in doc] == ["See", "x_Gyumri", "there"]
        assert [span.text for span in doc.spans["toponyms"]] == expected
        if expected:
            assert doc.spans["toponyms"][0]._.toponym.text == "Gyumri"

    def test_two_names_in_one_token(self, pipeline: Any) -> None:
        """One of the two would be told of the other, or spaCy refuse the entities."""
        doc = pipeline(mode="ents")("See Gyumri_Vanadzor there")
        found = doc.spans["toponyms"]
        assert {span.text for span in found} == {"Gyumri_Vanadzor"}
        assert [(span.kb_id_, span._.toponym.text) for span in found] == [
            ("gn:616635", "Gyumri"),
            ("gn:616530", "Vanadzor"),
        ]
        assert ents(doc) == [("Gyumri_Vanadzor", "GPE", "gn:616635")]


class TestEntities:
    """What a model found stays."""

    def test_spans_alone(self, pipeline: Any) -> None:
        """Entities would appear, or ids, that nobody asked for."""
        nlp = pipeline()
        doc = nlp(with_entities(nlp, "On to Gyumri.", ("Gyumri", "GPE", "")))
        assert ents(doc) == [("Gyumri", "GPE", "")]
        assert ents(nlp("On to Gyumri.")) == []

    def test_entities_of_a_model_are_kept(self, pipeline: Any) -> None:
        """What the model knows better would be overwritten."""
        nlp = pipeline(mode="ents")
        text = "Gyumri Brewery sells to Vanadzor, Armenia and John Baku."
        given = [
            ("Gyumri Brewery", "ORG", ""),
            ("Armenia", "GPE", "Q399"),
            ("John Baku", "PERSON", ""),
        ]
        doc = nlp(with_entities(nlp, text, *given))
        assert ents(doc) == [given[0], ("Vanadzor", "GPE", "gn:616530"), *given[1:]]
        assert [span.text for span in doc.spans["toponyms"]] == [
            "Gyumri",
            "Vanadzor",
            "Armenia",
            "Baku",
        ]

    def test_an_entity_of_a_model_gets_its_place(self, pipeline: Any) -> None:
        """Of the places in a text, those that the model found would be the ones without ids."""
        nlp = pipeline(mode="ents")
        doc = nlp(with_entities(nlp, "On to Gyumri, Vanadzor.", ("Gyumri", "LOC", "")))
        assert ents(doc) == [("Gyumri", "LOC", "gn:616635"), ("Vanadzor", "GPE", "gn:616530")]

    def test_what_is_not_known_stays_so(self, pipeline: Any) -> None:
        """Words that nobody has looked at would count as no entities, and models be trained so."""
        doc = pipeline(mode="ents")("On to Gyumri.")
        assert [token.ent_iob_ for token in doc] == ["", "", "B", ""]

    def test_overwrite(self, pipeline: Any) -> None:
        """Who trusts the gazetteer more could not say so, or half an entity would stay."""
        nlp = pipeline(mode="ents", overwrite=True)
        text = "Gyumri Brewery sells to Baku and Mary in Armenia."
        doc = with_entities(
            nlp,
            text,
            ("Gyumri Brewery", "ORG", "Q1"),
            ("Mary", "PERSON", ""),
            ("Armenia", "GPE", "Q399"),
        )
        doc[0].ent_id_ = doc[1].ent_id_ = "brewery"
        assert ents(nlp(doc)) == [
            ("Gyumri", "GPE", "gn:616635"),
            ("Baku", "GPE", "gn:587084"),
            ("Mary", "PERSON", ""),
            ("Armenia", "GPE", "iso:AM"),
        ]
        assert (doc[1].ent_iob_, doc[1].ent_kb_id_, doc[0].ent_id_) == ("O", "", "")

    def test_behind_a_trained_model(self, pipeline: Any, model: Language) -> None:
        """It would work beside rules and not beside the models that people have."""
        before = ents(model("John Vanadzor left Gyumri for Baku."))
        assert before == [
            ("John Vanadzor", "PERSON", ""),
            ("Gyumri", "GPE", ""),
            ("Baku", "GPE", ""),
        ]
        nlp = pipeline(mode="link")
        nlp.add_pipe("ner", source=model, first=True)
        doc = nlp("John Vanadzor left Gyumri for Baku.")
        assert ents(doc) == [
            ("John Vanadzor", "PERSON", ""),
            ("Gyumri", "GPE", "gn:616635"),
            ("Baku", "GPE", "gn:587084"),
        ]
        assert doc.ents[2]._.toponym.resolution.place.name("az") == "Bakı"
        assert nlp.pipe_names == ["ner", "toponyms"]

    @pytest.mark.parametrize(
        ("text", "given", "place_id"),
        [
            ("the Republic of Armenia.", ("the Republic of Armenia", "GPE", ""), "iso:AM"),
            ("to Karabakh-Nagorno-Karabakh.", ("Nagorno-Karabakh", "LOC", ""), "tp:1000"),
            ("in Gyumri, Armenia.", ("Gyumri, Armenia", "GPE", ""), ""),
            ("in Janyatag (Chankatagh).", ("Janyatag (Chankatagh)", "GPE", ""), "gn:586666"),
            ("in Norashen.", ("Norashen", "GPE", ""), ""),
            ("the Gyumri Airport.", ("Gyumri Airport", "FAC", ""), ""),
            ("in Gyumri today.", ("Gyumri", "ORG", ""), "gn:616635"),
            ("in Gyumri today.", ("Gyumri today", "ORG", ""), ""),
            ("in Paris.", ("Paris", "GPE", ""), ""),
            ("in Armenia.", ("Armenia", "GPE", "Q399"), "Q399"),
        ],
    )
    def test_what_is_linked(self, pipeline: Any, text: str, given: Any, place_id: str) -> None:
        """An entity would get the id of something else, or lose the one that it has."""
        nlp = pipeline(mode="link")
        doc = nlp(with_entities(nlp, text, given))
        assert ents(doc) == [(given[0], given[1], place_id)]

    def test_a_linked_entity_has_the_mention(self, pipeline: Any) -> None:
        """The evidence for a link could not be looked at."""
        nlp = pipeline(mode="link", spans_key=None)
        text = "the Republic of Armenia."
        doc = nlp(with_entities(nlp, text, ("the Republic of Armenia", "GPE", "")))
        mention = doc.ents[0]._.toponym
        assert text[mention.start : mention.end] == mention.text == "Armenia"

    def test_link_options(self, pipeline: Any) -> None:
        """Models with other labels, or with ids of another kind, could not be linked."""
        given = [("the city of Gyumri", "CITY", ""), ("Armenia", "GPE", "Q399")]
        text = "In the city of Gyumri, in Armenia."
        cases: list[tuple[dict[str, Any], list[str]]] = [
            ({"link_labels": ["CITY"]}, ["gn:616635", "Q399"]),
            ({"link_labels": None}, ["gn:616635", "Q399"]),
            ({"overwrite": True}, ["", "iso:AM"]),
        ]
        for options, expected in cases:
            nlp = pipeline(mode="link", **options)
            assert [e.kb_id_ for e in nlp(with_entities(nlp, text, *given)).ents] == expected
