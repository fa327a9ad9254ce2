"""What a well-behaved model would answer, made from what it is given: for tests and trials by hand."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from lib.domain.taxonomy import FAVOURABLE

_RULING = re.compile(r"^\[(R\d+)\] .+? \(근로자 쪽에서 본 결과: (\S+)\)\n((?:.+\n?)+)", re.MULTILINE)
_SAID = re.compile(r"^\[(R\d+\.\d+)\] \((?:법원의 판단|이 안내의 요약)\) (.+)$", re.MULTILINE)
_TOLD = re.compile(r"^\[(S\d+)\] (.+)$", re.MULTILINE)
_RULE = re.compile(r"^\[(C\d+)\] ", re.MULTILINE)
_PAPER = re.compile(r"^\[(E\d+)\] ", re.MULTILINE)
_SENTENCE = re.compile(r"[^.]{12,160}?다\.(?=\s|$)")
# A sentence of a ruling, its number and who speaks.
_NUMBERED = re.compile(r"^\[(\d+)\] \(([^)]+)\) (.+)$", re.MULTILINE)


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
    """A retelling that repeats the sentences of the prompt; `instead` replaces fields."""
    # The example of the instruction is none of the ruling's.
    given = prompt.rpartition('<자료 이름="판결">')[2]
    told = [(int(number), speaker, words) for number, speaker, words in _NUMBERED.findall(given)]

    def of(speakers: Sequence[str], most: int) -> list[dict[str, Any]]:
        chosen = [(number, words) for number, speaker, words in told if speaker in speakers]
        return [{"s": [number], "gloss": words} for number, words in chosen[:most]]

    return {
        "facts": of(("법원이 인정한 사실", "이 안내의 요약"), 2),
        "issue": of(("원고의 주장", "공단의 주장"), 1),
        "reasons": of(("법원의 판단", "이 안내의 요약"), 3)[-1:],
        "factors": of(("결론",), 1),
        **instead,
    }


def verdicts(prompt: str, verdict: str = "같음") -> dict[str, Any]:
    """A second reader's word on every pair of the prompt."""
    numbers = dict.fromkeys(re.findall(r"^\[(\d+)\] 쉬운 말", prompt, re.MULTILINE))
    return {"verdicts": [{"n": [int(number)], "verdict": verdict} for number in numbers]}
