"""What a well-behaved model would answer, made from what it is given: for tests and trials by hand."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from lib.domain.sections import Part, read_sections
from lib.domain.taxonomy import FAVOURABLE

_RULING = re.compile(r"^\[(R\d+)\] .+? \(근로자 쪽에서 본 결과: (\S+)\)\n((?:.+\n?)+)", re.MULTILINE)
_SAID = re.compile(r"^\[(R\d+\.\d+)\] \((?:법원의 판단|이 안내의 요약)\) (.+)$", re.MULTILINE)
_TOLD = re.compile(r"^\[(S\d+)\] (.+)$", re.MULTILINE)
_RULE = re.compile(r"^\[(C\d+)\] ", re.MULTILINE)
_PAPER = re.compile(r"^\[(E\d+)\] ", re.MULTILINE)
_SENTENCE = re.compile(r"[^.]{12,160}?다\.(?=\s|$)")


def opinion(prompt: str, **instead: Any) -> dict[str, Any]:
    """Every sentence of the story beside every criterion and finding of the prompt; `instead` replaces fields.

    What does not belong together is left out by whoever reads it.
    """
    prompt = prompt[prompt.index("<자료 이름=") :]
    told = [id for id, _ in _TOLD.findall(prompt)]
    sides: dict[bool, list[str]] = {True: [], False: []}
    for _, outcome, body in _RULING.findall(prompt):
        sides[outcome in FAVOURABLE] += [id for id, _ in _SAID.findall(body)]
    rules, papers = _RULE.findall(prompt), _PAPER.findall(prompt)

    def pairs(said: Sequence[str]) -> list[dict[str, Any]]:
        return [{"story": told, "law": id, "ruling": ""} for id in rules[:3]] + [
            {"story": told, "law": "", "ruling": id} for id in said[:5]
        ]

    return {
        "for": pairs(sides[True]),
        "against": pairs(sides[False]),
        "differences": [
            {"story": told[:1], "ruling": said[0], "kind": "시간·업무량"} for said in sides.values() if said
        ],
        "missing": papers[:1],
        "leaning": "판단하기 어려움",
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
