"""Puts the records of several sources together: one place each, with every name."""

from toponyms.gazetteer.merging.layers import Layer, Role, SourceNote
from toponyms.gazetteer.merging.report import Finding

__all__ = ["Finding", "Layer", "Role", "SourceNote"]
