"""Tells which place a name means.

Place names of Azerbaijan, Armenia and the Russian-speaking world, in any script or
spelling, resolved to the ids of places.

>>> import toponyms
>>> toponyms.resolve("Ճանկաթաղ").place.id
'gn:586666'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toponyms.errors import GazetteerError, ToponymsError, UnknownPlaceError

if TYPE_CHECKING:
    from toponyms.api import get, resolve, resolve_many
    from toponyms.gazetteer import Gazetteer
    from toponyms.model import Candidate, Mention, Name, Place, Resolution, Step
    from toponyms.resolution.resolver import Resolver
    from toponyms.text.normalize import normalize

__all__ = [
    "Candidate",
    "Gazetteer",
    "GazetteerError",
    "Mention",
    "Name",
    "Place",
    "Resolution",
    "Resolver",
    "Step",
    "ToponymsError",
    "UnknownPlaceError",
    "__version__",
    "get",
    "normalize",
    "resolve",
    "resolve_many",
]

__version__ = "0.1.0"

#: Where each name is defined; a module is imported when its name is first used, so that
#: `import toponyms` costs next to nothing.
_HOME = {
    "Candidate": "toponyms.model",
    "Gazetteer": "toponyms.gazetteer",
    "Mention": "toponyms.model",
    "Name": "toponyms.model",
    "Place": "toponyms.model",
    "Resolution": "toponyms.model",
    "Resolver": "toponyms.resolution.resolver",
    "Step": "toponyms.model",
    "get": "toponyms.api",
    "normalize": "toponyms.text.normalize",
    "resolve": "toponyms.api",
    "resolve_many": "toponyms.api",
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
