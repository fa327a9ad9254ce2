"""Summaries: our own digest, or the ruling's own sentences at their place."""

import random
from pathlib import Path

import pytest

from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from lib.rulings.summary import Quote, Summary, quotes_of, snippet_of, summarize
from lib.sources.markdown import read_file
from lib.store import Store
from tests.conftest import Home
from tests.domain.corpus import own_rulings, real_rulings
from tests.domain.made_up import precedent, ruling_text, supreme_text
from tests.forms import FORMS
from tests.synthetic import BODY, OTHER_LAW, STUB, archive_file


def held(tmp_path: Path, *precedents: Precedent) -> list[StoredRuling]:
    with Store(tmp_path / "sanjae.db") as store:
        store.upsert(precedents, classify, CLASSIFIER_VERSION)
        return list(store.since(0))


def assert_quotes_stand_in_the_text(ruling: StoredRuling) -> None:
    summary = summarize(ruling)
    text = ruling.precedent.shown_text
    for quote in summary.quotes:
        assert text[quote.start : quote.end] == quote.text
        assert quote.text.strip()
    if summary.how == "extractive":
        quoted = {quote.text for quote in summary.quotes}
        for part in (summary.background, summary.denial_reason, summary.reason):
            for quote in summary.quotes:
                part = part.replace(quote.text, "")
            assert not part.strip()
        assert set(summary.deciding_factors) <= quoted


def test_a_ruling_without_a_digest_is_quoted(tmp_path: Path) -> None:
    (ruling,) = held(tmp_path, read_file(archive_file().encode()))
    summary = summarize(ruling)
    assert summary.how == "extractive"
    assert "합판을 나르다가" in summary.background
    assert "자료가 모자란다" in summary.reason + " ".join(summary.deciding_factors)
    assert summary.plaintiff == "근로자(본인)"
    assert "졌습니다" in summary.result
    assert_quotes_stand_in_the_text(ruling)


def summary_of(tmp_path: Path, text: str, instance: int = 1) -> Summary:
    (ruling,) = held(tmp_path, precedent(text, instance))
    assert_quotes_stand_in_the_text(ruling)
    return summarize(ruling)


LOST_ORDER = "1. 원고의 청구를 기각한다.\n2. 소송비용은 원고가 부담한다."


def test_what_each_says_stands_in_its_own_field(tmp_path: Path) -> None:
    """A party's and an expert's words, and what is against the result, are no reasons of the court."""
    summary = summary_of(
        tmp_path,
        ruling_text(
            LOST_ORDER,
            argument="원고의 업무는 과중하였고 상당인과관계가 인정된다.",
            judgment="1) 다음 사정들을 종합하면, 원고의 업무와 이 사건 상병 사이에 상당인과관계를 인정하기 어렵다.\n"
            "가) 원고의 주치의는 업무로 악화되었다는 소견을 밝혔다.\n나) 원고가 과로하였다고 볼 자료가 없다.",
            conclusion="그렇다면 원고의 청구는 이유 없으므로 기각하기로 하여 주문과 같이 판결한다.\n감정의는 원고의 처지가 딱하다고 본다.",
        ),
    )
    assert summary.reason.endswith("상당인과관계를 인정하기 어렵다.")
    assert summary.deciding_factors == ("원고가 과로하였다고 볼 자료가 없다.",)
    assert "인정하기 어렵다는 이유로 요양불승인처분" in summary.denial_reason
    assert "어깨를 다쳐" in summary.background
    assert summary.issue == "일과 병·사고 사이에 마땅한 관련이 있는지(상당인과관계)"
    assert summary.no_reasons == ""


def test_no_sentence_is_cut(tmp_path: Path) -> None:
    """A long one is given whole or left out."""
    long = "원고가 " + "한여름에 지붕 위에서 쉬지 않고 일하였고, " * 30 + "그 끝에 쓰러진 사실을 알 수 있다."
    summary = summary_of(
        tmp_path,
        supreme_text(
            "원심판결을 파기하고, 사건을 한빛고등법원에 환송한다.",
            f"기록에 의하면, {long}\n위 사실에 비추어 보면 업무와 이 사건 사고 사이에 상당인과관계가 있다고 볼 여지가 있다.\n"
            "원심판결에는 상당인과관계에 관한 법리를 오해한 잘못이 있다.",
            "【원고, 상고인】 원고\n【피고, 피상고인】 근로복지공단",
        ),
        instance=3,
    )
    assert "볼 여지가 있다" in summary.reason
    assert all(quote.text.endswith("다.") for quote in summary.quotes)
    assert long in summary.background


