"""What builds `data/` from its sources. Not part of the installed library."""
