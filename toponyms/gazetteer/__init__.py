"""The gazetteer: its file format, the compiled index, and the door to both."""

from toponyms.gazetteer.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
