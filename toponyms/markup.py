"""HTML and SVG whose texts cannot become markup: what is not `Markup` is escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Markup", "element", "joined", "style_hash"]

#: What neither HTML nor XML may have, not even escaped.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: Elements of HTML that have no end tag.
_VOID = frozenset({"br", "col", "hr", "img", "link", "meta"})


class Markup(str):
    """A text that is markup already.

    Whatever is done to it as to a text (`+`, slices, `format`) gives a plain text again, which
    is escaped when it is used: forgetting something shows tags, and never runs them.
    """

    __slots__ = ()


def element(name: str, *content: object, **attributes: object) -> Markup:
    """An element with its content.

    Args:
        name: of the element, as HTML or SVG writes it.
        content: `Markup` as it is; anything else as text; None is left out.
        attributes: by name. A last `_` is taken off (`class_`), others become hyphens
            (`aria_label`); None and False are left out, True has no value.

    >>> print(element("b", "a < b", class_="x", data_name='"'))
    <b class="x" data-name="&quot;">a &lt; b</b>
    """
    said = "".join([_attribute(key, value) for key, value in attributes.items()])
    inner = joined(content)
    return Markup(f"<{name}{said}>" if name in _VOID else f"<{name}{said}>{inner}</{name}>")


def joined(parts: Iterable[object]) -> Markup:
    """Parts one after the other, those that are no markup escaped; None is left out.

    >>> print(joined(["<", element("hr"), None, 1]))
    &lt;<hr>1
    """
    return Markup(
        "".join([
            part if isinstance(part, Markup) else _escaped(part)
            for part in parts
            if part is not None
        ])
    )  # fmt: skip


def style_hash(style: str) -> str:
    """How a page's policy (CSP) names the one style sheet that it allows.

    >>> style_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{_escaped(value)}"'


def _escaped(value: object) -> str:
    text = f"{round(value, 2):g}" if isinstance(value, float) else str(value)
    return _ILLEGAL.sub("\ufffd", escape(text))