@pytest.mark.parametrize(
    ("reasons", "instance", "said"),
    [
        ("제1심판결 이유 기재와 같으므로 민사소송법 제420조에 의하여 이를 인용한다.", 2, "앞선 판결"),
        ("상고이유는 상고심절차에 관한 특례법 제4조가 정한 사유를 포함하지 아니한다.", 3, "심리불속행"),
        ("원고는 억울하다고 주장한다.", 1, "모름"),
    ],
)
def test_a_ruling_without_reasons_of_its_own_says_so(
    tmp_path: Path, reasons: str, instance: int, said: str
) -> None:
    order = {1: "원고의 청구를 기각한다.", 2: "원고의 항소를 기각한다.", 3: "상고를 기각한다."}[instance]
    text = supreme_text(order, reasons) if instance == 3 else ruling_text(order, judgment=reasons)
    summary = summary_of(tmp_path, text, instance)
    assert (summary.reason, summary.deciding_factors, summary.issue) == ("", (), "")
    assert said in summary.no_reasons


def test_a_digest_speaks_for_itself(starter_home: Home) -> None:
    ruling = starter_home.store.get("서울행정법원_2022구단14998")
    assert ruling and ruling.precedent.digest
    summary = summarize(ruling)
    assert summary.how == "digest"
    assert summary.preview == ruling.precedent.digest.gist
    assert summary.deciding_factors == ruling.precedent.digest.tipped
    assert summary.quotes == (), "no text is held, so nothing can be quoted"


@pytest.mark.parametrize("body", [STUB, "", "내용 없음"])
def test_a_stub_says_that_nothing_is_known(tmp_path: Path, body: str) -> None:
    stub = Precedent(
        case_number="2020누5",
        court="한빛고등법원",
        title="유족급여부지급처분취소",
        source="archive",
        text=body,
    )
    summary = summarize(held(tmp_path, stub)[0])
    assert "알 수 없습니다" in summary.preview
    assert summary.plaintiff == summary.background == summary.reason == ""
    assert summary.quotes == summary.deciding_factors == ()


def test_quotes_survive_any_cut(tmp_path: Path) -> None:
    """Whatever is left of a text, a quote is a substring at its offsets."""
    draw = random.Random(7)
    noise = "가나다. 1) ① 。？\t\n 다. 함. 【】「」한다.\x00\u3000"
    cuts = []
    for number in range(150):
        body = BODY * draw.randint(1, 3) + OTHER_LAW
        start, end = sorted(draw.sample(range(len(body)), 2))
        middle = "".join(draw.choices(noise, k=draw.randint(0, 400)))
        cuts.append(
            Precedent(
                case_number=f"2020구단{number}",
                court="한빛지방법원",
                title="요양불승인처분취소",
                source="archive",
                text=body[:start] + middle + body[end:],
            )
        )
    for ruling in held(tmp_path, *cuts):
        assert_quotes_stand_in_the_text(ruling)


def test_whole_rulings_are_quoted_truly(tmp_path: Path) -> None:
    for ruling in held(tmp_path, *(ruling for ruling, _ in (*own_rulings(), *real_rulings()))):
        assert_quotes_stand_in_the_text(ruling)
        if summarize(ruling).plaintiff:
            assert summarize(ruling).quotes or summarize(ruling).no_reasons


def test_a_snippet_shows_the_legal_word_for_a_lay_question(starter_home: Home) -> None:
    ruling = starter_home.store.get("서울행정법원_2022구단59779")
    assert ruling
    marked = snippet_of(ruling, "귀가 잘 안 들려요").marked()
    assert "**난청**" in marked
    assert {snippet_of(ruling, form("귀가 잘 안 들려요")).marked() for form in FORMS.values()} == {marked}


def test_words_of_the_court_below_are_named_as_taken_over(tmp_path: Path) -> None:
    below = "제1심은, 상자의 무게를 살핀 다음 이 사건 상병과 원고의 일 사이에 상당인과관계를 인정할 수 없다고 판단하였다."
    text = ruling_text(
        "원고의 항소를 기각한다.", judgment=f"가. {below}\n나. 이러한 제1심의 판단은 기록에 비추어 옳다."
    )
    summary = summary_of(tmp_path, text, 2)
    assert {quote.text: quote.voice for quote in summary.quotes}[below] == (
        "1심 법원의 판단을 이 법원이 받아들임"
    )


def test_a_ruling_that_only_says_the_court_below_was_right_says_so(tmp_path: Path) -> None:
    alone = ruling_text(
        "원고의 항소를 기각한다.",
        judgment="가. 더 낸 증거를 보아도 제1심의 사실인정과 판단은 정당하다.",
    )
    assert "받아들였습니다" in summary_of(tmp_path, alone, 2).no_reasons


