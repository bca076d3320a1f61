"""Unit tests of toponyms.gazetteer.merging."""
