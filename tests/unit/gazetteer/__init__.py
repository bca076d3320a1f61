"""Unit tests of toponyms.gazetteer."""
