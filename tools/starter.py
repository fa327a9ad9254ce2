"""Whether the shipped digests hold against their rulings: `python -m tools.starter ARCHIVE`.

ARCHIVE is a clone of the public archive (github.com/legalize-kr/precedent-kr), or any folder of its files. For every
digest of `data/starter/` the ruling is looked up where `provenance.csv` says it was read. Printed, a line each, is
what differs: the ruling is not there or is another one, the outcome or the suit is not what the classifier reads in the
full text, articles, cited or related cases disagree, the words of a label do not stand in it, or the digest has
a run of words that is the ruling's own. Exits with 1 where anything differs.
"""

import argparse
import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lib.domain.classify import classify
from lib.domain.digest import Digest
from lib.domain.ruling import Precedent
from lib.sources.markdown import UnreadableRulingError, read_file
from lib.sources.starter import FOLDER

ROOT = Path(__file__).resolve().parents[1]
PROVENANCE = FOLDER / "provenance.csv"

LONGEST_RUN = 6
"""Words in a row of a digest that may stand in its ruling; names of offices and illnesses are as long."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one ruling was read: its path in the public archive, and the day."""

    serial: str
    court: str
    case_number: str
    read_at: str
    read_on: date


def main() -> None:
    """Print what does not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path)
    archive = parser.parse_args().archive
    digests = {path.stem: Digest.model_validate_json(path.read_bytes()) for path in FOLDER.glob("*.json")}
    failed = 0
    for told in read_provenance():
        found = list(problems_at(archive / told.read_at, digests[told.serial]))
        failed += bool(found)
        for each in found:
            print(f"{told.case_number} ({told.serial}): {each}")
    print(f"{len(digests) - failed} of {len(digests)} digests hold")
    sys.exit(bool(failed))


def read_provenance(path: Path = PROVENANCE) -> list[Provenance]:
    """Every line of the provenance file, in its order. KeyError or ValueError where it is not one."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Provenance(
                each["serial"],
                each["court"],
                each["case_number"],
                each["read_at"],
                date.fromisoformat(each["read_on"]),
            )
            for each in csv.DictReader(lines)
        ]


def problems_at(path: Path, digest: Digest) -> Iterator[str]:
    """What does not hold of a digest against the file of the archive at `path`."""
    try:
        ruling = read_file(path.read_bytes())
    except OSError:
        yield f"no ruling at {path}"
    except UnreadableRulingError as error:
        yield f"unreadable: {error}"
    else:
        yield from problems(digest, ruling)


def problems(digest: Digest, ruling: Precedent) -> Iterator[str]:
    """What does not hold of a digest against its ruling."""
    mine = Precedent(digest.case_number, digest.court, digest.title, "starter", source_serial=digest.serial)
    if (mine.id, mine.source_serial) != (ruling.id, ruling.source_serial):
        yield f"another ruling: {ruling.court} {ruling.case_number} ({ruling.source_serial})"
        return
    read, ours = (
        classify(ruling),
        classify(Precedent(digest.case_number, digest.court, digest.title, "", digest=digest)),
    )
    for name in ("outcome", "instance", "suit"):
        told, held = getattr(ours, name), getattr(read, name)
        if told and held and told.value != held.value:
            yield f"{name}: {told.value} here, {held.value} in the ruling"
    for name, told_, held_ in (
        ("statutes", articles(digest.statutes), articles(read.statutes)),
        ("cited_cases", set(digest.cited_cases), set(read.cited_cases)),
        ("related_cases", set(digest.related_cases), set(read.related_cases)),
    ):
        if told_ != held_:
            yield f"{name}: only here {sorted(map(str, told_ - held_))}, only there {sorted(map(str, held_ - told_))}"
    whole = _bare(ruling.text) + _bare(ruling.title)
    for label, words in digest.label_words.items():
        if _bare(words) not in whole:
            yield f"words of {label} do not stand in it: {words}"
    yield from (f"the ruling's own words: {run}" for run in lifted(digest, ruling.text))


def lifted(digest: Digest, text: str, longest: int = LONGEST_RUN) -> Iterator[str]:
    """Runs of more than `longest` words that stand in the text, one for each sentence of the digest."""
    theirs = f" {' '.join(_words(text))} "
    for sentence in sentences_of(digest):
        words = _words(sentence)
        runs = (" ".join(words[at : at + longest + 1]) for at in range(len(words) - longest))
        yield from [run for run in runs if f" {run} " in theirs][:1]


def sentences_of(digest: Digest) -> Iterable[str]:
    """What a digest says in prose."""
    return (
        digest.gist,
        *digest.facts,
        digest.denial_reason,
        digest.question,
        *digest.weighed,
        *digest.tipped,
        digest.result,
    )


def articles(statutes: Iterable[str]) -> set[str]:
    """Statutes by article: a digest may name the article without its paragraph."""
    return {re.sub(r" 제\d+항$", "", statute) for statute in statutes}


def _words(text: str) -> list[str]:
    return re.findall(r"[\w%]+", text)


def _bare(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    main()
