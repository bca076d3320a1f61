"""Names collected by intent, each with its source."""
