"""국가법령정보 공동활용: lists, rulings, and what stands in place of them."""

from datetime import date

import pytest

from lib.settings import Settings
from lib.sources import http, lawgo
from lib.sources.http import AgainError, AnswerError, DailyLimitError, KeyRefusedError
from lib.sources.lawgo import read_list, read_ruling
from lib.sources.live import MissingRulingError
from tests.servers.faults import Faults
from tests.servers.lawgo import OC, OTHER_LAW_TEXT, LawgoServer
from tests.servers.rulings import Served, generate


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "FIRST_BACKOFF", 0.01)


def settings(server: LawgoServer, oc: str = OC) -> Settings:
    return Settings(lawgo_oc=oc, lawgo_base_url=server.url, lawgo_pause_seconds=0)  # type: ignore[arg-type]


@pytest.mark.parametrize("fault", ["", "xml", "cp949", "gzip"])
def test_list_and_rulings_in_every_shape(fault: str) -> None:
    served = generate(60)
    with LawgoServer(served) as server:
        server.always = fault
        source = lawgo.Lawgo(settings(server))
        for listing, of_agency in (("agency", True), ("act", False)):
            page = source.page(listing, 1, 100)
            expected = [each for each in served if each.from_agency is of_agency]
            assert [row.key for row in page.rows] == [each.serial for each in expected]
            assert page.total == len(expected)
            for each in expected:
                found = source.ruling(listing, each.serial)
                assert found and found.id == each.id
                assert found.text.endswith(each.text), "byte for byte"
                assert each.holding in found.text
                assert (found.text == each.text) == (not each.holding)
                day = each.decided_on
                assert found.decided_on == (date.fromisoformat(day) if day else None)
                assert found.source_serial == each.serial
                assert found.source_url == f"https://www.law.go.kr/LSW/precInfoP.do?precSeq={each.serial}"


def test_one_entry_and_none() -> None:
    with LawgoServer(generate(1)) as server:
        source = lawgo.Lawgo(settings(server))
        assert len(source.page("agency", 1, 100).rows) == 1
        assert source.page("agency", 2, 100).rows == ()


def test_a_holding_goes_under_the_headings_of_the_archive() -> None:
    answer = '{"PrecService":{"판례정보일련번호":"7","사건번호":"2012두1","법원명":"대법원","판시사항":"갑<br/>을","판례내용":"【주문】 상고를 기각한다.","선고일자":"2012.3.4"}}'
    found = read_ruling(answer.encode(), "", "7")
    assert found.text == "## 판시사항\n\n갑\n을\n\n## 판례내용\n\n【주문】 상고를 기각한다."
    assert found.decided_on == date(2012, 3, 4)


def test_a_ruling_of_other_law_is_left_out() -> None:
    other = Served(
        "9",
        "2020구합1",
        "한빛지방법원",
        "이행강제금부과처분취소",
        OTHER_LAW_TEXT,
        "",
        "",
        "",
        "",
        from_agency=False,
    )
    with LawgoServer([other]) as server:
        source = lawgo.Lawgo(settings(server))
        assert source.ruling("act", "9") is None
        assert source.ruling("agency", "9") is not None, "all that the agency publishes is its own"


UNUSABLE = {
    "none there": ('{"Law":"일치하는 판례가 없습니다.  판례명을 확인하여 주십시오."}', MissingRulingError),
    "none there, XML": ("<Law>일치하는 판례가 없습니다.</Law>", MissingRulingError),
    "no case number": ('{"PrecService":{"법원명":"대법원","판례내용":"가"}}', MissingRulingError),
    "another ruling": ('{"PrecService":{"판례정보일련번호":"8","사건번호":"2012두1","법원명":"대법원"}}', AgainError),
    "an error": ("<response><result>실패</result><msg>오류</msg></response>", AgainError),
}  # fmt: skip


