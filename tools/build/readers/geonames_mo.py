"""Names with a language, by GeoNames number: the message catalogues of libgeonames-common."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_catalogue"]


def read_catalogue(package: Path, lang: str) -> dict[str, str]:
    """One name each, by GeoNames number, `CC.NN` (country and admin1) or country code.

    Args:
        package: the unpacked package.
        lang: a locale of the package, such as `az`.
    """
    file = package / "usr" / "share" / "locale" / lang / "LC_MESSAGES" / "geonames.mo"
    with file.open("rb") as stream:
        catalogue = gettext.GNUTranslations(stream)
    # gettext gives no public way to list a catalogue.
    messages: dict[str, str] = getattr(catalogue, "_catalog")  # noqa: B009
    return {key: name for key, name in sorted(messages.items()) if key}
