"""What every Korean sentence shown to a person keeps to: short, and in today's words."""

import re
from pathlib import Path

from lib.text.sentences import sentences

_WORDS = Path(__file__).parents[2].parent / "shared" / "cases" / "words.tsv"


def _old_words() -> list[str]:
    if not _WORDS.exists():
        return ["까닭"]
    firsts = [line.split("\t")[0] for line in _WORDS.read_text(encoding="utf-8").splitlines()[1:]]
    parts = [part.strip(" .?…") for first in firsts for part in re.split(r" / |, |\(.*?\)", first)]
    return ["까닭", *(part for part in parts if re.search(r"[가-힣]{2}", part))]


_OLD = re.compile("|".join(rf"(?<![가-힣]){re.escape(word)}" for word in _old_words()))


def check_plain(korean: str) -> None:
    """Fail on a sentence of more than 60 syllables and on a word that has a better one."""
    for sentence in sentences(korean, story=True):
        assert len(re.findall(r"[가-힣\d]", sentence.words)) <= 60, sentence.words
    found = _OLD.search(korean)
    assert not found, f"{found and found[0]} in {korean}"
