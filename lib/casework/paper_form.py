"""What a paper asks of the person: the fields that they fill in, and the question for each that is a blank."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from lib.domain.intake import Line, Prose
from lib.i18n import N_


class Given(BaseModel):
    """What a person adds to their case for the paper; everything is optional, and what is missing stays a blank.

    `decided_on` is the day of the agency's first decision where another was made since. `answers` are for the blanks
    of the reasons, by the key of the question; `facts` replaces what was taken from the story, and `have` are the
    ids of evidence in hand. `notice`: whether the letter told of the remedy.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line = ""
    address: Line = ""
    phone: Line = ""
    relation: Line = ""
    worker: Line = ""
    workplace: Line = ""
    workplace_address: Line = ""
    agent: Line = ""
    agent_address: Line = ""
    branch: Line = ""
    decision: Line = ""
    decided_on: date | None = None
    claimed_on: date | None = None
    notice: bool | None = None
    notice_words: Line = ""
    excuse: Prose = ""
    facts: Prose | None = None
    answers: dict[str, Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]] = Field(
        default_factory=dict
    )
    have: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question for what is a blank in the paper. `key` is a field of Given, or of its answers (`reason:0`)."""

    key: str
    question: str

    @property
    def is_of_a_reason(self) -> bool:
        """Whether it belongs to a reason of the refusal."""
        return ":" in self.key


ASKED: dict[str, str] = {
    "name": N_("청구하는 사람의 이름"),
    "address": N_("청구하는 사람의 주소"),
    "phone": N_("전화번호"),
    "relation": N_("돌아가신 분과의 관계"),
    "worker": N_("다치거나 돌아가신 근로자의 이름 (본인이면 비워 두세요)"),
    "workplace": N_("다치거나 병들 때 다니던 회사의 이름"),
    "workplace_address": N_("그 회사의 주소"),
    "agent": N_("대리인의 이름 (없으면 비워 두세요)"),
    "agent_address": N_("대리인의 주소"),
    "branch": N_("결정한 공단 지사 (통지서에 적혀 있습니다)"),
    "decision": N_("결정의 이름 (통지서에 적힌 대로)"),
    "decided_on": N_("공단이 처음 결정한 날 (통지서에 적힌 날짜)"),
    "claimed_on": N_("공단에 보상을 신청한 날"),
    "notice": N_("통지서에 다투는 방법이 적혀 있었나요?"),
    "notice_words": N_("다투는 방법이 어떻게 적혀 있었나요? (어디에, 며칠 안에)"),
    "excuse": N_("90일 안에 내지 못한 이유"),
}
"""Fields of Given → how each is asked for."""
OF_THE_CASE: dict[str, str] = {
    "received_on": N_("결정을 안 날 (보통 통지서를 받은 날)"),
    "decision_date": N_("통지서에 적힌 날짜"),
    "accident_on": N_("다치거나 병이 난 날"),
    "benefit_from": N_("돌아가신 날"),
    "diagnoses": N_("진단명"),
    "denial_reason": N_("통지서에 적힌 거절 이유"),
    "facts": N_("무슨 일을 하다가 어떻게 다치거나 아프게 되었나요?"),
}
"""What the case itself may tell → how it is asked for where it does not."""
