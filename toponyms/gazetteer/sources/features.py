"""GeoNames feature classes and codes for the kinds of places of other sources (features.toml)."""

from __future__ import annotations

from functools import cache

from toponyms.packaged import packaged_toml

__all__ = ["features_of"]


@cache
def features_of(source: str) -> dict[str, str]:
    """Codes by what the source calls a kind of place.

    Args:
        source: a table of features.toml.

    >>> features_of("whosonfirst")["locality"]
    'P.PPL'
    """
    table: dict[str, str] = packaged_toml("toponyms.gazetteer.sources", "features.toml")[source]
    return table
