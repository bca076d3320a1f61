"""Tests: each says, by its name, what would be lost if it failed."""
