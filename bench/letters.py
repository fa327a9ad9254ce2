"""What is read of letters, per kind of damage: `python -m bench.letters [--letters N] [--chance] [DAMAGE ...]`.

Letters of the generator in `tests/letters`, which no reader was made for word by word. Printed for each damage: the
share of characters read right (blanks not counted), in how many letters the printed date stands in what was read, and
what `lib.casework.letter` understands of them: kind, printed date (right, left open, wrong), office,
panel, and reasons whose words are found. `--chance`: any damage of a hasty person's photo, to 8 degrees, 1,000 to
2,000 pixels. `files`: PDF, HWPX and DOCX, no picture.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TypeVar

from lib.casework.letter import Read
from lib.casework.letter_reading import understand_letter
from lib.sources.letter_file import LetterText, UnreadableLetterError, read_letter
from tests.letters import drawn, files, photographed, texts

T = TypeVar("T")


def flat(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s", "", text)


def _right(told: str, read: str) -> float:
    one, other = flat(told), flat(read)
    same = sum(each.size for each in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    # What was read and stands nowhere counts against it.
    return same / max(len(one), len(other), 1)


def _given(damage: str, letter: texts.Letter, seed: int) -> Iterator[tuple[str, bytes]]:
    if damage == "files":
        yield "a.pdf", files.pdf(letter)
        yield "a.hwpx", files.hwpx(letter)
        yield "a.docx", files.docx(letter)
        return
    way = photographed.of_chance(seed) if damage == "chance" else photographed.DAMAGES[damage]
    yield "a.jpg", photographed.jpeg(drawn.pages(letter, seed)[0], way, seed)


def _value(of: Read[T] | None) -> T | None:
    return of.value if of else None


def _understood(letter: texts.Letter, read: LetterText) -> Counter[str]:
    found = understand_letter(read)
    counts = Counter[str]()
    counts["kind"] += flat(str(_value(found.kind))) == letter.kind
    printed = _value(found.printed_on)
    counts["date right"] += printed == letter.printed_on
    counts["date open"] += printed is None
    counts["date wrong"] += printed not in (None, letter.printed_on)
    counts["office"] += flat(letter.office) in flat(str(_value(found.office)))
    counts["panel"] += bool(found.panel) == letter.panel
    told = [flat(each.words) for each in found.reasons]
    counts["reasons"] += len(letter.reasons)
    counts["reasons found"] += sum(
        any(_right(reason, each) > 0.7 for each in told) for reason in letter.reasons
    )
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.letters", description=__doc__)
    parser.add_argument(
        "damages", nargs="*", metavar="DAMAGE", help=", ".join(("files", *photographed.DAMAGES))
    )
    parser.add_argument("--letters", type=int, default=len(texts.LAYOUTS), help="letters of each damage")
    parser.add_argument("--chance", action="store_true", help="damages by chance instead of the named ones")
    parser.add_argument("--seed", type=int, default=100)
    asked = parser.parse_args()
    damages = ["chance"] if asked.chance else asked.damages or ["files", *photographed.DAMAGES]
    for damage in damages:
        rights, dates, refused, counts, seconds = [], 0, 0, Counter[str](), 0.0
        for number in range(asked.letters):
            seed = asked.seed + number
            letter = texts.letter(list(texts.LAYOUTS)[number % len(texts.LAYOUTS)], seed)
            for name, content in _given(damage, letter, seed):
                began = time.monotonic()
                try:
                    read = read_letter([(name, content)])
                except UnreadableLetterError as error:
                    refused += 1
                    print(f"  {letter.kind} {seed}: {error}")
                    continue
                seconds += time.monotonic() - began
                rights.append(_right(letter.text, read.text))
                days = (texts.dotted(letter.printed_on), texts.in_words(letter.printed_on))
                dates += any(flat(day).rstrip(".") in flat(read.text) for day in days)
                counts += _understood(letter, read)
        count = max(1, len(rights))
        print(
            f"{damage:16} {count:3} letters  characters {sum(rights) / count:.3f} (worst {min(rights, default=0):.3f})"
            f"  date in the text {dates}  refused {refused}  {seconds / count:.1f} s each",
            flush=True,
        )
        if counts:
            print("  " + ", ".join(f"{name} {value}" for name, value in counts.items()))


if __name__ == "__main__":
    main()
