"""The compiled gazetteer, open for reading: what is made on demand is what was written."""

from __future__ import annotations

from toponyms.gazetteer.compiler import compile_places
from toponyms.gazetteer.index import Index
from toponyms.gazetteer.store import Store
from toponyms.model import Name, Place


def test_names_of_one_language_are_those_among_all() -> None:
    """A place would be called otherwise than its names say, or every name be made for one."""
    place = Place(
        "x:1",
        (Name("Şuşa", "az", "preferred"), Name("Shusha", "en"), Name("Şuşa qalası", "az"),
         Name("Шуша", "az-Cyrl")),
    )  # fmt: skip
    index = Index(Store(compile_places([place, Place("x:2", (Name("Baku", "en"),))], {})))
    names = index.place(0).names
    for lang in ("az", "en", "az-Cyrl", "hy"):
        made = Place("y", tuple(names))
        assert index.names_in(0, lang) == tuple(name for name in names if name.lang == lang)
        assert index.place(0).names_in(lang) == made.names_in(lang)
        assert (index.place(0).name(lang), index.place(0).label(lang)) == (
            made.name(lang), made.label(lang),
        )  # fmt: skip
    assert index.place(1).name() == "Baku"
