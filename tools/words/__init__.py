"""Makes the lists of words that a name of a place may be mistaken for.

    python -m tools.words

writes `toponyms/mentions/words/<lang>.tsv`: the common words, given names and surnames of a
language that are spelled as a place of the gazetteer is, or as a case of its name. They come
from word lists of packages that `pins.toml` pins and from the curated files beside this
module; README.md says which, and under what licence.
"""
