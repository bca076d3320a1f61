"""Unit tests of toponyms.resolution."""
