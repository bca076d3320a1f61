"""Unit tests of toponyms.documents."""
