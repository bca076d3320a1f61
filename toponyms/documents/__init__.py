"""Documents: texts from files, the places in them, and what is made of those.

`read_documents` gives texts of files and folders, one after the other; `passages` finds the
places in one; `geojson` and `mentions_page` make a map and a page of what was found.

>>> from toponyms import Finder, Gazetteer
>>> from toponyms.documents import Document, passages
>>> finder = Finder(Gazetteer.default())
>>> for passage in passages(Document("a.txt", ["Bakıdan Şuşaya."]), finder):
...     print([mention.text for mention in passage.mentions])
['Bakıdan', 'Şuşaya']
"""

from toponyms.documents.documents import Document, read_documents
from toponyms.documents.geojson import geojson
from toponyms.documents.listing import TEXTS, list_files
from toponyms.documents.page import mentions_page
from toponyms.documents.passages import Passage, passages

__all__ = [
    "TEXTS",
    "Document",
    "Passage",
    "geojson",
    "list_files",
    "mentions_page",
    "passages",
    "read_documents",
]
