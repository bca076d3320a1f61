"""A pipeline with the spaCy component, and its documents, can be kept, sent and shared."""

# ruff: noqa: E402 - what is optional comes after the check for it

from __future__ import annotations

import importlib
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from toponyms.errors import GazetteerError, UnknownLanguageError

spacy = pytest.importorskip("spacy")

from spacy.tokens import Doc, DocBin

from tests import small
from tests.integrations.places import FOUND, TEXT, ents, spans
from toponyms.integrations import spacy_extension
from toponyms.integrations.spacy import ToponymFinder

if TYPE_CHECKING:
    from pathlib import Path


class TestConfig:
    """Settings, and where they are kept."""

    def test_the_config_of_the_pipeline(self, pipeline: Any, small_folder: Path) -> None:
        """A pipeline made from the config of another would find other things."""
        nlp = pipeline(mode="ents", link_labels=["GPE"])
        config = nlp.config["components"]["toponyms"]
        assert config["factory"] == "toponyms"
        assert (config["mode"], config["gazetteer"]) == ("ents", str(small_folder))
        again = spacy.util.load_model_from_config(nlp.config, auto_fill=False)
        assert ents(again(TEXT)) == FOUND
        assert again.get_pipe("toponyms").link_labels == {"GPE"}

    def test_every_setting_has_a_default(self) -> None:
        """`add_pipe` without a config would fail, or a default not be shown in the config."""
        nlp = spacy.blank("en")
        assert isinstance(nlp.add_pipe("toponyms"), ToponymFinder)
        assert nlp.config["components"]["toponyms"]["link_labels"] == ["GPE", "LOC"]
        assert not nlp.analyze_pipes()["problems"]["toponyms"]

    @pytest.mark.parametrize(
        "wrong", [{"mode": "entities"}, {"spans": "x"}, {"langs": "en"}, {"alignment_mode": "no"}]
    )
    def test_a_wrong_setting(self, wrong: dict[str, Any]) -> None:
        """A slip of the pen would go unnoticed."""
        with pytest.raises(ValueError, match=next(iter(wrong))):
            spacy.blank("en").add_pipe("toponyms", config=wrong)

    def test_a_wrong_mode_without_a_config(self) -> None:
        """The component made by hand would do something else than is meant."""
        with pytest.raises(ValueError, match="'entities'"):
            ToponymFinder(spacy.blank("en"), mode="entities")  # type: ignore[arg-type]

    def test_a_language_that_is_not_known(self) -> None:
        """It would show at the first text, or never."""
        with pytest.raises(UnknownLanguageError, match="'ka'"):
            spacy.blank("en").add_pipe("toponyms", config={"langs": ["ka"]})

    def test_a_gazetteer_that_is_not_there(self, tmp_path: Path) -> None:
        """The default gazetteer would answer without a word, or the pipeline be saved broken."""
        nlp = spacy.blank("en")
        nlp.add_pipe("toponyms", config={"gazetteer": str(tmp_path / "gone")})
        with pytest.raises(GazetteerError, match="gone"):
            nlp(TEXT)
        with pytest.raises(GazetteerError, match="gone"):
            nlp.to_disk(tmp_path / "saved")
        with pytest.raises(GazetteerError, match="gone"):
            nlp.to_bytes()


