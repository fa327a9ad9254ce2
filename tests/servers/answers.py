"""What a well-behaved model would answer, made from what it is given: for tests and trials by hand."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from lib.domain.sections import Part, read_sections
from lib.domain.taxonomy import FAVOURABLE

_RULING = re.compile(r"^\[(R\d+)\] .+? \(근로자 쪽에서 본 결과: (\S+)\)\n(.+)$", re.MULTILINE)
_SENTENCE = re.compile(r"[^.]{12,160}?다\.(?=\s|$)")
_CRITERION = re.compile(r"^\[C1\] (.+?)(?: \([^()]*\))?$", re.MULTILINE)


def opinion(prompt: str, **instead: Any) -> dict[str, Any]:
    """An opinion whose grounds are sentences of the rulings in the prompt; `instead` replaces fields."""
    sides: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    differences = []
    for tag, outcome, body in _RULING.findall(prompt):
        told = _SENTENCE.findall(body) or [body.split(".")[0] + "."]
        sides[outcome in FAVOURABLE].append({"says": f"이 판결에서는 {told[0].strip()}", "rests_on": [tag]})
        differences.append({"ruling": tag, "says": f"이 판결에서는 {told[-1].strip()}"})
    criterion = _CRITERION.search(prompt)
    rule = [{"says": criterion[1].split(". ")[0], "rests_on": ["C1"]}] if criterion else []
    return {
        "issue": "일과 병이 이어지는지가 다툼입니다.",
        "for_claimant": [*sides[True][:2], *rule],
        "for_agency": sides[False][:2],
        "differences": differences[:2],
        "missing_evidence": [{"what": "주치의 소견서", "how": "진료받은 병원에 부탁합니다."}],
        "leaning": "판단하기 어려움",
        "reason": "의학 증거가 아직 드러나지 않았습니다.",
        "confidence": 40,
        **instead,
    }


def opinion_text(messages: Sequence[Mapping[str, str]]) -> str:
    """The same as the text of an answer to these messages."""
    return json.dumps(opinion(messages[0]["content"]), ensure_ascii=False)


def retelling(prompt: str, **instead: Any) -> dict[str, Any]:
    """A retelling in sentences of the ruling that stands in the prompt."""
    text = prompt.partition("<자료")[2]
    sections = read_sections(text)

    def of(*parts: Part) -> list[str]:
        body = "\n".join(filter(None, map(sections.body, parts))) or text
        return [" ".join(each.split()) for each in _SENTENCE.findall(body)]

    history, judgment = of(Part.HISTORY), of(Part.JUDGMENT)
    return {
        "preview": " ".join(history[:2]),
        "plaintiff": "원고",
        "defendant": "피고",
        "result": "",
        "background": history[0],
        "background_quotes": history[:1],
        "issue": judgment[0],
        "issue_quotes": judgment[:1],
        "reason": judgment[-1],
        "reason_quotes": judgment[-1:],
        "deciding_factors": judgment[:2],
        "meaning": judgment[-1],
        **instead,
    }
