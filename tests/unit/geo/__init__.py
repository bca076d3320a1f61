"""Unit tests of toponyms.geo."""
