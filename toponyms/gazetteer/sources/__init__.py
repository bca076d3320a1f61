"""Reads other people's gazetteers: one module a format, all giving `Record`s.

Each importer is a generator: it reads its file from front to back and keeps none of it.
"""

from toponyms.gazetteer.sources.faults import Fault, Faults
from toponyms.gazetteer.sources.geonames import read_geonames
from toponyms.gazetteer.sources.linked_places import read_linked_places
from toponyms.gazetteer.sources.openstreetmap import read_openstreetmap
from toponyms.gazetteer.sources.record import Record
from toponyms.gazetteer.sources.table import parse_columns, read_table
from toponyms.gazetteer.sources.whosonfirst import read_whosonfirst
from toponyms.gazetteer.sources.wikidata import read_wikidata

__all__ = [
    "Fault",
    "Faults",
    "Record",
    "parse_columns",
    "read_geonames",
    "read_linked_places",
    "read_openstreetmap",
    "read_table",
    "read_whosonfirst",
    "read_wikidata",
]