class TestSaving:
    """A pipeline saved here works there."""

    @pytest.fixture
    def own(self, tmp_path: Path) -> Path:
        """A gazetteer that a test may delete."""
        folder = tmp_path / "own"
        folder.mkdir()
        (folder / "README.md").write_text("Sources.", "utf-8")
        return small.write(folder)

    def test_to_disk_with_ones_own_gazetteer(
        self, pipeline: Any, own: Path, tmp_path: Path
    ) -> None:
        """A pipeline would break on every other machine."""
        pipeline(gazetteer=str(own), mode="ents").to_disk(tmp_path / "saved")
        shutil.rmtree(own)
        moved = (tmp_path / "saved").rename(tmp_path / "moved")
        nlp = spacy.load(moved)
        assert spans(nlp(TEXT)) == ents(nlp(TEXT)) == FOUND
        assert (moved / "toponyms" / "gazetteer" / "README.md").read_text("utf-8") == "Sources."
        nlp.to_disk(moved)
        nlp.to_disk(tmp_path / "third")
        shutil.rmtree(moved)
        assert spans(spacy.load(tmp_path / "third")(TEXT)) == FOUND

    def test_to_bytes_with_ones_own_gazetteer(
        self, pipeline: Any, own: Path, tmp_path: Path
    ) -> None:
        """A pipeline sent over the net would arrive without its places."""
        sent = pipeline(gazetteer=str(own)).to_bytes()
        shutil.rmtree(own)
        nlp = spacy.blank("en")
        nlp.add_pipe("toponyms", config={"min_score": 0.0})
        nlp.from_bytes(sent)
        assert spans(nlp(TEXT)) == FOUND
        nlp.to_disk(tmp_path / "saved")
        assert spans(spacy.load(tmp_path / "saved")(TEXT)) == FOUND
        again = pickle.loads(pickle.dumps(nlp.get_pipe("toponyms")))
        assert spans(again(nlp.make_doc(TEXT))) == FOUND

    def test_the_gazetteer_that_ships_is_not_copied(self, tmp_path: Path) -> None:
        """Each pipeline would be megabytes larger, and never see new places."""
        nlp = spacy.blank("en")
        nlp.add_pipe("toponyms")
        nlp.to_disk(tmp_path)
        assert [file.name for file in (tmp_path / "toponyms").iterdir()] == ["cfg"]
        assert len(nlp.get_pipe("toponyms").to_bytes()) < 100
        loaded = spacy.load(tmp_path)
        assert loaded.config["components"] == nlp.config["components"]
        assert spans(loaded("The car came from Baku in Azerbaijan."))[1][2] == "iso:AZ"

    def test_saved_over_another(self, pipeline: Any, tmp_path: Path) -> None:
        """The gazetteer that lay there before would be found in."""
        pipeline().to_disk(tmp_path)
        nlp = spacy.blank("en")
        nlp.add_pipe("toponyms")
        nlp.to_disk(tmp_path)
        # No place of the small gazetteer, where this is x:2.
        assert spans(spacy.load(tmp_path)("The car came from Baku in Georgia."))[1][0] == "Georgia"

    def test_what_was_saved_goes_before_the_config(self, pipeline: Any) -> None:
        """Bytes of a pipeline with one gazetteer would work with another, depending on where."""
        ships = spacy.blank("en")
        ships.add_pipe("toponyms")
        nlp = pipeline()
        assert [text for text, *_ in spans(nlp("From Baku to Georgia."))] == ["Baku"]
        nlp.from_bytes(ships.to_bytes())
        assert [text for text, *_ in spans(nlp("From Baku to Georgia."))] == ["Baku", "Georgia"]

    def test_left_out(self, pipeline: Any, own: Path, tmp_path: Path) -> None:
        """A gazetteer too large to be copied, or too secret, could not stay where it is."""
        pipeline(gazetteer=str(own)).to_disk(tmp_path / "saved", exclude=["toponyms"])
        assert not (tmp_path / "saved" / "toponyms").exists()
        assert spans(spacy.load(tmp_path / "saved")(TEXT)) == FOUND
        finder = pipeline(gazetteer=str(own)).get_pipe("toponyms")
        finder.from_bytes(finder.to_bytes(exclude=["gazetteer"]))
        finder.to_disk(tmp_path / "alone", exclude=["gazetteer"])
        finder.from_disk(tmp_path / "alone", exclude=["gazetteer"])
        shutil.rmtree(own)
        with pytest.raises(GazetteerError, match="own"):
            finder(spacy.blank("en").make_doc(TEXT))

    def test_pickle(self, pipeline: Any) -> None:
        """It could not be sent to the processes of joblib, Ray or Dask."""
        nlp = pipeline(mode="ents")
        finder = nlp.get_pipe("toponyms")
        before = pickle.dumps(finder)
        nlp(TEXT)
        assert pickle.dumps(finder) == before
        assert len(before) < 1500
        again = pickle.loads(before)
        assert (again.name, again.labels) == ("toponyms", ("GPE", "LOC"))
        assert ents(again(spacy.blank("en").make_doc(TEXT))) == FOUND
        assert ents(pickle.loads(pickle.dumps(nlp))(TEXT)) == FOUND