@pytest.mark.parametrize("answer, kind", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_what_is_no_ruling(answer: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        read_ruling(answer.encode(), "", "7")


def test_an_error_for_a_list() -> None:
    with pytest.raises(AgainError) as caught:
        read_list("<response><result>실패하였습니다</result><msg>오류</msg></response>".encode(), "")
    assert isinstance(caught.value.final, AnswerError)


def test_a_wrong_oc() -> None:
    with LawgoServer(generate(3)) as server:
        with pytest.raises(KeyRefusedError, match="LAWGO_OC") as caught:
            lawgo.Lawgo(settings(server, "nobody")).page("agency", 1, 100)
        assert "nobody" not in str(caught.value)
        assert server.calls["lawSearch.do"] == 2


NOT_APPLIED = "미신청된 목록/본문에 대한 접근입니다."


@pytest.mark.parametrize(
    "said",
    [
        f"<!DOCTYPE html><html><head><script>var OC = 'x'</script></head><body><p>{NOT_APPLIED}</p></body></html>",
        f'{{"result": "{NOT_APPLIED}"}}',
        f"<response><result>{NOT_APPLIED}</result></response>",
    ],
)
def test_where_rulings_were_not_applied_for(said: str) -> None:
    with LawgoServer(generate(3)) as server:
        server.always = f"says 200 {said}"
        with pytest.raises(KeyRefusedError, match="판례의 목록과 본문"):
            lawgo.Lawgo(settings(server)).page("agency", 1, 100)
        with pytest.raises(KeyRefusedError, match="판례의 목록과 본문"):
            lawgo.Lawgo(settings(server)).ruling("agency", "7")


def test_a_wrong_oc_told_in_a_page() -> None:
    page = "<html><body>사용자 정보 검증에 실패하였습니다. IP주소를 등록해 주세요.</body></html>"
    with LawgoServer(generate(3)) as server:
        server.always = f"says 200 {page}"
        with pytest.raises(KeyRefusedError, match="LAWGO_OC"):
            lawgo.Lawgo(settings(server)).page("agency", 1, 100)


@pytest.mark.parametrize(
    "said",
    [
        "<html><body><h1>안내</h1><p>사용자 인증에 실패하였습니다.</p></body></html>",
        "<!DOCTYPE html><html><body>등록되지 않은 사용자입니다. OPEN API 신청 후 이용해 주십시오.</body></html>",
        "<html><body>유효하지 않은 OC 값입니다.</body></html>",
    ],
)
def test_a_wrong_oc_in_other_words(said: str) -> None:
    with LawgoServer(generate(3)) as server:
        server.always = f"says 200 {said}"
        with pytest.raises(KeyRefusedError, match="LAWGO_OC"):
            lawgo.Lawgo(settings(server)).page("agency", 1, 100)
        with pytest.raises(KeyRefusedError, match="LAWGO_OC"):
            lawgo.Lawgo(settings(server)).ruling("agency", "7")


def test_a_page_of_the_web_is_no_refusal() -> None:
    with LawgoServer(generate(3)) as server:
        server.always = "says 200 <html><body>점검 중입니다. 접속하신 IP 주소는 1.2.3.4입니다.</body></html>"
        with pytest.raises(AnswerError, match="HTML"):
            lawgo.Lawgo(settings(server)).page("agency", 1, 100)


@pytest.mark.parametrize(
    "said", ["API token quota exceeded", "<r>LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR</r>"]
)
def test_the_limit_of_a_day(said: str) -> None:
    with LawgoServer(generate(3)) as server:
        server.always = f"says 200 {said}"
        with pytest.raises(DailyLimitError, match="내일"):
            lawgo.Lawgo(settings(server)).page("agency", 1, 100)
        assert sum(server.calls.values()) == 1, "each call more is one beyond the limit"


def test_an_oc_pasted_with_its_name() -> None:
    with LawgoServer(generate(3)) as server:
        assert lawgo.Lawgo(settings(server, f" OC={OC}\n")).page("agency", 1, 100).rows


def test_a_ruling_comes_through_faults() -> None:
    served = generate(2)
    script = ["500", "cut", "html", "reset", "code 99"]
    with LawgoServer(served, Faults(script=script)) as server:
        found = lawgo.Lawgo(settings(server)).ruling("agency", served[0].serial)
    assert found and found.id == served[0].id


def test_without_an_oc_it_says_where_to_get_one() -> None:
    with pytest.raises(KeyRefusedError, match="LAWGO_OC"):
        lawgo.Lawgo(Settings(lawgo_oc=""))  # type: ignore[arg-type]
