"""Tells which place a name means.

Place names of Azerbaijan, Armenia and the Russian-speaking world, in any script or
spelling, resolved to the ids of places.

>>> import toponyms
>>> toponyms.resolve("Ճանկաթաղ").place.id
'gn:586666'

Finds them in running text:

>>> [mention.text for mention in toponyms.find("От Шуши до Агдама.")]
['Шуши', 'Агдама']

And writes names in another script by named standards.

>>> toponyms.transliterate("Ճանկաթաղ", "alalc-hye-Armn-Latn-2022")
'Chankatʻagh'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toponyms.errors import (
    GazetteerError,
    SystemFileError,
    ToponymsError,
    UnknownOptionError,
    UnknownPlaceError,
    UnknownSystemError,
)

if TYPE_CHECKING:
    from toponyms.api import find, find_many, get, resolve, resolve_many
    from toponyms.gazetteer import Gazetteer
    from toponyms.mentions.finder import Finder
    from toponyms.model import Candidate, Mention, Name, Place, Resolution, Step
    from toponyms.resolution.resolver import Resolver
    from toponyms.text.normalize import normalize
    from toponyms.transliteration import (
        Romanization,
        System,
        Systems,
        load_system,
        romanize,
        systems,
        transliterate,
        transliterate_many,
    )

__all__ = [
    "Candidate",
    "Finder",
    "Gazetteer",
    "GazetteerError",
    "Mention",
    "Name",
    "Place",
    "Resolution",
    "Resolver",
    "Romanization",
    "Step",
    "System",
    "SystemFileError",
    "Systems",
    "ToponymsError",
    "UnknownOptionError",
    "UnknownPlaceError",
    "UnknownSystemError",
    "__version__",
    "find",
    "find_many",
    "get",
    "load_system",
    "normalize",
    "resolve",
    "resolve_many",
    "romanize",
    "systems",
    "transliterate",
    "transliterate_many",
]

__version__ = "0.1.0"

#: Where each name is defined; a module is imported when its name is first used, so that
#: `import toponyms` costs next to nothing.
_HOME = {
    "Candidate": "toponyms.model",
    "Finder": "toponyms.mentions.finder",
    "Gazetteer": "toponyms.gazetteer",
    "Mention": "toponyms.model",
    "Name": "toponyms.model",
    "Place": "toponyms.model",
    "Resolution": "toponyms.model",
    "Resolver": "toponyms.resolution.resolver",
    "Romanization": "toponyms.transliteration",
    "Step": "toponyms.model",
    "System": "toponyms.transliteration",
    "Systems": "toponyms.transliteration",
    "find": "toponyms.api",
    "find_many": "toponyms.api",
    "get": "toponyms.api",
    "load_system": "toponyms.transliteration",
    "normalize": "toponyms.text.normalize",
    "resolve": "toponyms.api",
    "resolve_many": "toponyms.api",
    "romanize": "toponyms.transliteration",
    "systems": "toponyms.transliteration",
    "transliterate": "toponyms.transliteration",
    "transliterate_many": "toponyms.transliteration",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'toponyms' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
