"""What is read of letters that a writer wrote: `python -m bench.written_letters FILE [--as text|files|photos|halves] [--misses]`.

A row of the file (JSON lines) is a letter: its `pages` as printed, and its `gold`: `office`, `printed_on`, `panel`, `advisers`,
`reasons` (their `words` and `kind`), `not_reasons`, `identifiers`. `halves`: every other letter becomes a file (PDF, HWPX, DOCX
in turn), the others photographs with damage of chance. Printed: how many letters have their kind and stage, day (right, left
open, wrong and marked, wrong), office and panel; how many reasons are found, and of these how many are of the kind; what was
given and is no reason of the letter; identifiers that are left in what is kept. `--misses` prints each of them.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.letters import flat
from lib.casework.letter import Letter
from lib.casework.letter_reading import understand_letter
from lib.domain.taxonomy import Stage
from lib.sources.letter_file import LetterText, UnreadableLetterError, letter_of_text, read_letter
from tests.letters import drawn, files, photographed
from tests.letters.texts import Block, Centre, Gap, Paragraph, Stamped, Table
from tests.letters.texts import Letter as Drawn

_TODAY = date(2026, 11, 30)
_STAGES = {
    "결정통지서": Stage.DECISION,
    "판정서": Stage.DECISION,
    "심사결정서": Stage.REVIEW,
    "재결서": Stage.SECOND_REVIEW,
}
_CELLS = re.compile(r"\t+| {2,}")
_FOUND, _PIECE = 0.6, 4
"""The share of a reason that has to be given, in pieces of so many characters."""
_LEFT = 0.85
"""How much of an identifier may be read otherwise where it still counts as left."""


# --- the letter as a file or a picture ---------------------------------------------------------------


def blocks(page: str, is_first: bool) -> Iterator[Block]:
    """A page as blocks: lines of cells that stand below each other are one table."""
    lines = page.split("\n")

    def cells(line: str) -> tuple[str, ...]:
        return tuple(_CELLS.split(line.strip()))

    written = [n for n, line in enumerate(lines) if line.strip()]
    for (count, _), group in groupby(
        enumerate(lines), key=lambda each: (len(cells(each[1])), not each[1].strip())
    ):
        for n, line in group if count < _OF_A_TABLE else ():
            is_title = is_first and written and n == written[0] and len(flat(line)) <= _TITLE
            is_signed = n in written[-_SIGNED:] and re.search(r"장\s*(?:\(인\)|\[?직인|$)", line)
            if not line.strip():
                yield Gap(0.5)
            elif is_title:
                yield Centre(line.strip(), 1.4)
            elif is_signed:
                yield Stamped(line.strip(), "근로복지공단장인")
            else:
                yield Paragraph(line)
        if count >= _OF_A_TABLE:
            rows = tuple(cells(line) for _n, line in group)
            widest = [max(_width(row[column]) for row in rows) + 1.5 for column in range(count)]
            yield Table(rows, tuple(each / sum(widest) for each in widest))


_OF_A_TABLE, _TITLE, _SIGNED = 2, 24, 8


def _width(cell: str) -> float:
    return sum(1 if ord(sign) > 0x1100 else 0.55 for sign in cell)


def _pdf(pages: Sequence[str]) -> bytes:
    broken = [
        [line[start : start + 42] for line in page.split("\n") for start in range(0, max(1, len(line)), 42)]
        for page in pages
    ]
    return files.pdf_of_text(
        [lines[start : start + 40] for lines in broken for start in range(0, len(lines), 40)]
    )


def taken(row: dict[str, Any], number: int, form: str) -> LetterText:
    """The letter as it is read in a form. Raises UnreadableLetterError."""
    pages = row["pages"]
    if form == "halves":
        form = "files" if number % 2 == 0 else "photos"
    if form == "text":
        return letter_of_text("\n".join(pages))
    by_page = [tuple(blocks(page, n == 0)) for n, page in enumerate(pages)]
    whole = _drawn(tuple(block for page in by_page for block in page))
    if form == "files":
        name = ("pdf", "hwpx", "docx")[number // 2 % 3]
        content = {
            "pdf": lambda: _pdf(pages),
            "hwpx": lambda: files.hwpx(whole),
            "docx": lambda: files.docx(whole),
        }
        return read_letter([(f"a.{name}", content[name]())])
    damage = photographed.of_chance(number)
    pictures = [picture for page in by_page for picture in drawn.pages(_drawn(page), number)]
    return read_letter(
        [(f"{n}.jpg", photographed.jpeg(each, damage, number + 1000 * n)) for n, each in enumerate(pictures)]
    )


def _drawn(content: tuple[Block, ...]) -> Drawn:
    return Drawn("", "", _TODAY, "", "", (), content)


# --- what is right ----------------------------------------------------------------------------------


def _share(reason: str, given: str) -> float:
    one, other = flat(reason), flat(given)
    pieces = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    same = sum(each.size for each in pieces if each.size >= _PIECE)
    return same / max(1, min(len(one), len(other)))


def _stage(gold: dict[str, Any], kind: str) -> Stage | None:
    if kind != "판결문":
        return _STAGES[kind]
    office = flat(gold["office"])
    if "대법원" in office:
        return None
    return Stage.SECOND_INSTANCE if "고등법원" in office else Stage.FIRST_INSTANCE


def _is_left(identifier: str, text: str, by_ocr: bool) -> bool:
    told = flat(identifier)
    if told in text:
        return True
    if not by_ocr or len(told) < _FUZZY_FROM:
        return False
    size = len(told)
    return any(
        SequenceMatcher(None, told, text[at : at + size], autojunk=False).ratio() >= _LEFT
        for at in range(max(1, len(text) - size + 1))
        if text[at] in told
    )


_FUZZY_FROM = 5


def score(row: dict[str, Any], letter: Letter, by_ocr: bool) -> tuple[Counter[str], list[str]]:
    """What is right of one letter, and each miss in a line."""
    gold, counts, misses = row["gold"], Counter[str](), []

    def tell(name: str, is_right: bool, said: object) -> None:
        counts[name] += is_right
        if not is_right:
            misses.append(f"{name}: {said}")

    kind = letter.kind.value if letter.kind else None
    is_kind = kind == row["kind"] and letter.stage == _stage(gold, row["kind"])
    tell("kind", is_kind, f"{kind} {letter.stage}, is {row['kind']}")
    printed = letter.printed_on.value if letter.printed_on else None
    is_printed = str(printed) == gold["printed_on"]
    is_marked = bool(letter.doubts_of("printed_on"))
    tell("date", is_printed, f"{printed}{' marked' if is_marked else ''}, is {gold['printed_on']}")
    counts["date wrong, unmarked"] += not is_printed and not is_marked
    counts["date right, marked"] += is_printed and is_marked
    offices = [
        flat(each.value).removeprefix("근로복지공단") for each in (letter.office, letter.first_office) if each
    ]
    office = flat(gold["office"]).removeprefix("근로복지공단").removesuffix("장")
    is_office = any((each and each in office) or office in each for each in offices)
    tell("office", is_office or (not office and bool(letter.office)), f"{offices}, is {gold['office']}")
    panel = letter.panel.value if letter.panel else None
    allowed = {"업무상질병판정위원회"} if gold["panel"] else set()
    allowed |= {"자문의"} if gold["advisers"] else set()
    tell("panel", panel in allowed if allowed else panel is None, f"{panel}, is {allowed or None}")
    # What the letter does not name, though the writer had it in mind, nobody can read.
    whole = flat("".join(row["pages"]))
    signs = {"업무상질병판정위원회": "판정위원회", "자문의": "자문"}
    named = {each for each in allowed if signs[each] in whole}
    counts["panel, of those named"] += panel in named if named else panel is None or panel in allowed
    misses += _of_reasons(gold, letter, counts)
    decision = letter.decision.value.what if letter.decision else None
    tell("decision", flat(gold["decision"])[:2] in flat(str(decision)), f"{decision}, is {gold['decision']}")
    benefit = letter.benefit.value.value if letter.benefit else None
    tell("benefit", flat(gold["benefit"])[:2] in flat(str(benefit)), f"{benefit}, is {gold['benefit']}")
    accident = letter.accident_on.value if letter.accident_on else None
    is_accident = (str(accident) if accident else None) == gold["accident_on"] or bool(
        letter.doubts_of("accident_on")
    )
    tell("accident", is_accident, f"{accident}, is {gold['accident_on']}")
    names = [flat(each.value) for each in letter.diagnoses]
    for each in gold["diagnoses"]:
        counts["diagnoses told"] += 1
        tell(
            "diagnoses",
            any(_share(each["name"], name) > _FOUND for name in names),
            f"{each['name']}, has {names}",
        )
    tell("remedy", bool(letter.review_told) == bool(gold["review_told"]), gold["review_told"])
    text = flat(letter.text)
    for each in gold["identifiers"]:
        counts["identifiers"] += 1
        if _is_left(each, text, by_ocr):
            counts["identifiers left"] += 1
            misses.append(f"identifier left: {each}")
    return counts, misses


def kinds_of(reason: dict[str, Any]) -> frozenset[str]:
    """The kinds that are right of a marked reason."""
    also = reason.get("also") or ()
    return frozenset({reason.get("kind", ""), *([also] if isinstance(also, str) else also)})


def _of_reasons(gold: dict[str, Any], letter: Letter, counts: Counter[str]) -> list[str]:
    misses = []
    given = [(words, each.kind) for each in letter.reasons for words in (each.words, *each.more_words)]
    for reason in gold["reasons"]:
        met = [kind for words, kind in given if _share(reason["words"], words) > _FOUND]
        right = kinds_of(reason)
        counts["reasons"] += 1
        counts["reasons found"] += bool(met)
        counts["of the kind"] += bool(right & set(met))
        if not met:
            misses.append(f"reason not found ({reason['kind']}): {reason['words']}")
        elif not right & set(met):
            misses.append(
                f"reason of another kind ({', '.join(met)}, is {reason['kind']}): {reason['words']}"
            )
    for words, kind in given:
        if all(_share(reason["words"], words) <= _FOUND for reason in gold["reasons"]):
            counts["given, none"] += 1
            is_told = any(_share(each, words) > _FOUND for each in gold["not_reasons"])
            misses.append(f"given, none{' (told to be none)' if is_told else ''} ({kind}): {words}")
    return misses


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.written_letters", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--as", dest="form", choices=("text", "files", "photos", "halves"), default="halves")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    total = Counter[str]()
    for number, row in enumerate(rows):
        try:
            read = taken(row, number, asked.form)
        except UnreadableLetterError as error:
            print(f"{row['id']}: {error}")
            continue
        total["letters"] += 1
        counts, misses = score(row, understand_letter(read, _TODAY), read.by_ocr)
        total += counts
        if asked.misses:
            print(
                f"## {row['id']} {row['kind']} {'photo' if read.by_ocr else 'file'}",
                *misses,
                sep="\n  ",
                flush=True,
            )
    print(", ".join(f"{name} {value}" for name, value in total.items()))


if __name__ == "__main__":
    main()
