"""A reason of a refusal with what answers it, as JSON has it and for people."""

from collections.abc import Iterator
from typing import Any

from lib.guidance.denial import Reason


def reason_document(reason: Reason) -> dict[str, Any]:
    """One reason as JSON has it; where no ruling is held, it says so."""
    basis = [each.in_language("ko") for each in reason.basis]
    return {
        "kind": reason.kind,
        "reason": reason.reason.ko,
        "words": reason.words,
        "more_words": list(reason.more_words),
        "law": f"{reason.law.ko} ({', '.join(basis)})",
        "answers": [
            {"ruling": answer.ruling, "won": answer.won, "says": answer.says.ko} for answer in reason.answers
        ]
        or [{"ruling": None, "won": None, "says": "가진 판결이 없습니다."}],
        "told": [
            {"id": factor.id, "factor": factor.says.ko, "words": factor.words} for factor in reason.told
        ],
        "asks": [{"id": item.id, "evidence": item.what.ko, "how": item.how.ko} for item in reason.asks],
        "question": reason.question.ko,
    }


def reason_lines(reason: dict[str, Any]) -> Iterator[str]:
    """The same for people."""
    yield f'거절 이유: "{reason["words"]}" {reason["reason"]}'
    yield f"  법: {reason['law']}"
    yield from (f"  판결: {answer['says']}" for answer in reason["answers"])
    yield from (f'  본인의 사정: {told["factor"]} ("{told["words"]}")' for told in reason["told"])
    yield from (f"  구할 것: {asked['evidence']}" for asked in reason["asks"])
    yield f"  물어볼 것: {reason['question']}"
