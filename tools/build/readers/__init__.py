"""One module for each source: it reads the source's own format and judges nothing."""
