"""Names in running text, beside spaCy's PhraseMatcher: `python -m benchmarks.mentions`.

The text is made of the labelled paragraphs of four languages, and of paragraphs without a
place, put together from their other words; one word in twenty is changed so that new words go
on coming, as they do in real text. Last comes a text of the labelled paragraphs as they are, each
again and again, which nobody writes but many measure with. Both read the same text in turn, in one
process; times are the processor's.
"""

from __future__ import annotations

import random
import re
import statistics
import time
from typing import TYPE_CHECKING

import spacy
from spacy.matcher import PhraseMatcher

from tools.labelled import FOLDER, compare, read_labelled
from toponyms import Finder, Gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 7
ROUNDS = 3
MEGABYTES = 8
LANGS = ("az", "en", "hy", "ru")
_WORD = re.compile(r"[^\W\d_]+")


def mixed_text(
    megabytes: float, *, with_places: float, seed: int = SEED, repeated: bool = False
) -> str:
    """Text in four languages.

    Args:
        megabytes: of UTF-8.
        with_places: the share of paragraphs that have places; these have one in some 13 words.
        seed: draws another text.
        repeated: whether paragraphs come again word by word.
    """
    draw = random.Random(seed)
    paragraphs = {
        lang: [one.text for one in read_labelled(FOLDER / f"{lang}.txt")] for lang in LANGS
    }
    plain = {
        lang: [word for text in texts for word in _WORD.findall(text) if word.islower()]
        for lang, texts in paragraphs.items()
    }

    def changed(match: re.Match[str]) -> str:
        word = match[0]
        if repeated or len(word) < 4 or draw.random() > 0.05:
            return word
        at = draw.randrange(1, len(word))
        return word[:at] + word[draw.randrange(1, len(word))].lower() + word[at:]

    made, size = [], 0.0
    while size < megabytes * 1e6:
        lang = draw.choice(LANGS)
        if draw.random() < with_places:
            text = draw.choice(paragraphs[lang])
        else:
            sentences = (draw.choices(plain[lang], k=15) for _ in range(6))
            text = " ".join(f"{' '.join(words).capitalize()}." for words in sentences)
        made.append(_WORD.sub(changed, text))
        size += len(made[-1].encode()) + 2
    return "\n\n".join(made)


def phrase_matcher(gazetteer: Gazetteer) -> Callable[[str], int]:
    """The matcher of spaCy over the same names, a paragraph at a time."""
    nlp = spacy.blank("xx")
    matcher = PhraseMatcher(nlp.vocab)
    names = sorted({name.text for place in gazetteer for name in place.names})
    matcher.add("place", list(nlp.tokenizer.pipe(names)))  # type: ignore[union-attr]
    return lambda text: sum(len(matcher(nlp.make_doc(one))) for one in text.split("\n\n"))


def main() -> None:
    """Measures and prints."""
    gazetteer = Gazetteer.default()
    start = time.process_time()
    finder = Finder(gazetteer)
    finder.find("Bakı və Երևան, Москва and Ganja.")
    print(f"opening the index and a first sentence: {time.process_time() - start:.2f} s")
    for lang in LANGS:
        texts = [one for one in read_labelled(FOLDER / f"{lang}.txt") if one.half == "kept"]
        outcome = compare(texts, [finder.find(one.text) for one in texts])
        print(f"{lang}, kept: precision {outcome.precision:.3f}, recall {outcome.recall:.3f}")
    matcher = phrase_matcher(gazetteer)
    for share, repeated in ((0.25, False), (0.5, False), (1.0, False), (1.0, True)):
        rates: dict[str, list[float]] = {"finder": [], "PhraseMatcher": []}
        found = 0
        for turn in range(ROUNDS):
            text = mixed_text(MEGABYTES, with_places=share, seed=SEED + turn, repeated=repeated)
            size = len(text.encode()) / 1e6
            finder = Finder(gazetteer)
            finder.find(mixed_text(0.1, with_places=share, seed=SEED - 1))
            start = time.process_time()
            found = sum(1 for _ in finder.find_iter(text))
            between = time.process_time()
            matcher(text)
            rates["finder"].append(size / (between - start))
            rates["PhraseMatcher"].append(size / (time.process_time() - between))
        ratio = statistics.median(a / b for a, b in zip(*rates.values(), strict=True))
        mine, other = (statistics.median(rate) for rate in rates.values())
        print(
            f"{share:.0%} of paragraphs with places{' that come again' * repeated}, "
            f"{found / MEGABYTES:,.0f} mentions a MB: "
            f"{mine:.1f} MB/s, PhraseMatcher {other:.1f} MB/s, ratio {ratio:.2f}"
        )


if __name__ == "__main__":
    main()
