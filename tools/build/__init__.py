"""Builds `data/` from pinned packages and from the curated facts under `tools/curated/`.

Run as `python -m tools.build`. The same inputs give the same bytes.
"""
