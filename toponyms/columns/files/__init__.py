"""Tables in files, read and written as streams of Arrow record batches.

`open_source` and `open_sink` are the way in; `Source` and `Sink` say what they give. Rows come
and go in order, about 64 thousand at once, so that a table may be larger than memory.
"""

from toponyms.columns.files.opening import open_sink, open_source
from toponyms.columns.files.sink import Sink
from toponyms.columns.files.source import ROW, Source

__all__ = ["ROW", "Sink", "Source", "open_sink", "open_source"]
