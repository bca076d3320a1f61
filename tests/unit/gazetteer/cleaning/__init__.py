"""Unit tests of toponyms.gazetteer.cleaning."""
