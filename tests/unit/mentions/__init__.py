"""Unit tests of toponyms.mentions."""
