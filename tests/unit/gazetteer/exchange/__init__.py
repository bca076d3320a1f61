"""Unit tests of toponyms.gazetteer.exchange."""
