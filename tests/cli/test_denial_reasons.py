"""Each reason of a refusal is answered, of whatever kind it is: by the law, by a held ruling or that none is held, by what to ask."""

from itertools import chain

import pytest

from lib.cli.denial_reasons import reason_document, reason_lines
from lib.domain.intake import Case
from lib.guidance.denial import reason_of
from lib.guidance.denial_kinds import OTHER, Kind, kinds

WORDS = "그렇게 볼 수 없습니다."


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_each_kind_of_reason_is_answered(kind: Kind) -> None:
    told = reason_document(reason_of(kind.id, WORDS, Case()))
    assert told["words"] == WORDS and told["reason"]
    assert told["law"].endswith(")") and told["law"].rpartition("(")[2].strip(")")
    assert all(each["says"] for each in told["answers"])
    held = [each for each in told["answers"] if each["ruling"]]
    assert held or [each["says"] for each in told["answers"]] == ["가진 판결이 없습니다."]
    assert "?" in told["question"] or told["told"]
    said = "\n".join(reason_lines(told))
    assert all(said.count(f"  {part}: ") >= 1 for part in ("법", "판결", "물어볼 것"))


def test_what_is_said_instead_is_answered_too() -> None:
    for said in chain.from_iterable(
        (*kind.instead, *([kind.alone] if kind.alone else ())) for kind in kinds()
    ):
        assert said.law.ko and said.basis and "?" in said.question.ko


def test_what_is_of_a_kind_by_one_ground_alone_asks_for_what_turns_that_ground() -> None:
    assert [each.id for each in reason_of("opinion", WORDS, Case()).asks]
    assert not reason_of(OTHER, WORDS, Case()).asks
