"""Unit tests of toponyms.gazetteer.sources, on made files in the exact shapes of the real."""
