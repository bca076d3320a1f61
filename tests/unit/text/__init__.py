"""Unit tests of toponyms.text."""