class TestMentions:
    """`span._.toponym` goes where the document goes."""

    def test_as_bytes(self, pipeline: Any) -> None:
        """Whoever stores documents would lose the places' names, and how they were found."""
        nlp = pipeline(mode="ents")
        doc = nlp(TEXT)
        expected = [span._.toponym for span in doc.spans["toponyms"]]
        assert all(mention.resolution.candidates[0].place.names for mention in expected)
        packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
        for copy in (
            Doc(nlp.vocab).from_bytes(doc.to_bytes()),
            Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes()),
            next(DocBin().from_bytes(packed).get_docs(spacy.blank("en").vocab)),
            pickle.loads(pickle.dumps(doc)),
            doc.copy(),
        ):
            assert spans(copy) == ents(copy) == FOUND
            assert [span._.toponym for span in copy.spans["toponyms"]] == expected
            assert [span._.toponym for span in copy.ents] == expected
        assert copy.spans["toponyms"].attrs["scores"].dtype == np.float32

    def test_without_user_data(self, pipeline: Any) -> None:
        """A DocBin as it is by default would fail, or come back without ids."""
        nlp = pipeline()
        packed = DocBin(docs=[nlp(TEXT)]).to_bytes()
        doc = next(DocBin().from_bytes(packed).get_docs(spacy.blank("en").vocab))
        assert spans(doc) == FOUND
        assert doc.spans["toponyms"][0]._.toponym is None

    def test_beside_other_user_data(self, pipeline: Any) -> None:
        """Arrays that others keep with a document could no longer be saved."""
        doc = pipeline()(TEXT)
        doc.user_data["vector"] = np.arange(3)
        again = Doc(doc.vocab).from_bytes(doc.to_bytes())
        assert again.user_data["vector"].tolist() == [0, 1, 2]
        doc.user_data["odd"] = object()
        with pytest.raises(TypeError):
            doc.to_bytes()

    def test_documents_cut_and_joined(self, pipeline: Any) -> None:
        """Offsets would be those of another text."""
        nlp = pipeline()
        joined = Doc.from_docs([nlp("The first."), nlp(TEXT), nlp("On to Gyumri.")])
        part = nlp(TEXT)[4:].as_doc(copy_user_data=True)
        for doc, names in ((joined, {"Gyumri", "Norashen"}), (part, {"Norashen"})):
            found = {
                token.text: doc[token.i : token.i + 1]._.toponym
                for token in doc
                if doc[token.i : token.i + 1]._.toponym
            }
            assert names <= set(found)
            for mention in found.values():
                assert doc.text[mention.start : mention.end] == mention.text

    def test_the_extension_is_there_already(self, pipeline: Any) -> None:
        """A notebook's cell could not be run a second time."""
        importlib.reload(spacy_extension)
        spacy_extension.register()
        doc = pipeline()(TEXT)
        assert doc.spans["toponyms"][0]._.toponym.text == "Gyumri"


class TestProcesses:
    """More than one at a time."""

    PROGRAM = """
import multiprocessing, sys
import spacy

def main():
    multiprocessing.set_start_method(sys.argv[1])
    assert not any(name.startswith("toponyms") for name in sys.modules)
    nlp = spacy.blank("en")
    nlp.add_pipe("toponyms", config={"gazetteer": sys.argv[2], "min_score": 0.0})
    assert "icu" not in sys.modules
    for doc in nlp.pipe(["On to Gyumri.", "", "Near Vanadzor."] * 3, n_process=2, batch_size=2):
        found = [(s.kb_id_, s._.toponym.resolution.place) for s in doc.spans["toponyms"]]
        print(*[f"{kb_id}={place.name('hy')}" for kb_id, place in found])

if __name__ == "__main__":
    main()
"""

    @pytest.mark.parametrize("method", ["fork", "spawn"])
    def test_several_processes_in_a_fresh_interpreter(
        self, method: str, small_folder: Path, tmp_path: Path
    ) -> None:
        """`add_pipe` would need an import, and a pipeline not run on all cores."""
        program = tmp_path / "program.py"
        program.write_text(self.PROGRAM, "utf-8")
        done = subprocess.run(
            [sys.executable, str(program), method, str(small_folder)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.split("\n") == ["gn:616635=Գյումրի", "", "gn:616530=Վանաձոր"] * 3 + [""]

    def test_threads(self, pipeline: Any) -> None:
        """A web service would mix up its answers."""
        nlp = pipeline(mode="ents")
        texts = [TEXT, "On to Gyumri.", "No place."] * 20
        expected = [ents(doc) for doc in nlp.pipe(texts)]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda text: ents(nlp(text)), texts)) == expected
