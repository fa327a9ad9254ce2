"""Drafts of requests over ten made-up cases: complete, answering every reason, and of nothing that is not known."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from lib.casework.analysis import analyze
from lib.casework.answering import Answering, answering, shared_out
from lib.casework.appeal import (
    Draft,
    NoDraft,
    Paper,
    case_to_contest,
    draft_appeal,
)
from lib.casework.authority import LOST, SUMMARY, cited
from lib.casework.disclosure import disclosure_request
from lib.casework.office_findings import Held, held
from lib.casework.own_account import OWN_MATTERS, concedes, own_account, whole_sentences, wished_remedy
from lib.casework.paper_form import Given
from lib.casework.paper_lines import BLANK, as_word
from lib.casework.refusal_words import answered_together, granted_in, words_of
from lib.casework.report import report
from lib.casework.told_papers import told_papers
from lib.casework.told_particulars import told_particulars
from lib.collect import importing
from lib.domain.intake import Intake
from lib.domain.taxonomy import Stage
from lib.domain.told_dates import filled
from lib.guidance.arguments import arguments
from lib.guidance.criteria import criteria
from lib.guidance.denial_kinds import kinds
from lib.guidance.evidence import evidence
from lib.guidance.factor_entries import factors
from lib.guidance.legal_basis import authorities
from lib.search.index import SearchIndex
from lib.store import Store
from lib.text.citations import find_case_numbers
from lib.text.spelling import squeeze
from tests.synthetic import archive_file

TODAY = date(2026, 11, 30)

# The same courts' shape as the archive's, in our own words: the court's own finding is about forklift work and a neck.
FINDING = (
    "그러나 지게차를 몰며 하루 여섯 시간 목을 젖힌 작업은 경추 추간판에 부담을 주는 업무로 봄이 타당하다."
)
GRANTED = f"""【주문】1. 피고가 2021. 3. 2. 원고에게 한 요양불승인 처분을 취소한다.
2. 소송비용은 피고가 낸다.
【청구취지】주문과 같다.
【이유】1. 처분의 경위
가. 원고는 창고에서 지게차를 몰다가 '경추 추간판탈출증'을 진단받고 피고에게 요양급여를 신청하였다.
나. 피고는 퇴행성 변화라는 이유로 이를 승인하지 않았다.
2. 판단
가. 원고의 주장
원고는 장비가 낡아 흔들림이 심했다고 주장한다.
나. 판단
{FINDING} 퇴행성 변화가 있더라도 위 작업이 겹쳐 경추 추간판탈출증이 자연경과보다 빠르게 악화되었다고 추단할 수 있다. 따라서 업무와 상병 사이에 상당인과관계가 인정된다.
3. 결론
그렇다면 원고의 청구는 이유 있으므로 주문과 같이 판결한다.
판사 판사1
"""

CASES = {
    "ears": {
        "story": "조선소에서 21년 동안 배관 작업을 했습니다. 망치 소리에 옆 사람 말도 안 들렸습니다. 지금은 양쪽 귀가 52데시벨입니다.",
        "diagnoses": ["소음성 난청"], "kind_b": "장해", "kind_c": "업무상질병", "stage": "결정",
        "denial_reason": "소음 작업을 그만둔 지 오래되었고 노인성 난청으로 보임.", "received_on": "2026-10-19",
    },
    "overwork": {
        "story": "물류센터에서 밤 9시부터 아침 7시까지 일했습니다. 쓰러지기 전 12주는 주 48시간이었습니다. 동료 둘이 그만둬 혼자 맡았습니다. 담배는 하루 한 갑 피웁니다.",
        "diagnoses": ["뇌경색"], "kind_b": "요양", "kind_c": "업무상질병", "stage": "결정", "panel": True,
        "denial_reason": "업무시간이 만성과로 기준에 미치지 못하고 단기과로도 확인되지 않음. 고혈압과 흡연 등 개인적 소인으로 판단됨.",
        "decision_date": "2026-10-12", "received_on": "2026-10-15",
    },
    "neck": {
        "story": "창고에서 9년 동안 지게차를 몰았습니다. 하루 여섯 시간은 목을 젖힙니다. 목을 치료받은 적은 없습니다.",
        "diagnoses": ["경추 추간판탈출증"], "occupation": "지게차 운전", "kind_b": "요양", "kind_c": "업무상질병",
        "stage": "결정", "denial_reason": "연령 증가에 따른 퇴행성 변화이며 신체부담 정도가 낮음.", "received_on": "2026-11-02",
    },
    "widow": {
        "story": "남편은 요양원에서 일하다 팀장에게 반년 동안 폭언을 들었습니다. 정신과에 다녔습니다. 스스로 세상을 떠났습니다. 너무 억울합니다.",
        "diagnoses": ["우울증"], "kind_b": "유족", "kind_c": "업무상질병", "stage": "결정",
        "denial_reason": "정상적인 인식능력이 뚜렷하게 저하된 상태였다고 보기 어려움.", "received_on": "2026-11-09",
    },
    "after_review": {
        "story": "도장 공장에서 14년 동안 시너를 썼습니다. 환기 장치가 없었습니다.",
        "diagnoses": ["급성골수성백혈병"], "kind_b": "요양", "kind_c": "업무상질병", "stage": "심사결정",
        "denial_reason": "역학조사 결과 벤젠 노출 수준이 낮음.", "decision_date": "2026-10-20", "received_on": "2026-10-26",
    },
    "commute": {
        "story": "퇴근길에 약국에 들러 약을 사고 나오다 미끄러져 발목이 부러졌습니다. 약국은 늘 다니는 길에 있습니다.",
        "diagnoses": ["발목 골절"], "kind_b": "요양", "kind_c": "출퇴근재해", "stage": "결정",
        "denial_reason": "통상적인 경로를 일탈한 사고로 판단됨.", "received_on": "2026-09-14",
    },
    "employee": {
        "story": "제 차로 한 회사의 물건만 6년 날랐습니다. 배차 시간과 코스를 회사가 정했습니다. 리프트에서 떨어졌습니다.",
        "diagnoses": ["요추 골절"], "kind_b": "요양", "kind_c": "업무상사고", "stage": "결정",
        "denial_reason": "개인사업자로서 근로자에 해당하지 않음.", "received_on": "2026-10-05",
    },
    "wage_loss": {
        "story": "손목을 수술하고 석 달 통원했습니다. 하루 종일 자판을 치는 일이라 돌아갈 수 없었습니다. 주치의는 8주 쉬라고 썼습니다.",
        "diagnoses": ["손목터널증후군"], "kind_b": "휴업", "stage": "결정",
        "denial_reason": "수술 4주 이후에는 취업치료가 가능함.", "received_on": "2026-10-12",
    },
    "grade": {
        "story": "비계에서 떨어져 허리뼈가 부러졌습니다. 병원 장해진단서에는 운동범위가 절반이라고 적혀 있습니다.",
        "diagnoses": ["요추 압박골절"], "kind_b": "장해", "kind_c": "업무상사고", "stage": "결정",
        "denial_reason": "척주의 기능장해가 경미하여 제12급으로 결정함.", "received_on": "2026-11-16",
    },
    "late": {
        "story": "공장에서 프레스에 손가락이 끼었습니다.",
        "diagnoses": ["손가락 골절"], "kind_b": "요양", "kind_c": "업무상사고", "stage": "결정",
        "denial_reason": "그런 사고가 있었는지 확인되지 않음.", "received_on": "2026-05-04",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def rulings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    home = tmp_path_factory.mktemp("appeal")
    file = home / "granted.md"
    file.write_text(archive_file("2021구단880", serial="900880", body=GRANTED), encoding="utf-8")
    with Store(home / "sanjae.db") as store:
        index = SearchIndex(home / "index")
        importing.load_starter(store, index.sync)
        importing.import_paths([file], store, index.sync)
        yield held(store, index)


def drafted(name: str, rulings: Held, given: Given | None = None, wanted: Paper | None = None) -> Draft:
    intake = case_to_contest(filled(Intake.model_validate(CASES[name]), TODAY)[0], TODAY)
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    draft = draft_appeal(analysis, rulings.store, rulings.dispute_of, TODAY, given, wanted)
    assert isinstance(draft, Draft), draft
    return draft


def words(draft: Draft) -> str:
    return "\n".join(line.words for line in draft.lines)


@pytest.mark.parametrize("name", CASES)
def test_every_item_of_the_decree_is_there(name: str, rulings: Held) -> None:
    """시행령 제96조 제1항부터 제4항, 제105조: who, what, since when, what for and why, whether it was told how."""
    draft = drafted(name, rulings)
    is_second = draft.paper is Paper.SECOND_REVIEW
    assert is_second is (name == "after_review")
    request = "재심사 청구" if is_second else "심사 청구"
    rows = {line.label: line.text for line in draft.lines if line.style == "row"}
    for label in (
        f"{request}인의 이름", f"{request}인의 주소", "결정한 곳", "결정한 날", "결정의 내용",
        "재해를 입은 근로자의 이름", "재해 당시 소속 사업의 이름", "재해 당시 소속 사업의 소재지",
        "선정대표자 또는 대리인", "고지의 유무", "고지의 내용",
    ):  # fmt: skip
        assert rows[label], label
    headings = [line.text for line in draft.lines if line.style == "heading"]
    assert headings == [
        f"1. {request}인과 재해를 입은 근로자",
        f"2. {request}의 대상이 되는 보험급여 결정의 내용",
        "3. 심사 청구에 대한 결정이 있음을 안 날" if is_second else "3. 보험급여에 관한 결정이 있음을 안 날",
        f"4. {request}의 취지",
        f"5. {request}의 이유",
        f"6. {request}에 관한 고지의 유무와 내용",
        "7. 증거와 붙임",
    ]
    said = words(draft)
    assert "취소한다" in said and "(서명 또는 날인)" in said
    known = Intake.model_validate(CASES[name]).received_on
    assert known and f"\n{known.year}. {known.month}. {known.day}." in said
    to = "산업재해보상보험재심사위원회 귀중" if is_second else "근로복지공단 귀중"
    assert to in said


REASONS = {
    "ears": ["오래되었고 노인성 난청"],
    "overwork": ["만성과로 기준에 미치지 못하고 단기과로도 확인되지 않음", "고혈압과 흡연 등 개인적 소인"],
    "neck": ["퇴행성 변화", "신체부담 정도가 낮음"],
    "widow": ["인식능력이 뚜렷하게 저하된 상태였다고 보기 어려움"],
    "after_review": ["역학조사", "노출 수준이 낮음"],
    "commute": ["경로를 일탈한"],
    "employee": ["근로자에 해당하지 않음"],
    "wage_loss": ["취업치료가 가능"],
    "grade": ["제12급"],
    "late": ["확인되지 않음"],
}


@pytest.mark.parametrize("name", CASES)
def test_every_reason_is_answered(name: str, rulings: Held) -> None:
    lines = drafted(name, rulings).lines
    answered = {n: line.label for n, line in enumerate(lines) if re.match(r"\(\d+\) “", line.label)}
    for reason in REASONS[name]:
        assert any(reason in label for label in answered.values()), (reason, answered)
    for n in answered:
        # What the law asks, with its article, follows before anything of the next reason.
        following = [line.words for line in lines[n + 1 : n + 5]]
        assert any(re.search(r"제\d+조|Ⅰ\.", each) for each in following), following


def test_facts_that_are_quoted_on_a_reason_lead_to_a_conclusion_once(rulings: Held) -> None:
    drawn = {argument.so for argument in arguments() if argument.so}
    concluding = 0
    for name in CASES:
        lines = drafted(name, rulings).lines
        concluded = [line.text for line in lines if line.text.startswith("이러한 사실을 함께 보면")]
        assert len(concluded) == len(set(concluded))
        concluding += len(concluded)
        for n, line in enumerate(lines):
            if line.text in concluded:
                assert line.text.removeprefix("이러한 사실을 함께 보면, ").rstrip(".") in drawn
                # Before it stand the person's own words, announced as facts.
                before = n - 1
                while lines[before].style == "quote":
                    before -= 1
                assert before < n - 1 and lines[before].text.endswith("사실은 다음과 같습니다.")
    assert concluding >= len(CASES) // 2


@pytest.mark.parametrize("name", CASES)
def test_it_holds_nothing_that_is_not_known(name: str, rulings: Held) -> None:
    """Numbers and case numbers are the case's, the law's as our data has them, or of a ruling that is held."""
    draft = drafted(name, rulings)
    told = squeeze(" ".join(map(str, CASES[name].values())))
    of_the_case = {
        part.lstrip("0") for part in re.findall(r"\d+(?:\.\d+)?", " ".join(map(str, CASES[name].values())))
    }
    of_rulings = set(
        re.findall(r"\d+(?:\.\d+)?", " ".join(_held_words(rulings, e.id) for e in draft.authorities))
    )
    for line in draft.lines:
        if any(each in line.text for each in _our_sentences()) or line.text in _OUR_OWN:
            continue
        bare = re.sub(r"^(?:\d+\.|\(\d+\))|20__|사본 1부", "", line.words)
        for each in _OUR_NAMES:
            bare = bare.replace(each, "")
        for number in re.findall(r"\d+(?:\.\d+)?", bare):
            assert number in of_the_case | of_rulings, (number, line)
    for found in find_case_numbers(words(draft)):
        number = found.number
        held_ = {each.id.split("_")[-1] for each in draft.authorities}
        assert number in held_ | set(authorities().rulings), number
    # Of the facts every sentence is the person's own.
    facts = draft.account.text
    for sentence in re.split(r"(?<=[.!])\s+", facts):
        assert squeeze(sentence) in told, sentence


# Whole sentences of the data files, which `tests/guidance` compares with the law.
@cache
def _our_sentences() -> tuple[str, ...]:
    return (
        *(each for argument in arguments() for each in argument.argues),
        *(f"{each.says.ko} (" for each in criteria()),
        *(each.what.ko for each in evidence()),
    )


# What the paper itself says with a number in it, and the names of facts that are asked for.
_OUR_OWN = (
    "이 결정은 업무상질병판정위원회의 심의를 거친 것이어서, 심사 청구를 하지 않고 재심사를 청구합니다(산업재해보상보험법 제106조 제1항 단서).",
)
_OUR_NAMES = (
    *(blank.says for argument in arguments() for blank in argument.blanks),
    "90일이 지난 뒤에 청구하는 이유(산업재해보상보험법 제111조 제3항, 행정심판법 제27조)",
)


def _held_words(rulings: Held, id: str) -> str:
    ruling = rulings.store.get(id)
    assert ruling
    digest = ruling.precedent.digest
    own = [
        answer.says.ko
        for kind in kinds()
        for answer in kind.answers
        if answer.ruling == ruling.precedent.source_serial
    ]
    day = ruling.precedent.decided_on
    when = f"{day.year} {day.month} {day.day}" if day else ""
    return f"{ruling.precedent.case_number} {ruling.precedent.text} {digest.gist if digest else ''} {' '.join(own)} {when} 1심 2심 3심"


def test_a_court_is_quoted_word_for_word_and_only_where_its_text_is_held(rulings: Held) -> None:
    draft = drafted("neck", rulings)
    with_text = [each for each in draft.authorities if each.quotes]
    assert [each.id for each in with_text] == ["한빛지방법원_2021구단880"]
    ruling = rulings.store.get(with_text[0].id)
    assert ruling
    for quote in with_text[0].quotes:
        assert ruling.precedent.shown_text[quote.start : quote.end] == quote.text
        assert any(line.style == "quote" and f"“{quote.text}”" in line.text for line in draft.lines)
    quoted = " ".join(quote.text for quote in with_text[0].quotes)
    # The court's own finding, and nothing of what the plaintiff says.
    assert FINDING in quoted and "흔들림" not in quoted
    for each in draft.authorities:
        if not each.quotes:
            line = next(line for line in draft.lines if line.label.startswith(each.citation))
            assert f"{SUMMARY}: " in line.text
            assert "____. __. __. 선고" in each.citation or re.search(
                r"\d{4}\. \d+\. \d+\. 선고", each.citation
            )


def test_all_quotations_of_the_ten_papers_stand_in_their_rulings(rulings: Held) -> None:
    quotes = [
        (each, one) for name in CASES for each in drafted(name, rulings).authorities for one in each.quotes
    ]
    assert quotes
    for authority, quote in quotes:
        ruling = rulings.store.get(authority.id)
        assert ruling and quote.text in ruling.precedent.text


def test_a_ruling_that_was_overturned_is_cited_by_nobody(rulings: Held) -> None:
    for name in CASES:
        for each in drafted(name, rulings).authorities:
            ruling = rulings.store.get(each.id)
            assert ruling and ruling.labels.outcome.value.is_favourable
            dispute = rulings.dispute_of.get(each.id)
            assert dispute is None or dispute.end.is_favourable


def test_what_is_told_of_lost_rulings_is_what_is_held_of_them(rulings: Held) -> None:
    for number, each in authorities().rulings.items():
        if ruling := rulings.store.get(f"대법원_{number}"):
            assert each.lost is not ruling.labels.outcome.value.is_favourable, number


def test_a_lost_ruling_is_cited_for_the_law_alone_and_says_so() -> None:
    basis = next(each for each in criteria() if each.id == "too_much_drink_at_a_dinner").basis
    lost = [each for each in basis if each.article.startswith("2013두25276")]
    assert lost and cited(lost).endswith(f"판결({LOST})")
    # One that was won says the same: the lost one is not named at all.
    assert "2016두54589" in cited(basis) and "2013두25276" not in cited(basis)


def test_what_is_given_fills_the_blanks_and_is_asked_no_more(rulings: Held) -> None:
    before = drafted("neck", rulings)
    key = next(each.key for each in before.asks if each.is_of_a_reason)
    given = Given(
        name="홍가나", address="한빛시 1길 2", branch="한빛지사", notice=True, notice_words="90일 안에 심사 청구",
        agent="김노무", answers={key: "하루 200번 들었습니다."},
        have=(before.evidence[0].id,),
    )  # fmt: skip
    after = drafted("neck", rulings, given)
    said = words(after)
    assert "홍가나" in said and "근로복지공단 한빛지사가" in said and "하루 200번 들었습니다." in said
    assert "대리인 김노무 (서명 또는 날인)" in said and "위임장" in said
    assert f"붙임: {before.evidence[0].what.ko}" in said
    assert not {"name", "address", "branch", "notice"} & {each.key for each in after.asks}
    assert said.count(BLANK) < words(before).count(BLANK)
    assert words(drafted("neck", rulings, Given(facts="다른 사실입니다."))).count("다른 사실입니다.") >= 1


def test_what_nobody_has_to_volunteer_is_left_out_and_shown(rulings: Held) -> None:
    draft = drafted("overwork", rulings)
    facts = " ".join(draft.account.paragraphs)
    assert "담배" not in facts and any("담배" in each.words for each in draft.account.left_out)
    assert "48시간" in facts
    widow = drafted("widow", rulings)
    assert any("억울" in each.words for each in widow.account.left_out)
    assert {each.id for each in factors()} >= OWN_MATTERS


def test_which_paper_follows_from_the_stage(rulings: Held) -> None:
    overwork = drafted("overwork", rulings)
    assert overwork.choices == (Paper.REVIEW, Paper.SECOND_REVIEW)
    second = drafted("overwork", rulings, wanted=Paper.SECOND_REVIEW)
    assert "제106조 제1항 단서" in words(second) and second.deadline.id == "second_review_directly"
    assert drafted("commute", rulings).choices == (Paper.REVIEW,)


@pytest.mark.parametrize(
    ("stage", "says"),
    [("신청전", "먼저 공단에"), ("재심사재결", "취소소송"), ("1심판결", "항소"), ("2심판결", "상고")],
)
def test_where_no_such_paper_is_open_it_says_what_is(stage: str, says: str, rulings: Held) -> None:
    told = {
        "story": "공장에서 프레스에 손이 끼어 다쳤습니다.",
        "diagnoses": ["손가락 골절"],
        "kind_b": "요양",
        "stage": stage,
    }
    intake = Intake.model_validate(told)
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    found = draft_appeal(analysis, rulings.store, rulings.dispute_of, TODAY)
    assert isinstance(found, NoDraft) and says in found.why


def test_a_late_one_has_a_blank_for_the_excuse(rulings: Held) -> None:
    draft = drafted("late", rulings)
    assert "행정심판법 제27조" in words(draft) and "excuse" in {each.key for each in draft.asks}
    assert "기한이 지난 것으로" in draft.warnings[0]
    assert "청구기간에 관하여" not in words(drafted("neck", rulings))


def test_words_around_a_reason_are_answered_with_it(rulings: Held) -> None:
    letter = "야간근무를 더해도 기준에 미치지 못하고, 급격한 변화도 확인되지 않음."
    intake = Intake.model_validate(CASES["overwork"] | {"denial_reason": letter})
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    first = replace(analysis.denial[0], words="기준에 미치지 못하고", more_words=())
    assert words_of(letter, answered_together(letter, [first])[0]).endswith("확인되지 않음")


# --- ten papers that a labour attorney read: what each has to say and not to say --------------------

READ = {
    "dinner": (
        {
            "story": "동생이 부서 송년회에 갔다가 2차 노래방 계단에서 굴러 숨졌습니다. 송년회는 부장이 공지했고 다 같이 갔습니다. 2차도 부장이 가자고 했습니다.",
            "diagnoses": ["외상성 뇌출혈"], "kind_b": "유족", "kind_c": "업무상사고", "stage": "결정", "received_on": "2026-11-02",
            "denial_reason": "1차 회식은 사업주의 지배하에 있었다고 볼 여지가 있으나 2차는 사적 모임이고, 망인이 자발적으로 과음한 것이 사고의 주된 원인임.",
        },
        ["사용자가 지배하거나 관리하는 회식에서", "2016두54589", "“1차 회식은 사업주의 지배하에 있었다고 볼 여지가 있으나”라고", "“2차도 부장이 가자고 했습니다.”"],
        ["2013두25276", "신호나 중앙선", "중앙선을 넘은", "그 자리를 마련한 사람과 목적, 참석한 사람: ____"],
    ),
    "wrist": (
        {
            "story": "프레스에 손목이 부러졌습니다. 손목이 굳어 물건을 제대로 못 잡습니다. 주치의가 각도기로 재서 손목 운동범위가 절반이 안 된다고 장해진단서에 써 주셨습니다. 공단에서 자문의가 잴 때는 억지로 손을 꺾어서 쟀습니다.",
            "diagnoses": ["우측 수근관절 강직"], "kind_b": "장해", "kind_c": "업무상사고", "stage": "결정", "received_on": "2026-11-02",
            "denial_reason": "손목관절은 자문의 측정 결과 운동가능영역이 정상의 4분의 3 이상으로 측정되어 장해등급 기준에 미달함.",
        },
        ["능동적 운동", "제47조 제3항", "붙임: 장해진단서", "자문의 측정 결과 운동가능영역이 정상의 4분의 3 이상으로 측정되어 장해등급 기준에 미달함”에 대하여", "12급, 2분의 1 이상이면 10급"],
        ["업무와의 관계는", "2017두45933", "치료한 의사가 잰 방법과 값: ____", "공단에서 잰 방법과 걸린 시간: ____"],
    ),
    "end": (
        {
            "story": "비계에서 떨어져 허리뼈가 부러졌습니다. 신경차단술을 2주에 한 번 맞습니다. 주치의는 6개월 더 치료하면 나아질 수 있다고 진료계획서를 냈습니다.",
            "diagnoses": ["요추 압박골절"], "kind_b": "진료계획", "kind_c": "업무상사고", "stage": "결정", "received_on": "2026-11-10",
            "denial_reason": "자문의사회의 심의 결과 증상이 고정되어 더 이상 치료효과를 기대하기 어려운 상태로 판단되므로 치료종결함.",
        },
        ["“자문의사회의 심의 결과 증상이 고정되어", "제47조 제2항", "붙임: 진료계획서", "“주치의는 6개월 더 치료하면 나아질 수 있다고 진료계획서를 냈습니다.”"],
        ["업무와의 관계는", "“자문의사회의 심의”에 대하여", "2017두45933"],
    ),
    "rider": (
        {
            "story": "배달앱 라이더입니다. 배달하러 가다가 좌회전하던 승용차와 부딪혔습니다. 비가 와서 길이 미끄러웠습니다. 배달앱에 콜 기록이 있고 상대 차에 블랙박스가 있다고 들었습니다.",
            "diagnoses": ["경골 골절"], "kind_b": "요양", "kind_c": "업무상사고", "stage": "결정", "received_on": "2026-11-10",
            "denial_reason": "재해자의 신호위반은 범죄행위에 해당하고 그것이 원인이 되어 발생한 사고이므로 업무상의 재해로 볼 수 없음.",
        },
        ["붙임: 콜 기록", "가진 사람에게 요청할 자료: 블랙박스", "“비가 와서 길이 미끄러웠습니다.”"],
        ["붙임: 사고 장면", "붙임: 사고 영상", "붙임: 블랙박스", "붙임: 상대방"],
    ),
    "noise": (
        {
            "story": "탄광에서 1975년부터 1993년까지 착암기를 썼습니다. 2025년에 오른쪽 52데시벨, 왼쪽 55데시벨이 나왔습니다.",
            "diagnoses": ["소음성 난청"], "kind_b": "장해", "kind_c": "업무상질병", "stage": "결정", "received_on": "2026-11-10",
            "denial_reason": "공단 통지서에는 이렇게 적혀 있습니다. 85dB 이상의 소음에 3년 이상 노출된 이력은 인정되나, 만 74세의 고령으로 노인성 난청에 의한 청력손실로 판단됨.",
        },
        ["공단도 “85dB 이상의 소음에 3년 이상 노출된 이력은 인정되나”라고", "“2025년에 오른쪽 52데시벨, 왼쪽 55데시벨이 나왔습니다.”"],
        ["이렇게 적혀", "소음에 노출된 기간과 하루의 시간: ____"],
    ),
    "asbestos": (
        {
            "story": "아버지는 1979년부터 1996년까지 조선소에서 석면 보온재를 감았습니다. 담배는 2010년에 끊으셨습니다. CT 판독지에 '양측 흉막반'이라는 말이 있습니다. 같이 일하신 분 두 분이 살아 계십니다.",
            "diagnoses": ["원발성 폐암"], "kind_b": "유족", "kind_c": "업무상질병", "stage": "결정", "received_on": "2026-11-10",
            "denial_reason": "① 확인되는 근무기간이 8년으로 석면에 10년 이상 노출되었다고 보기 어렵고, ② 30갑년의 흡연력이 있어 흡연에 의한 폐암으로 판단됨.",
        },
        ["붙임: CT 판독지", "10년 이상 노출되고 흉막반", "담배를 피웠다는 것만으로"],
        ["2017두45933", "건강검진의 값과 관리해 온 방법: ____", "같이 일했거나 같은 병에 걸린 동료: ____"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_an_attorney_looked_for(name: str, rulings: Held) -> None:
    told, there, not_there = READ[name]
    intake = case_to_contest(filled(Intake.model_validate(told), TODAY)[0], TODAY)
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    draft = draft_appeal(analysis, rulings.store, rulings.dispute_of, TODAY)
    assert isinstance(draft, Draft)
    said = words(draft)
    for each in there:
        assert each in said, (each, said)
    for each in not_there:
        assert each not in said, (each, said)
    assert "살펴 주시기 바랍니다" not in said


@pytest.mark.parametrize(
    ("letter", "admitted"),
    [
        ("소음 노출은 인정되나, 나이에 따른 난청으로 판단됨.", "소음 노출은 인정되나,"),
        (
            "지휘·감독을 받았다고 볼 여지는 있으나 근로자로 보기 어려움.",
            "지휘·감독을 받았다고 볼 여지는 있으나",
        ),
        ("퇴행성 변화가 인정되지만 부담이 낮음.", ""),
        ("업무상 재해로 인정되지 않음.", ""),
        ("노출 수준이 낮음.", ""),
    ],
)
def test_what_a_refusal_admits(letter: str, admitted: str) -> None:
    assert granted_in(letter) == admitted


@pytest.mark.parametrize(
    ("story", "in_hand", "with_others"),
    [
        ("작업 사진을 찍어 두었고 급여 명세서도 있습니다.", ["작업 사진", "급여 명세서"], []),
        ("남편 휴대폰에 터미널 출입 앱 기록과 배송 완료 문자가 남아 있습니다.", ["터미널 출입 앱 기록", "배송 완료 문자"], []),
        ("단톡방 화면을 저장해 두었습니다.", ["단톡방 화면"], []),
        ("상대 차에 블랙박스가 있다고 들었습니다.", [], ["블랙박스"]),
        ("회사에 출근 기록이 있습니다.", [], ["출근 기록"]),
        ("반장님이 일한 내용을 써 줄 수 있다고 합니다.", [], ["확인서(진술서)"]),
        ("블랙박스 영상은 없습니다. CCTV가 있으면 좋겠습니다.", [], []),
        ("문자를 보내고 집에 있었습니다.", [], []),
        ("회사 근무표에는 8시간만 적혀 있습니다.", [], []),
        ("장인 팔순과 돌잔치 사진이 있습니다.", ["장인 팔순과 돌잔치 사진"], []),
        ("경찰 신고 기록이 남아 있습니다.", ["경찰 신고 기록"], []),
        ("일지를 사진으로 찍어 뒀습니다.", ["일지"], []),
        ("선배가 거래 명세서를 갖고 있습니다.", [], ["거래 명세서"]),
        ("매장 CCTV는 조카가 갖고 있습니다.", [], ["매장 CCTV"]),
        ("근로계약서에는 하루 8시간이라고 적혀 있습니다. 실제로는 12시간이었습니다.", [], []),
    ],
)  # fmt: skip
def test_papers_are_told_by_where_they_are(story: str, in_hand: list[str], with_others: list[str]) -> None:
    found = told_papers(story)
    assert [each.name for each in found if each.where == "in_hand"] == in_hand
    assert [each.name for each in found if each.where == "with_others"] == with_others


def test_a_note_that_ends_in_a_stem_is_quoted_whole() -> None:
    facts = "3월에 병원에 왔다갔다 함. 그 뒤로 쉬었습니다."
    assert list(whole_sentences(facts)) == ["3월에 병원에 왔다갔다 함.", "그 뒤로 쉬었습니다."]


# --- each clause by its own matter, with the sentences that answer it --------------------------------

TOLD = {
    "widow_of_two": {
        "story": "저는 61세이고 12년 같이 산 남편이 2026년 5월 7일 창고에서 지게차에 치여 죽었습니다. 혼인신고는 안 했습니다. "
        "남편은 현장 때문에 주소를 기숙사에 두었습니다. 남편이 매달 150만 원을 제 통장으로 보냈고 그걸로 생활비를 냈습니다. "
        "저도 청소를 해서 월 80만 원을 법니다. 첫 부인의 딸이 31세입니다. 사람이 너무 억울합니다. "
        "근로복지공단 순천지사 11월 2일자 결정을 11월 6일에 받았습니다.",
        "diagnoses": ["다발성 손상"], "kind_b": "유족", "kind_c": "업무상사고", "stage": "결정", "received_on": "2026-11-06",
        "denial_reason": "주민등록을 달리하여 생계를 같이한 유족으로 볼 수 없음. 청구인에게 소득이 있어 부양관계가 인정되지 않음. 선순위 유족인 자녀가 있음.",
    },
    "driver": {
        "story": "저는 대리운전 기사입니다. 프로그램은 세 개를 켜 놓고 콜을 받습니다. 2026년 6월 3일 밤에 손님 차를 몰다가 트럭과 부딪혔습니다. "
        "보험료는 세 군데서 다 냈습니다. 허리는 아프고 앞날이 걱정입니다. 심사를 먼저 청구해 보고 싶습니다.",
        "diagnoses": ["요추 염좌"], "kind_b": "요양", "kind_c": "업무상사고", "stage": "결정", "received_on": "2026-11-06",
        "denial_reason": "개인사업자로서 위탁계약을 맺어 근로자로 볼 수 없음. 여러 업체를 이용하여 전속성이 인정되지 않음.",
    },
    "quarry": {
        "story": "누나 대신 씁니다. 누나는 1990년부터 2008년까지 채석장 식당 옆에서 돌을 골랐습니다. 2009년부터는 사무실에만 있었습니다. "
        "석면 슬레이트 지붕 아래였습니다. 담배는 피우다가 2001년에 끊었습니다. 병원에서 CT를 다시 읽어 준다고 했습니다.",
        "diagnoses": ["원발성 폐암"], "kind_b": "요양", "kind_c": "업무상질병", "stage": "결정", "received_on": "2026-11-06",
        "denial_reason": "흡연이 주된 원인으로 판단됨. 흉막반 소견이 없어 석면에 의한 것으로 보기 어려움.",
    },
}  # fmt: skip


def of_told(name: str, rulings: Held) -> Draft:
    intake = case_to_contest(filled(Intake.model_validate(TOLD[name]), TODAY)[0], TODAY)
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    draft = draft_appeal(analysis, rulings.store, rulings.dispute_of, TODAY)
    assert isinstance(draft, Draft)
    return draft


# What stands between the heading of the answer to a clause and the next.
def answer_to(draft: Draft, clause: str) -> str:
    lines = [line.words for line in draft.lines]
    first = next(n for n, each in enumerate(lines) if re.match(r"\(\d+\) “", each) and clause in each)
    ends = (n for n in range(first + 1, len(lines)) if re.match(r"\(\d+\) “|[가-하]\. ", lines[n]))
    return "\n".join(lines[first : next(ends)])


@pytest.mark.parametrize(
    ("name", "clause", "there", "not_there"),
    [
        ("widow_of_two", "주민등록", ["제61조 제2호", "주소를 기숙사에"], ["월 80만 원", "중혼"]),
        ("widow_of_two", "소득이 있어", ["상당 부분", "매달 150만 원", "월 80만 원"], ["31세"]),
        ("widow_of_two", "선순위", ["25세 미만인 자녀", "딸이 31세"], ["주소를 기숙사에"]),
        ("driver", "위탁계약", ["노무제공자를 이 법의 적용을 받는 근로자로 봅니다", "보험료는 세 군데서"], ["매여 임금을"]),
        ("driver", "전속성", ["2023년 7월 1일부터 없어졌습니다", "2026년 6월 3일"], ["정해진 시간에 출퇴근"]),
        ("quarry", "흡연", ["2001년에 끊었습니다"], ["흉막반이나 석면폐증은"]),
        ("quarry", "흉막반", ["노출된 것을 보여 주는 한 자료", "CT를 다시 읽어"], ["신청한 상병이 있는지", "담배는"]),
    ],
)  # fmt: skip
def test_each_clause_is_answered_by_its_own_matter(
    name: str, clause: str, there: list[str], not_there: list[str], rulings: Held
) -> None:
    said = answer_to(of_told(name, rulings), clause)
    for each in there:
        assert each in said, (each, said)
    for each in not_there:
        assert each not in said, (each, said)


def test_what_is_told_of_the_form_is_no_blank(rulings: Held) -> None:
    draft = of_told("widow_of_two", rulings)
    said = words(draft)
    assert "근로복지공단 순천지사가 2026. 11. 2." in said and "재해가 난 날(발병일) 2026. 5. 7." in said
    assert not {"branch", "decision_date", "accident_on", "benefit_from"} & {each.key for each in draft.asks}


@pytest.mark.parametrize(
    ("story", "branch"),
    [
        ("어깨가 찢어져 산재를 신청했는데 부산동부지사가 나이 탓이라며 불승인했습니다.", "부산동부지사"),
        (
            "의정부지사에 요양급여를 신청했습니다. 근로복지공단 원주지사로 넘어가 불승인 통지가 왔습니다.",
            "원주지사",
        ),
        ("저는 보험회사 수원지사에서 일하다 허리를 다쳤습니다.", ""),
    ],
)
def test_the_branch_is_read_by_its_name(story: str, branch: str) -> None:
    assert told_particulars(Intake(story=story), None, TODAY).branch == branch


@pytest.mark.parametrize(
    "story, told",
    [
        ("9월 1일부터 10월 20일까지 휴업급여를 안 줍니다.", {"period": (date(2026, 9, 1), date(2026, 10, 20))}),
        ("2024년 3월 2일부터 2026년 4월 1일까지 공장에 다녔어요.", {"period": None}),
        ("6월 1일부터 8월 31일까지는 휴업급여를 받았어요.", {"period": None}),
        ("공단이 3,640만 원을 토해내라고 합니다. 월급은 300만 원입니다.", {"amount": "3,640만 원"}),
        ("장해 12급 결정이 나왔는데 주치의는 10급이라고 합니다.", {"grade": 12}),
        ("주치의는 10급이라고 합니다.", {"grade": None}),
        ("유족급여와 장례비 모두 부지급 통지를 받았어요.", {"with_funeral": True}),
        ("장례비는 나왔는데 유족급여는 부지급 통지가 왔어요.", {"with_funeral": False}),
        ("남편이 창고에서 쓰러져 숨졌습니다.", {"relation": "배우자"}),
        ("아버지 일로 딸인 제가 씁니다. 아버지가 돌아가셨습니다.", {"relation": "자녀"}),
        ("아버지가 현장에서 쓰러져 돌아가셨습니다. 어머니가 신청했습니다.", {"relation": ""}),
    ],
)  # fmt: skip
def test_what_was_refused_and_to_whom_is_told_as_the_story_has_it(
    story: str, told: dict[str, object]
) -> None:
    found = told_particulars(Intake(story=story), None, TODAY)
    assert {name: getattr(found, name) for name in told} == told


@pytest.mark.parametrize(
    "words, stays",
    [
        ("안 된다는 종이를 받았어요.", False),
        ("그 기간은 일할 수 있었다고 안 준대요.", False),
        ("귀 사무소에 문의드립니다.", False),
        ("의사가 무거운 것은 들면 안 된대요.", True),
        ("공단은 다른 현장에서 일당을 받았다는데 그 기간 저는 왼팔을 못 들었습니다.", True),
        ("한시도 자리를 못 떠나요.", True),
        ("이제 와서 되나요.", False),
        ("제보 사진은 동생이라 공단도 제외했습니다.", True),
        ("공단 서류에 작년에도 빠졌다고 된 것은 병원이 정정해 줬어요.", True),
        ("회사에 가벼운 일을 시켜 달라니 그런 자리는 없다는 문자를 받았어요.", True),
    ],
)
def test_the_letter_and_a_greeting_are_no_facts_and_what_was_put_right_is(
    words: str, stays: bool, rulings: Held
) -> None:
    told = CASES["neck"] | {"story": f"{CASES['neck']['story']} {words}"}
    intake = Intake.model_validate(told)
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    assert (words in own_account(analysis).text) is stays


def test_the_paper_names_the_evidence_that_the_analysis_names(rulings: Held) -> None:
    for name in TOLD:
        intake = case_to_contest(filled(Intake.model_validate(TOLD[name]), TODAY)[0], TODAY)
        analysis = analyze(
            intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of
        )
        assert [each.id for each in of_told(name, rulings).evidence] == [
            each.id for each in analysis.missing_evidence
        ]


def test_no_ruling_is_cited_that_is_not_held(rulings: Held) -> None:
    for name in TOLD:
        for found in find_case_numbers(words(of_told(name, rulings))):
            court = rulings.store.get(f"대법원_{found.number}")
            cited_ = {each.id.split("_")[-1] for each in of_told(name, rulings).authorities}
            assert court or found.number in cited_, found.number


def test_wishes_feelings_and_who_writes_are_no_facts(rulings: Held) -> None:
    draft = of_told("driver", rulings)
    assert "청구해 보고 싶습니다" not in words(draft)
    quarry = of_told("quarry", rulings)
    said = words(quarry)
    assert "대신 씁니다" not in said and "여기서 ‘누나’라고 한 사람이 청구인입니다." in said
    assert any("대신 씁니다" in each.words for each in quarry.account.left_out)


@pytest.mark.parametrize(
    ("story", "wished"),
    [
        ("심사는 건너뛰고 바로 재심사를 청구하려고 합니다.", "재심사"),
        ("공단 심사부터 해 보고 싶습니다.", "심사"),
        ("심사를 할지 재심사를 할지 모르겠습니다.", ""),
        ("재심사를 청구하고 싶지는 않습니다.", ""),
        ("심사하는 날 팔을 들고 싶었습니다.", ""),
    ],
)
def test_which_remedy_is_wished_for(story: str, wished: str) -> None:
    assert wished_remedy(story) == wished


def test_the_wished_paper_is_written_first(rulings: Held) -> None:
    told = CASES["overwork"] | {"story": f"{CASES['overwork']['story']} 곧바로 재심사로 가고 싶습니다."}
    intake = case_to_contest(filled(Intake.model_validate(told), TODAY)[0], TODAY)
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    draft = draft_appeal(analysis, rulings.store, rulings.dispute_of, TODAY)
    assert isinstance(draft, Draft) and draft.paper is Paper.SECOND_REVIEW
    assert "재심사로 가고" not in words(draft)


def neither(_words: str) -> tuple[float, float]:
    return 0.0, 0.0


def test_what_the_company_says_against_it_is_not_quoted_as_a_fact() -> None:
    facts = "회사는 밤에는 대기만 했다고 합니다. 밤마다 병동에서 호출이 왔습니다. 팀장이 밤에도 나오라고 했습니다."
    what = Answering((), (), (re.compile("밤에|밤마다"),), ())
    assert answering(facts, "대기", what, 5, neither) == [
        "밤마다 병동에서 호출이 왔습니다.",
        "팀장이 밤에도 나오라고 했습니다.",
    ]


def test_what_helps_stands_under_a_reason_and_what_is_conceded_under_none() -> None:
    facts = "가게는 아내 이름입니다. 배달 주문은 모두 아내 전화로 받았습니다. 확인서에 그렇게 적힌 것은 맞습니다. 창문은 파랗습니다."
    worked = Answering((), (), (re.compile("아내이름"),), ())
    false = Answering((), (), (re.compile("모르고"),), ())
    reasons = [("일하였으므로", worked), ("주문을 받고도 속였으므로", false)]

    def helps(words: str) -> tuple[float, float]:
        return (0.1, 0.9) if "확인서" in words else (0.9, 0.1) if "아내" in words else (0.2, 0.2)

    shares = shared_out(facts, reasons, helps)
    assert shares == [frozenset(), {"배달 주문은 모두 아내 전화로 받았습니다."}], (
        "It shares a word with the second."
    )
    assert answering(facts, "일하였으므로", worked, 8, helps, shares[0]) == ["가게는 아내 이름입니다."]
    assert answering(facts, "속였으므로", false, 8, helps, shares[1]) == list(shares[1])
    assert concedes("확인서에 그렇게 적힌 것은 맞습니다.") and not concedes(
        "의사가 적은 것이 진단서에 있습니다."
    )


def test_what_a_contract_says_is_no_fact_where_it_is_turned_from() -> None:
    facts = "계약서에는 쉬는 시간이 9시간이라고 적혀 있습니다. 밤 11시부터 5시까지입니다. 그런데 밤 12시에도 호출을 받았습니다."
    what = Answering((), (), (re.compile("밤"),), ())
    assert answering(facts, "휴게", what, 5, neither) == ["그런데 밤 12시에도 호출을 받았습니다."]


def test_a_record_that_speaks_for_the_refusal_is_not_enclosed(rulings: Held) -> None:
    told = CASES["late"] | {
        "story": "공장 바닥에서 미끄러졌습니다. 응급실 기록에 ‘욕실에서 넘어짐’이라고 적혀 있습니다. 반장에게 보낸 문자가 있습니다.",
        "denial_reason": "초진기록상 자택 욕실에서 넘어진 것으로 기재되어 업무 중 사고로 볼 수 없음.",
    }
    intake = case_to_contest(filled(Intake.model_validate(told), TODAY)[0], TODAY)
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    draft = draft_appeal(analysis, rulings.store, rulings.dispute_of, TODAY)
    assert isinstance(draft, Draft)
    said = words(draft)
    assert "붙임: 응급실 기록" not in said and "문자" in said


def test_a_sentence_that_leans_on_another_is_quoted_with_it() -> None:
    facts = "약국에서 감기약을 샀습니다. 그때가 7시였습니다. 키 170에 80kg입니다. 너무 억울합니다."
    what = Answering((), (), (re.compile("7시|억울"),), ())
    assert answering(facts, "약국", what, 5, neither) == ["약국에서 감기약을 샀습니다. 그때가 7시였습니다."]
    loads = next(each for each in arguments() if each.id == "workload_of_joints").blanks[0]
    assert not loads.is_told(facts) and loads.is_told("80kg 자루를 날랐습니다.")


# --- the files -----------------------------------------------------------------------------------


def told_in(file: bytes) -> list[str]:
    document = Document(io.BytesIO(file))
    found = []
    for element in document.element.body.iterchildren():
        if element.tag.endswith("}p"):
            found.append(Paragraph(element, document).text)
        elif element.tag.endswith("}tbl"):
            found += [" ".join(cell.text for cell in row.cells) for row in Table(element, document).rows]
    return [each for each in found if each]


@pytest.mark.parametrize("name", CASES)
def test_the_file_says_what_the_lines_say(name: str, rulings: Held) -> None:
    draft = drafted(name, rulings)
    assert told_in(as_word(draft.lines)) == [line.words for line in draft.lines]


def test_the_request_for_the_file_names_the_papers_of_the_case(rulings: Held) -> None:
    intake = Intake.model_validate(CASES["overwork"])
    analysis = analyze(intake, rulings.store, rulings.index, rulings.counted, dispute_of=rulings.dispute_of)
    said = " ".join(told_in(as_word(disclosure_request(analysis, Given(branch="한빛지사")).lines)))
    for each in ("재해조사서", "자문의사", "판정서", "업무시간을 계산한 표", "제5조 제1항", "한빛지사 귀중"):
        assert each in said


def test_the_report_tells_all_of_a_case(rulings: Held) -> None:
    said = "\n".join(told_in(report(Intake.model_validate(CASES["overwork"]), rulings, TODAY)))
    for heading in (
        "기한",
        "열려 있는 길",
        "들은 것",
        "불승인 사유와 반박",
        "쟁점과 기준",
        "비슷한 판결",
        "가진 것으로 적은 자료",
        "보완할 입증자료",
        "상담 전에 떠올려 볼 것",
    ):
        assert heading in said, heading
    assert "2027-01-13" in said and "물류센터에서 밤 9시부터" in said and "담배는 하루 한 갑" in said
    assert "인정한 판결" in said and "인정하지 않은 판결" in said


def test_libreoffice_renders_every_letter(rulings: Held, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice: `sudo apt install libreoffice-writer-nogui fonts-noto-cjk`")
    from pypdf import PdfReader

    draft = drafted("neck", rulings)
    (tmp_path / "draft.docx").write_bytes(as_word(draft.lines))
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "draft.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    pages = PdfReader(tmp_path / "draft.pdf").pages
    shown = squeeze("".join(page.extract_text() for page in pages))
    for line in draft.lines:
        for word in re.findall(r"[가-힣]{2,}", line.text):
            # A glyph that the face lacks has no text behind it.
            assert word[:6] in shown, word


def test_a_stage_that_the_story_tells_only_is_enough() -> None:
    told = Intake.model_validate(
        {"story": "산재가 불승인됐다는 통지서를 11월 3일에 받았습니다.", "stage": "신청전"}
    )
    assert case_to_contest(told, TODAY).stage is Stage.DECISION
