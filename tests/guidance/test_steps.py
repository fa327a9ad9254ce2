"""Which first steps a case is told, in which order and by when."""

import itertools
import re
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import Issue, KindB, Stage, Suit
from lib.guidance.deadlines import deadlines
from lib.guidance.steps import MOST, FirstStep, Step, first_steps, steps
from tests.guidance.plain_words import check_plain

TODAY = date(2026, 11, 28)


def _steps(case: Case | None = None, **told: Any) -> tuple[FirstStep, ...]:
    intake, case = Intake.model_validate({"story": "다쳤습니다", **told}), case or Case()
    return first_steps(intake, case, deadlines(intake, case, TODAY), TODAY)


@pytest.mark.parametrize(
    ("case", "told", "ids"),
    [
        (Case(), {}, "find_the_day hand_in_review ask_for_the_file opinion_on_the_reason free_help"),
        (Case(), {"received_on": "2026-11-01", "panel": True},
         "hand_in_review_or_second ask_for_the_file opinion_on_the_reason free_help"),
        (Case(issue_category=Issue.DISABILITY_GRADE), {"received_on": "2026-11-01"},
         "hand_in_review ask_for_the_file measure_again free_help"),
        (Case(kind_b=KindB.SURVIVORS), {"received_on": "2026-11-01"},
         "hand_in_review ask_for_the_file keep_the_phone free_help"),
        (Case(kind_b=KindB.SURVIVORS), {"stage": "신청전"},
         "keep_what_the_dead_left death_certificate claim_survivors free_help"),
        (Case(), {"stage": "신청전"}, "write_down first_opinion claim_treatment free_help"),
        (Case(kind_b=KindB.WAGE_LOSS), {"stage": "신청전"}, "write_down first_opinion claim free_help"),
        (Case(suit=Suit.EMPLOYER), {}, "join_the_suit case_number proof_for_the_suit free_help"),
        (Case(), {"received_on": "2026-03-01"}, "check_the_day claim_again ask_for_the_file opinion_on_the_reason free_help"),
        (Case(kind_b=KindB.DISABILITY), {"received_on": "2026-03-01"},
         "check_the_day excuses ask_for_the_file opinion_on_the_reason free_help"),
        (Case(), {"stage": "심사결정", "received_on": "2026-11-01"},
         "hand_in_second_review ask_for_the_file opinion_on_the_reason free_help"),
        (Case(), {"stage": "재심사재결", "received_on": "2026-11-01"},
         "sue ask_for_the_file opinion_on_the_reason free_help"),
        (Case(), {"stage": "1심판결", "received_on": "2026-11-21"}, "appeal grounds_of_appeal free_help"),
        # What a court's expert said is answered where it was about the illness, and on appeal alone.
        (Case(issue_category=Issue.CAUSATION), {"stage": "1심판결", "received_on": "2026-11-21"},
         "appeal grounds_of_appeal answer_the_court_expert free_help"),
        (Case(), {"stage": "2심판결"}, "find_the_day final_appeal grounds_of_final_appeal free_help"),
    ],
)  # fmt: skip
def test_steps_of_a_case(case: Case, told: dict[str, Any], ids: str) -> None:
    assert [step.id for step in _steps(case, **told)] == ids.split()


def test_the_last_day_is_that_of_the_deadline() -> None:
    hand_in = _steps(received_on="2026-11-01")[0]
    assert (hand_in.due, hand_in.by.ko) == (date(2027, 2, 1), "2027-02-01까지")
    unknown = _steps()[1]
    assert unknown.due is None and unknown.by.ko.startswith("날짜 모름")
    join = _steps(Case(suit=Suit.EMPLOYER))[0]
    assert join.due is None and join.by.ko.startswith("지금")


def test_no_step_is_hung_on_a_day_that_has_passed() -> None:
    for received in ("2026-03-01", "2015-03-01"):
        for step in _steps(received_on=received):
            assert step.due is None or step.due >= TODAY


def test_every_case_has_steps_and_an_end_with_help() -> None:
    for stage, suit, kind_b, received in itertools.product(
        [None, *Stage], [None, *Suit], [None, *KindB], [None, "2026-11-20", "2020-01-02"]
    ):
        found = _steps(Case(suit=suit, kind_b=kind_b), stage=stage, received_on=received)
        assert 3 <= len(found) <= MOST and found[-1].id == "free_help"
        assert [step.n for step in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("step", steps(), ids=lambda step: step.id)
def test_what_is_said_is_plain(step: Step) -> None:
    for text in filter(None, (step.do, step.bring, step.write, step.where)):
        check_plain(text.ko)
        assert not re.search(r"[가-힣]", re.sub(r"\([가-힣]+\)", "", text.en))


def test_a_step_that_names_nothing_is_refused() -> None:
    text = {"ko": "가나다.", "en": "Abc."}
    raw = {"id": "one", "slot": "one", "do": text, "bring": text, "by": "오늘", "basis": ["법 제41조 제1항"]}
    assert Step.model_validate(raw)
    for wrong in ({"by": ["nothing"]}, {"call": "nobody"}, {"basis": []}, {"write": text}, {"bring": None}):
        with pytest.raises(ValidationError):
            Step.model_validate(raw | wrong)