def test_the_question_is_of_the_provision_that_the_decision_applied(tmp_path: Path) -> None:
    history = (
        "원고는 한빛운수에서 배달을 하던 사람으로 2020. 11. 5. 신호를 어기고 오토바이를 몰다가 다쳐 피고에게 요양급여를 신청하였다.\n"
        "나. 피고는 2021. 3. 4. 산업재해보상보험법 제37조 제2항에서 정한 범죄행위로 생긴 재해라는 이유로 요양불승인처분"
        "(이하 '이 사건 처분'이라 한다)을 하였다."
    )
    judgment = "앞서 본 사정을 종합하면, 원고가 신호를 어긴 탓에 다친 것을 업무와 상당인과관계가 없는 재해라고 볼 수 없다."
    order = "1. 피고가 2021. 3. 4. 원고에게 한 요양불승인처분을 취소한다.\n2. 소송비용은 피고가 부담한다."
    text = ruling_text(order, history=history, judgment=judgment)
    assert summary_of(tmp_path, text).issue == "산재에서 빼는 범죄행위로 생긴 재해인지"


def test_the_question_of_a_time_without_work_is_no_question_of_cause(tmp_path: Path) -> None:
    history = (
        "원고는 한빛금속에서 일하던 사람으로 2020. 11. 5. 어깨를 다쳐 요양하였고 2020. 12. 1.부터 2021. 1. 31.까지의 휴업급여를 청구하였다.\n"
        "나. 피고는 2021. 3. 4. 그 기간에는 취업할 수 있었다는 이유로 휴업급여 부지급처분(이하 '이 사건 처분'이라 한다)을 하였다."
    )
    judgment = (
        "앞서 본 사정을 종합하면, 원고가 그 기간에 이 사건 상병의 악화로 취업하지 못하였다고 보기 어렵다."
    )
    claim = "피고가 2021. 3. 4. 원고에게 한 휴업급여 부지급처분을 취소한다."
    text = ruling_text("원고의 청구를 기각한다.", claim=claim, history=history, judgment=judgment)
    assert "휴업급여 기간" in summary_of(tmp_path, text).issue


ASKED = [
    (
        "나. 피고는 2021. 3. 4. 이 사건 상병은 의학적으로 확인되지 않는다는 이유로 요양불승인처분(이하 '이 사건 처분'이라 한다)을 하였다.",
        "앞서 본 사정을 종합하면, 업무와 이 사건 상병 사이에 상당인과관계가 있다고 인정하기 어렵다.",
        "신청한 병이 실제로 있는지(상병의 확인)",
    ),
    (
        "나. 피고는 2021. 3. 4. 과로가 확인되지 않는다는 이유로 요양불승인처분(이하 '이 사건 처분'이라 한다)을 하였다.",
        "앞서 본 사정을 종합하면, 업무와 이 사건 상병 사이에 상당인과관계가 있다고 인정하기 어렵다.",
        "일과 병·사고 사이에 마땅한 관련이 있는지(상당인과관계)",
    ),
    (
        "나. 피고는 2021. 3. 4. 증상이 고정되었다는 이유로 진료계획 불승인처분(이하 '이 사건 처분'이라 한다)을 하였다.",
        "앞서 본 사정을 종합하면, 이 사건 상병은 악화를 막는 치료만이 필요하여 증상이 고정된 상태이므로 요양이 필요하다고 보기 어렵다.",
        "치료가 더 필요한지(요양의 필요성)",
    ),
    (
        "나. 피고는 2021. 3. 4. 진폐병형이 정상이라는 이유로 부지급처분(이하 '이 사건 처분'이라 한다)을 하였다.",
        "앞서 본 사정을 종합하면, 원고의 진폐병형이 제1형 이상이라고 인정하기 어렵다.",
        "진폐가 얼마나 진행되었는지(병형·장해등급)를 바르게 정했는지",
    ),
    (
        "나. 피고는 2021. 3. 4. 해외에 파견된 사람이라는 이유로 부지급처분(이하 '이 사건 처분'이라 한다)을 하였다.",
        "앞서 본 사정을 종합하면, 원고는 해외파견자에 해당하여 산업재해보상보험법의 적용대상이 된다고 보기 어렵다.",
        "해외에 파견된 것인지, 출장 간 것인지(국내 산재보험이 적용되는지)",
    ),
]


@pytest.mark.parametrize(("history", "judgment", "issue"), ASKED)
def test_the_question_is_the_one_that_was_decided(
    tmp_path: Path, history: str, judgment: str, issue: str
) -> None:
    order = "1. 원고의 청구를 기각한다.\n2. 소송비용은 원고가 부담한다."
    worker = "원고는 한빛금속에서 일하던 사람으로 2020. 11. 5. 아파서 피고에게 급여를 신청하였다.\n"
    assert (
        summary_of(tmp_path, ruling_text(order, history=worker + history, judgment=judgment)).issue == issue
    )


def test_quotes_of_a_field() -> None:
    quotes = [Quote("가나다라", 3, 7), Quote("마바사아", 9, 13)]
    assert quotes_of("마바사아\n없는 문장", quotes) == [quotes[1]]
    assert quotes_of("", quotes) == []
    assert quotes_of(f"앞{quotes[1].text}뒤", quotes) == []
