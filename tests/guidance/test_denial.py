"""What a refusal rests on, in its own words, and what answers it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from operator import itemgetter

import pytest
from pydantic import ValidationError

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Outcome
from lib.guidance.denial import blames_carelessness_alone, denial_reasons
from lib.guidance.denial_kinds import OTHER, Kind, kinds
from lib.guidance.factor_entries import factors
from lib.guidance.factors import read_factors
from lib.guidance.grounds import grounds
from lib.guidance.told_reasons import FLOORS, LAST_FLOORS, NONE
from lib.text.sentences import sentences
from lib.text.shipped import FOLDER

STARTER = FOLDER / "starter"
HEART = Case(KindB.TREATMENT, KindC.DISEASE, Disease.CARDIOVASCULAR, Issue.CAUSATION)
BACK = replace(HEART, disease_category=Disease.MUSCULOSKELETAL)
EARS = Case(KindB.DISABILITY, KindC.DISEASE, Disease.HEARING, Issue.CAUSATION)
MIND = replace(HEART, disease_category=Disease.MENTAL)
FALL = Case(KindB.TREATMENT, KindC.ACCIDENT, Disease.INJURY)


@pytest.mark.parametrize(
    ("case", "letter", "read"),
    [
        (HEART, "12주 평균 업무시간이 48시간으로 고시 기준에 미달하고, 고혈압·흡연력 등 개인적 위험요인이 확인됨.",
         {"hours": "12주 평균 업무시간이 48시간으로 고시 기준에 미달하고", "personal": "고혈압·흡연력 등 개인적 위험요인이 확인됨"}),
        (BACK, "MRI상 다발성 퇴행성 병변이고 취급량은 1일 60kg으로 부담이 크지 않음. 이에 업무관련성 인정 어려움.",
         {"degenerative": "MRI상 다발성 퇴행성 병변이고", "workload": "취급량은 1일 60kg으로 부담이 크지 않음"}),
        # What is a list goes on as one reason.
        (HEART, "고혈압, 이상지질혈증, 흡연력 등 개인적 위험인자", {"personal": "고혈압, 이상지질혈증, 흡연력 등 개인적 위험인자"}),
        # Age is a reason of its own kind where ears are in dispute.
        (EARS, "퇴사 후 20년이 지난 노인성 난청임", {"ears": "퇴사 후 20년이 지난 노인성 난청임"}),
        (MIND, "개인적 채무 문제로 인한 것임", {"mental": "개인적 채무 문제로 인한 것임"}),
        # A denial of the link is the conclusion, unless nothing else is said.
        (BACK, "업무와 신청 상병 사이에 상당인과관계를 인정하기 어려움", {"link": "업무와 신청 상병 사이에 상당인과관계를 인정하기 어려움"}),
        (FALL, "당초 재해와 의학적 인과관계가 인정되지 않음", {"link": "당초 재해와 의학적 인과관계가 인정되지 않음"}),
        # One sentence that parts into two.
        (replace(HEART, disease_category=Disease.CANCER), "역학조사 결과 벤젠 노출량이 미미함", {"survey": "역학조사 결과", "exposure": "벤젠 노출량이 미미함"}),
        (replace(EARS, disease_category=Disease.INJURY), "금속판 제거술이 남아 있어 아직 증상이 고정되지 않음", {"not_healed": "금속판 제거술이 남아 있어 아직 증상이 고정되지 않음"}),
    ],
)  # fmt: skip
def test_each_reason_has_its_kind_and_its_words(case: Case, letter: str, read: dict[str, str]) -> None:
    found = denial_reasons("", letter, case)
    assert {reason.kind: reason.words for reason in found} == read
    assert all(reason.words in letter for reason in found)


@pytest.mark.parametrize(
    ("case", "letter", "kinds_read"),
    [
        (HEART, "업무시간은 기준을 넘으나 뇌동맥류의 자연경과로 판단됨", ["personal"]),
        (HEART, "업무시간이 기준을 초과하고 야간근무도 인정되나, 치료하지 않은 고혈압이 주된 원인임", ["personal"]),
        (FALL, "음주는 확인되지 않으나 신호를 위반하여 진입함", ["own_fault"]),
        # What is granted is left out where the sentence is shown as it stands, too.
        (FALL, "업무 중 넘어진 사실은 인정되나 별지와 같은 사유로 반려함", [OTHER]),
        # How to object is no time limit that has passed.
        (FALL, "재해 사실을 목격한 사람이 없음. 이 결정에 불복하는 경우 90일 이내에 심사청구를 할 수 있습니다.", ["accident"]),
        # 부지급 결정 is no grade, 증상고정일 no condition that is fixed, 스트레스장애 no strain that is denied.
        (FALL, "혈중알코올농도 0.12%로 확인되어 부지급 결정함", ["own_fault"]),
        (replace(FALL, kind_b=KindB.DISABILITY), "증상고정일부터 5년이 경과하여 시효로 소멸됨", ["time_limit"]),
        (MIND, "외상 후 스트레스장애의 진단기준을 충족하지 못함", ["diagnosis"]),
        (EARS, "중이염 병력이 있어 소음에 의한 난청으로 볼 수 없음", ["ears"]),
    ],
)  # fmt: skip
def test_what_is_granted_or_only_named_is_no_reason(case: Case, letter: str, kinds_read: list[str]) -> None:
    found = denial_reasons("", letter, case)
    assert [reason.kind for reason in found] == kinds_read
    assert not any("인정되나" in reason.words or "넘으나" in reason.words for reason in found)


@pytest.mark.parametrize(
    ("story", "kinds_read"),
    [
        ("공단에서 편지가 왔어요. 어제 받았습니다. 혈압이 높아서 그렇대요.", ["personal"]),
        ("의사 선생님이 혈압 때문일 수 있다고 했어요. 공단은 안 된다고 해요.", []),
        (
            "팀장님은 혈압 때문이라고 해요. 공단 편지에는 일한 시간이 기준에 못 미친다고 적혀 있대요.",
            ["hours"],
        ),
        ("공단이 거절했어요. 회사는 원래 혈압이 높아서라고 하네요.", []),
    ],
)
def test_a_story_passes_on_what_the_agency_says_and_nobody_else(story: str, kinds_read: list[str]) -> None:
    assert [reason.kind for reason in denial_reasons(story, "", HEART)] == kinds_read


def test_what_fits_no_kind_is_shown_as_it_stands() -> None:
    letter = "보완 서류를 내지 않아 신청을 돌려보냅니다. 고혈압이 주된 원인입니다."
    other, personal = denial_reasons("", letter, HEART)
    assert (other.kind, other.words) == (OTHER, "보완 서류를 내지 않아 신청을 돌려보냅니다.")
    assert personal.kind == "personal"


def test_what_no_phrase_reads_is_of_the_kind_that_the_clause_most_likely_gives() -> None:
    renewed = replace(BACK, kind_b=KindB.RENEWED_TREATMENT, issue_category=Issue.NEED_OF_TREATMENT)
    letter = "투약 외 특별한 치료가 시행되지 않음"
    assert [(each.kind, each.words) for each in denial_reasons("", letter, renewed)] == [("fixed", letter)]
    retold = "석 달을 다 합쳐 봐도 한 주에 쉰 시간이 안 된대요"
    assert [each.kind for each in denial_reasons("", retold, HEART)] == ["hours"]
    for nothing in ("이에 따라 위와 같이 처분합니다.", "청구인은 밤낮없이 일하다 쓰러졌다고 주장하나"):
        assert {each.kind for each in denial_reasons("", nothing, HEART)} <= {OTHER}


# As if the model gave every clause these scores, and were sure of the highest.
def _reads(monkeypatch: pytest.MonkeyPatch, scores: Callable[[str], dict[str, float]]) -> None:
    nothing = dict.fromkeys((NONE, *(kind.id for kind in kinds())), 0.0)

    def odds(words: str, *_: object) -> dict[str, float]:
        highest = max(scores(words).items(), key=itemgetter(1))[0]
        return nothing | {NONE: 0.01, highest: 0.9}

    monkeypatch.setattr("lib.guidance.denial_clauses.kind_odds", odds)
    monkeypatch.setattr("lib.guidance.denial_clauses.kind_scores", lambda words, *_: nothing | scores(words))


@pytest.mark.parametrize(("score", "read"), [(-1.0, [OTHER]), (0.2, ["own_fault"])])
def test_a_phrase_that_hardly_gives_a_reason_is_put_aside(
    score: float, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _reads(monkeypatch, lambda _: {NONE: 0.8, "own_fault": score})
    letter = "공단은 업무시간과 음주 여부를 조사하였습니다."
    assert [each.kind for each in denial_reasons("", letter, FALL)] == read


def test_clauses_that_say_one_thing_together_are_one_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = {NONE: 0.4, **{kind.id: 0.0 for kind in kinds()}}

    def odds(words: str, *_: object) -> dict[str, float]:
        is_whole = "가구를" in words and "않고" in words
        return nothing | ({NONE: 0.1, "private": 0.9} if is_whole else {"private": 0.3, "wage": 0.3})

    monkeypatch.setattr("lib.guidance.denial_clauses.kind_odds", odds)
    monkeypatch.setattr("lib.guidance.denial_clauses.kind_scores", odds)
    letter = "시키지도 않고, 가구를 나르다 생긴 일임"
    assert [(each.kind, each.words) for each in denial_reasons("", letter, FALL)] == [("private", letter)]


def test_a_clause_that_is_like_no_reason_gives_one_only_where_nothing_else_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unlike = dict.fromkeys((kind.id for kind in kinds()), -0.9)
    unlike |= {NONE: -0.9, "wage": (FLOORS.told + LAST_FLOORS.told) / 2}
    _reads(monkeypatch, lambda words: unlike if "수당" in words else {NONE: -0.9, "family": 0.5})
    alone, among = "수당 자료가 오지 않음.", "수당 자료가 오지 않음. 함께 산 흔적도 보이지 않음."
    assert [each.kind for each in denial_reasons("", alone, FALL)] == ["wage"]
    assert [each.kind for each in denial_reasons("", among, FALL)] == ["wage", "family"]
    unlike["wage"] = -0.6
    assert [each.kind for each in denial_reasons("", among, FALL)] == [OTHER, "family"]


def test_what_nobody_disputes_gives_no_reason() -> None:
    letter = "MRI상 골극이 뚜렷한 퇴행성 병변임. 파열 자체에는 이견이 없음. 사고 경위는 별론으로 합니다."
    assert [each.kind for each in denial_reasons("", letter, BACK)] == ["degenerative"]


def test_whose_view_it_is_is_told_beside_what_it_holds() -> None:
    letter = "나이가 들어 생긴 퇴행성 변화라는 것이 위원들의 공통된 의견임. 판정위원회의 심의를 거쳐 결정하였습니다."
    reasons = {each.kind: each.words for each in denial_reasons("", letter, BACK)}
    assert set(reasons) == {"degenerative", "opinion"}
    assert reasons["opinion"] == "위원들의 공통된 의견임"


@pytest.mark.parametrize(
    ("letter", "kinds_read"),
    [
        # claimed, granted, courteous, concluded from what was said
        ("청구인은 소음이 85dB을 넘지 않는 날이 없었다고 주장하나 소음 노출이 확인되지 않음.", ["exposure"]),
        ("소음 노출이 확인되지 않음. 치료비 일부는 받아들임. 궁금한 점은 지사로 알려 주시기를 부탁드리며 안내드립니다.", ["exposure"]),
        ("소음 노출이 확인되지 않음. 그러므로 원처분은 정당하다.", ["exposure"]),
    ],
)  # fmt: skip
def test_a_claim_a_grant_and_a_conclusion_are_no_reasons(letter: str, kinds_read: list[str]) -> None:
    assert [each.kind for each in denial_reasons("", letter, EARS)] == kinds_read


def test_what_is_found_before_a_comma_is_not_granted_with_what_is_supposed_behind_it() -> None:
    letter = "등기된 이사로서 이익을 나누었으며, 현장 일을 함께 하였다고 하더라도 경영자로서 자신의 사업을 한 것임."
    case = Case(KindB.TREATMENT, KindC.ACCIDENT, Disease.INJURY, Issue.EMPLOYEE_STATUS)
    words = [words for each in denial_reasons("", letter, case) for words in (each.words, *each.more_words)]
    assert any("이익을 나누었으며" in each for each in words)


def test_a_letter_that_only_refuses_is_shown_as_it_stands() -> None:
    (reason,) = denial_reasons("", "업무와의 상당인과관계가 인정되지 않으므로 불승인함.", BACK)
    assert reason.words.startswith("업무와의 상당인과관계가 인정되지 않")


def test_without_a_letter_the_story_passes_the_reasons_on() -> None:
    story = "저는 고혈압이 없어요. 담배 때문이라고 거절당했어요. 친구가 안 된다고 했어요."
    assert [(each.kind, each.words) for each in denial_reasons(story, "", HEART)] == [
        ("personal", "담배 때문이라고")
    ]
    assert denial_reasons("쓰러졌어요. 병원에 있습니다.", "", HEART) == ()


def test_a_reason_is_answered_by_what_was_told_and_what_to_get() -> None:
    story, letter = "밤 10시부터 새벽 6시까지 야간 근무를 했습니다.", "업무시간이 기준에 미달함"
    (hours,) = denial_reasons(story, letter, HEART, told=read_factors(story, letter, HEART))
    assert {factor.id for factor in hours.told} == {"night_work", "long_days"}
    assert "hours_by_day" in [item.id for item in hours.asks]
    assert "법원을 묶지" in hours.law.ko and hours.answers
    in_hand = denial_reasons(f"{story} 출퇴근 기록을 확보했습니다.", letter, HEART)[0]
    assert len(in_hand.asks) <= 3


def test_every_ground_on_which_something_is_refused_is_of_a_kind() -> None:
    """Those left out tell what the case is about, or what is asked; they refuse nothing by themselves."""
    of_a_kind = {ground for kind in kinds() for ground in kind.grounds}
    left = {ground.id for ground in grounds() if ground.any_ or ground.of} - of_a_kind
    assert left == {
        "death_with_dust_lung", "died_unpaid", "funeral", "no_one_closer", "leaves_korea", "treated_again",
        "severity_denied", "child_harmed", "miscarried", "disaster", "heat", "infected", "treatment_accident",
        "lost_in_court", "rest_not_counted", "hours_off_record", "never_treated", "limit_cause_unshown",
        "asbestos_in_the_lungs", "wage_at_relapse", "on_the_way_between", "working_from_home",
        # Only one of the two ways to be on the way to work (법 제37조 제1항 제3호 가목); the other stays open.
        "not_company_transport",
    }  # fmt: skip


def test_topics_are_phrases_of_the_grounds() -> None:
    phrases = {ground.id: ground.any_ for ground in grounds()}
    for kind in kinds():
        assert set(kind.topics) <= {phrase for name in kind.grounds for phrase in phrases[name]}, kind.id


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_answers_are_held_rulings_that_ended_so(kind: Kind) -> None:
    for answer in kind.answers:
        labels = json.loads((STARTER / f"{answer.ruling}.json").read_text(encoding="utf-8"))["labels"]
        outcome = Outcome(labels["outcome"])
        # Of a claim granted in part, the answer tells which part.
        assert outcome is Outcome.PARTLY_GRANTED or outcome.is_favourable is answer.won, answer.ruling


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_what_is_said_of_a_kind_is_short(kind: Kind) -> None:
    instead = [text for each in kind.instead for text in (each.reason, each.law, each.question)]
    for text in (kind.reason, kind.law, kind.question, *instead, *(answer.says for answer in kind.answers)):
        for sentence in sentences(text.ko, story=True):
            assert len(re.findall(r"[가-힣\d]", sentence.words)) <= 60, sentence.words
        assert not re.search(r"[가-힣]", text.en)


def test_a_kind_that_names_nothing_is_refused() -> None:
    raw = {
        "id": "one", "reason": {"ko": "가나다.", "en": "Abc."}, "law": {"ko": "가나다.", "en": "Abc."},
        "basis": ["법 제37조 제1항"], "question": {"ko": "가나요?", "en": "Abc?"},
    }  # fmt: skip
    assert Kind.model_validate(raw)
    against = next(factor.id for factor in factors() if factor.side == "against")
    for wrong in ({"basis": []}, {"grounds": ["nothing_of_that_name"]}, {"told": [against]}):
        with pytest.raises(ValidationError):
            Kind.model_validate(raw | wrong)


@pytest.mark.parametrize(
    ("denial", "is_alone"),
    [
        ("안전모를 쓰지 않은 본인 과실이라고 함", True),
        ("안전모를 쓰지 않은 본인 과실이며 음주는 확인되지 않음", True),
        ("술을 마시고 안전모도 쓰지 않은 본인 과실이라고 함", False),
        ("신호위반으로 인한 범죄행위임", False),
    ],
)
def test_carelessness_alone_is_answered_without_offences_and_drink(denial: str, is_alone: bool) -> None:
    case = Case(kind_c=KindC.ACCIDENT, issue_category=Issue.MISCONDUCT)
    reasons = denial_reasons("공사장에서 철근에 머리를 다쳤습니다.", denial, case)
    own = next(each for each in reasons if each.kind == "own_fault")
    assert ("조심하지" in own.reason.ko) is is_alone and (not own.answers) is is_alone
    assert blames_carelessness_alone(denial) is is_alone


def test_a_letter_quoted_in_the_story_gives_its_reasons() -> None:
    story = (
        "허리에 나사못을 박았습니다. 공단은 '수술 부위의 뚜렷한 악화가 확인되지 아니하고, 연령 증가에 따른 퇴행성 변화로 보이며, "
        "적극적인 치료의 필요성이 인정되지 않는다'고 써서 보냈습니다. 편지는 7월에 받았습니다."
    )
    case = Case(KindB.RENEWED_TREATMENT, KindC.ACCIDENT, Disease.MUSCULOSKELETAL, Issue.NEED_OF_TREATMENT)
    read = denial_reasons(story, "", case)
    assert read and all("공단은" not in reason.words or "악화" in reason.words for reason in read)
    assert any(
        "필요성이 인정되지" in words for reason in read for words in (reason.words, *reason.more_words)
    )


def test_a_reason_is_read_as_it_is_said_without_a_particle() -> None:
    story = "공장에서 발을 다쳤어요. 공단에서 안 된다 했습니다. 본 사람 없다 했습니다."
    case = Case(KindB.TREATMENT, KindC.ACCIDENT, Disease.INJURY, Issue.IN_COURSE_OF_WORK)
    (reason,) = denial_reasons(story, "", case)
    assert reason.kind == "accident" and reason.words.startswith("본 사람 없다")


@pytest.mark.parametrize(
    "letter",
    [
        "접대는 사적 행위임",
        "거래처 접대는 사적 행위로 보아 업무시간에서 제외함",
        "고객과의 저녁 술자리 접대는 업무로 인정할 수 없음",
        "골프 접대는 개인적 친분에 따른 것으로 업무라 볼 수 없다",
    ],
)
def test_entertaining_clients_is_no_matter_of_too_few_hours(letter: str) -> None:
    (reason,) = denial_reasons("", letter, HEART)
    assert reason.kind in ("private", "not_company") and "접대" in reason.reason.ko
    assert "지배·관리" in reason.law.ko and "시간" not in reason.law.ko


@pytest.mark.parametrize(
    ("case", "letter", "kind", "said"),
    [
        (HEART, "대기시간은 자유롭게 이용할 수 있어 업무시간에 포함하지 않음", "hours", "기다린"),
        (HEART, "12주 평균 업무시간이 48시간으로 고시 기준에 미달함", "hours", "52시간"),
        (HEART, "휴게시간을 제외한 12주 평균 업무시간이 48시간으로 기준에 미달함", "hours", "52시간"),
        (FALL, "출장 일정을 마치고 관광하던 중의 사적 행위로 판단됨", "private", "출장은"),
        (FALL, "콜이 없는 상태에서 사적으로 이동하던 중의 사고임", "private", "첫 일터"),
        (FALL, "동료와의 사적인 금전 다툼이 폭행의 원인임", "private", "다툼"),
        (MIND, "자살은 고의에 의한 것임", "mental", "인식능력"),
        (FALL, "본인 부주의", "own_fault", "부주의"),
    ],
)
def test_one_kind_of_reason_is_answered_by_what_it_is_about(
    case: Case, letter: str, kind: str, said: str
) -> None:
    (reason,) = denial_reasons("", letter, case)
    assert reason.kind == kind and said in reason.law.ko
