"""Fetches the files that publishers of gazetteers offer, when a user asks for them.

    publishers   what there is, and where
    fetch        one file: tried, resumed, checked, put in place
    part         what has come of a file so far, kept for the next time
    asking       one question to a server
    checking     whether the bytes are those that the publisher has
    record       what was fetched, when and from where

HTTP is the standard library's; docs/decisions/0011-download.md tells why.
"""

from toponyms.gazetteer.download.fetch import fetch
from toponyms.gazetteer.download.publishers import PUBLISHERS, Publisher, Wanted, base_address
from toponyms.gazetteer.download.record import Fetched, read_record

__all__ = [
    "PUBLISHERS",
    "Fetched",
    "Publisher",
    "Wanted",
    "base_address",
    "fetch",
    "read_record",
]
