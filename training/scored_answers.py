"""How well the check of criteria is read from stories: `python -m training.scored_answers FILE [--wrong] [--type-told]`.

Each line of FILE is a story (`story`, `denial_reason`, `diagnoses`, `kind_b`, `kind_c`) with its `type` and either the
`answers` that it tells (question → null or `value`) or the verdicts of its `criteria` (criterion → met, not met,
unknown). Verdicts that are not given follow from the answers. Counted are types, answers (right, wrong, missed where
told, invented where not), criteria, criteria contradicted (met for not met or the other way round), and stories whose
criteria are all right. `--type-told` takes the type as given, `--wrong` names what was read otherwise.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lib.domain.intake import Intake
from lib.domain.taxonomy import KindB, KindC
from lib.guidance.check_answers import Answer, read_answer
from lib.guidance.check_entries import Question
from lib.guidance.criteria_check import Checked, check
from lib.guidance.working_hours import Spread
from lib.search.understanding import understand

_NEAR = 0.06
"""The share by which a number may be off what was told, as roughly told ones are."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--type-told", action="store_true")
    options = parser.parse_args()
    counted: Counter[str] = Counter()
    for row in rows(options.file):
        found, notes = compared(row, options.type_told)
        counted += found
        if options.wrong and notes:
            print(f"{row.get('id', '')} {row['type']}: {row['story'][:60]}", *notes, sep="\n    ")
    print(told(counted))


def rows(path: Path) -> list[dict[str, Any]]:
    """The stories of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def told(counted: Mapping[str, int]) -> str:
    """The figures in a line."""
    return (
        f"types {counted['type']} of {counted['stories']}; answers {counted['right']} right,"
        f" {counted['wrong']} wrong, {counted['missed']} missed, {counted['invented']} invented,"
        f" {counted['open']} left open rightly; criteria {counted['criteria right']} of {counted['criteria']},"
        f" {counted['contradicted']} contradicted; stories {counted['whole']} of {counted['stories']}"
    )


def intake_of(row: Mapping[str, Any]) -> Intake:
    """The case as a person would hand it in; what a form does not offer is left out."""
    offered = {"kind_c": KindC, "kind_b": KindB}
    labels = {
        name: row[name] for name, those in offered.items() if row.get(name) in {each.value for each in those}
    }
    texts = {name: row[name] for name in ("story", "denial_reason", "diagnoses") if row.get(name)}
    return Intake.model_validate(labels | texts)


def compared(row: Mapping[str, Any], type_told: bool) -> tuple[Counter[str], list[str]]:
    """The counts of one story, and what was read otherwise."""
    intake = intake_of(row)
    case = understand(intake)
    by_itself = check(intake, case)
    is_found = by_itself is not None and by_itself.type.id == row["type"]
    counted = Counter(stories=1, type=int(is_found))
    notes = [] if is_found else [f"type {by_itself.type.id if by_itself else None}"]
    found = check(intake, case, type_id=row["type"]) if type_told else by_itself
    if found and found.type.id == row["type"]:
        for how, note in _of_answers(found, row.get("answers") or {}):
            counted[how] += 1
            notes += [note] if note else []
    gold = _verdicts(row, intake)
    read = {each.criterion.id: each.verdict for each in found.criteria} if found else {}
    for id_, verdict in gold.items():
        ours = read.get(id_, "unknown")
        counted["criteria"] += 1
        counted["criteria right"] += ours == verdict
        counted["contradicted"] += {ours, verdict} == {"met", "not met"}
        if ours != verdict:
            notes.append(f"{id_}: {verdict}, read as {ours}")
    counted["whole"] += all(read.get(id_, "unknown") == verdict for id_, verdict in gold.items())
    return counted, notes


# The verdicts that are given, or that follow from the answers.
def _verdicts(row: Mapping[str, Any], intake: Intake) -> dict[str, str]:
    if row.get("criteria"):
        off = row.get("criteria_only_if_false") or ()
        return {id_: each.replace("_", " ") for id_, each in row["criteria"].items() if id_ not in off}
    answers = {id_: _value(each) for id_, each in row["answers"].items()}
    found = check(intake, understand(intake), answers, type_id=row["type"], read_story=False)
    return {each.criterion.id: each.verdict for each in found.criteria} if found else {}


def _value(answer: Any) -> Any:
    return answer["value"] if isinstance(answer, dict) else answer


# How each answer compares.
def _of_answers(found: Checked, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for ours in found.answers:
        if ours.question.id not in answers:
            continue
        gold = _value(answers[ours.question.id])
        how = compare(ours, gold)
        is_off = how not in ("right", "open")
        yield (
            how,
            f"{how}: {ours.question.id} {gold}, read as {ours.shown('ko')} «{ours.words}»" if is_off else "",
        )


def compare(ours: Answer, gold: Any) -> str:
    """Whether an answer is right, wrong, missed, invented or open, beside what the story tells (None for nothing)."""
    if gold is None:
        return "invented" if ours.is_known else "open"
    if not ours.is_known:
        return "missed"
    return "right" if _is_same(ours, ours.question, gold) else "wrong"


def _is_same(ours: Answer, question: Question, gold: Any) -> bool:
    if question.kind == "several":
        return set(gold if isinstance(gold, list) else [gold]) == set(ours.chosen)
    told = read_answer(question, gold if not isinstance(gold, list) else gold[0]).value
    if isinstance(told, Spread) and isinstance(ours.value, Spread):
        return ours.value.low * (1 - _NEAR) <= told.high and told.low <= ours.value.high * (1 + _NEAR)
    return told == ours.value


if __name__ == "__main__":
    main()
