"""공공데이터포털: shapes of its answers, and what they become."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from lib.settings import Settings
from lib.sources import comwel, http
from lib.sources.comwel import read_page
from lib.sources.http import (
    AgainError,
    AnswerError,
    DailyLimitError,
    KeyRefusedError,
    SourceError,
    UnreachableError,
)
from lib.sources.live import is_stray
from tests.servers.comwel import KEY, ComwelServer
from tests.servers.faults import Faults
from tests.servers.rulings import generate


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "FIRST_BACKOFF", 0.01)


def settings(server: ComwelServer, key: str = KEY) -> Settings:
    return Settings(comwel_api_key=key, comwel_base_url=server.url, comwel_pause_seconds=0)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", [KEY, quote(KEY, safe=""), f" {KEY} "])
@pytest.mark.parametrize("fault", ["", "xml", "cp949", "gzip"])
@pytest.mark.parametrize("upper", [False, True])
def test_every_shape_gives_the_same_rulings(key: str, fault: str, upper: bool) -> None:
    served = generate(120)
    with ComwelServer(served, Faults(script=[fault]), upper_tags=upper) as server:
        page = comwel.Comwel(settings(server, key)).page("rulings", 1, 150)
    assert page.total == 120
    for row, each in zip(page.rows, served, strict=True):
        found = row.precedent
        assert found and row.key == found.id == each.id
        assert found.text == each.text, "byte for byte"
        assert (found.kind_a, found.kind_b, found.kind_c) == (
            each.kind_a or None,
            each.kind_b or None,
            each.kind_c or None,
        )
        assert found.title == each.title and found.decided_on is None and found.source == "comwel"
        assert found.source_url and found.source_url.startswith("https://sanjaecase.comwel.or.kr/")


def item(**fields: str) -> str:
    values = {"accnum": "2012구단100", "courtname": "한빛지방법원", "noncontent": "주문", **fields}
    return "".join(f"<{name}>{value}</{name}>" for name, value in values.items())


def body(inside: str, total: str = "1") -> bytes:
    return (
        f"<response><header><resultCode>00</resultCode></header><body>{inside}"
        f"<totalCount>{total}</totalCount></body></response>"
    ).encode()


# body → number of rows, text of the first
SHAPES = {
    "one item": (body(f"<items><item>{item()}</item></items>"), 1, "주문"),
    "two items": (body(f"<items><item>{item()}</item><item>{item(accnum='2012구단2')}</item></items>"), 2, "주문"),
    "no items": (body("<items></items>"), 0, ""),
    "items as an empty element": (body("<items/>"), 0, ""),
    "no items element": (body(""), 0, ""),
    "escaped breaks": (body(f"<items><item>{item(noncontent='가&lt;br/&gt;나&lt;BR&gt;다')}</item></items>"), 1, "가\n나\n다"),
    "breaks as elements": (body(f"<items><item>{item(noncontent='가<br/>나<br />다')}</item></items>"), 1, "가\n나\n다"),
    "unclosed breaks": (body(f"<items><item>{item(noncontent='가<br>나')}</item></items>"), 1, "가\n나"),
    "cdata": (body(f"<items><item>{item(noncontent='<![CDATA[ 가 &amp; 나<br/>]]>')}</item></items>"), 1, " 가 & 나\n"),
    "HTML entities in XML": (body(f"<items><item>{item(noncontent='가&nbsp;나&middot;다')}</item></items>"), 1, "가\xa0나·다"),
    "a bare ampersand": (body(f"<items><item>{item(noncontent='R&D 부서')}</item></items>"), 1, "R&D 부서"),
    "escaped twice": (body(f"<items><item>{item(noncontent='가&amp;lt;br/&amp;gt;나')}</item></items>"), 1, "가\n나"),
    "control characters": (body(f"<items><item>{item(noncontent='가' + chr(11) + '나')}</item></items>"), 1, "가나"),
    "a byte order mark": (b"\xef\xbb\xbf" + body(f"<items><item>{item()}</item></items>"), 1, "주문"),
    "JSON, one item": (
        '{"response":{"header":{"resultCode":"00"},"body":{"items":{"item":{"accNum":"2012구단1",'
        '"courtName":"한빛지방법원","nonContent":"가<br/>나&lt;갑&gt;"}},"totalCount":1}}}'.encode(),
        1,
        "가\n나<갑>",
    ),
    "JSON, empty items": (b'{"response":{"header":{"resultCode":"00"},"body":{"items":"","totalCount":0}}}', 0, ""),
    "JSON with a raw line break": (
        '{"response":{"header":{"resultCode":"00"},"body":{"items":{"item":[{"accnum":"2012구단1",'
        '"courtname":"한빛지방법원","noncontent":"가\n나"}]},"totalCount":"1"}}}'.encode(),
        1,
        "가\n나",
    ),
    "nulls in JSON": (
        '{"response":{"header":{"resultCode":0},"body":{"items":{"item":[{"accnum":"2012구단1",'
        '"courtname":"한빛지방법원","noncontent":null,"kinda":null}]},"totalCount":1}}}'.encode(),
        1,
        "",
    ),
    "code 03: no data": (
        b"<OpenAPI_ServiceResponse><cmmMsgHeader><returnReasonCode>03</returnReasonCode></cmmMsgHeader>"
        b"</OpenAPI_ServiceResponse>",
        0,
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("answer, count, text", SHAPES.values(), ids=SHAPES.keys())
def test_shapes(answer: bytes, count: int, text: str) -> None:
    page = read_page(answer, "text/plain")
    assert len(page.rows) == count
    if count:
        found = page.rows[0].precedent
        assert found and found.text == text


UNREADABLE_ITEMS = [
    (item(accnum=""), "사건번호가 없습니다."),
    (item(accnum="미상"), "사건번호의 모양이 아닙니다: 미상"),
    (item(courtname=""), "법원명이 없습니다."),
    (item(courtname="-"), "법원명이 아닙니다: -"),
]


@pytest.mark.parametrize("fields, problem", UNREADABLE_ITEMS)
def test_an_entry_that_names_no_ruling(fields: str, problem: str) -> None:
    (row,) = read_page(body(f"<items><item>{fields}</item></items>"), "").rows
    assert (row.key, row.precedent, row.problem) == ("", None, problem)


# code → the error in the end, what it tells to do
CODES: list[tuple[str, type[SourceError], str]] = [
    ("01", AnswerError, "코드 1"),
    ("04", AnswerError, "코드 4"),
    ("12", AnswerError, "COMWEL_BASE_URL"),
    ("20", KeyRefusedError, "활용신청"),
    ("22", DailyLimitError, "내일"),
    ("30", KeyRefusedError, "한 시간"),
    ("31", KeyRefusedError, "연장"),
    ("32", KeyRefusedError, "IP"),
    ("99", AnswerError, "코드 99"),
]


@pytest.mark.parametrize("code, kind, words", CODES)
def test_error_envelopes_become_sentences(code: str, kind: type[SourceError], words: str) -> None:
    with ComwelServer(generate(3)) as server:
        server.always = f"code {code}"
        with pytest.raises(kind, match=words) as caught:
            comwel.Comwel(settings(server)).page("rulings", 1, 10)
    assert str(caught.value).endswith(".")


GATEWAY: list[tuple[str, type[SourceError], str]] = [
    ("200 API token quota exceeded", DailyLimitError, "내일"),
    ("429 API token quota exceeded", DailyLimitError, "내일"),
    ('429 {"message": "API token quota exceeded"}', DailyLimitError, "내일"),
    ("200 LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR", DailyLimitError, "내일"),
    (
        "200 <OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>"
        "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR</returnAuthMsg></cmmMsgHeader></OpenAPI_ServiceResponse>",
        DailyLimitError,
        "내일",
    ),
    (
        "429 <html><body>LIMITED NUMBER OF SERVICE\nREQUESTS EXCEEDS ERROR</body></html>",
        DailyLimitError,
        "내일",
    ),
    ("401 Unauthorized", KeyRefusedError, "활용신청"),
    ("403 <html><body>Forbidden</body></html>", KeyRefusedError, "활용신청"),
    ("200 API not found", AnswerError, "COMWEL_BASE_URL"),
    ("200 Unexpected errors", UnreachableError, "장애"),
]


@pytest.mark.parametrize("said, kind, words", GATEWAY)
def test_what_the_gateway_says_in_plain_words(said: str, kind: type[SourceError], words: str) -> None:
    with ComwelServer(generate(3)) as server:
        server.always = f"says {said}"
        with pytest.raises(kind, match=words) as caught:
            comwel.Comwel(settings(server)).page("rulings", 1, 10)
        assert sum(server.calls.values()) == (1 if kind is DailyLimitError else 3)
    assert "코드" not in str(caught.value) or "22)" in str(caught.value)


def test_words_that_are_no_key_are_sent_nowhere() -> None:
    with ComwelServer(generate(3)) as server:
        with pytest.raises(KeyRefusedError, match="COMWEL_API_KEY"):
            comwel.Comwel(settings(server, "내 인증키"))
        assert not server.calls


def test_a_ruling_about_a_quota_is_no_refusal() -> None:
    text = "API token quota exceeded " + "가" * 400
    page = read_page(body(f"<items><item>{item(noncontent=text)}</item></items>"), "")
    assert page.rows[0].precedent


def test_after_the_daily_limit_nothing_more_is_asked() -> None:
    with ComwelServer(generate(30)) as server:
        server.always = "code 22"
        source = comwel.Comwel(settings(server))
        with ThreadPoolExecutor(4) as threads:
            calls = [threads.submit(source.page, "rulings", number, 10) for number in range(1, 9)]
        assert all(isinstance(call.exception(), DailyLimitError) for call in calls)
        assert sum(server.calls.values()) <= source.parallel


def test_one_odd_refusal_of_a_good_key_is_not_believed() -> None:
    with ComwelServer(generate(3), Faults(script=["code 30", "code 30"])) as server:
        assert len(comwel.Comwel(settings(server)).page("rulings", 1, 10).rows) == 3


@pytest.mark.parametrize("cut", [10, 60, 150])
def test_a_cut_answer_is_worth_another_try(cut: int) -> None:
    whole = body(f"<items><item>{item(noncontent='가' * 50)}</item></items>")
    with pytest.raises(AgainError):
        read_page(whole[:cut], "")


def test_without_a_key_it_says_where_to_get_one() -> None:
    with pytest.raises(KeyRefusedError, match="COMWEL_API_KEY"):
        comwel.Comwel(Settings(comwel_api_key=""))  # type: ignore[arg-type]


SPOILED = {
    "half a pair in JSON": (
        '{"response":{"header":{"resultCode":"00"},"body":{"totalCount":1,"items":{"item":{"accnum":"2012구단1",'
        '"courtname":"대법원","noncontent":"a\\ud83db\\ud83d\\ude00"}}}}}'.encode(),
        "a�b\U0001f600",
    ),
    "half a pair as a reference": (body(f"<items><item>{item(noncontent='a&#xD83D;b&#xD83D;&#xDE00;')}</item></items>"), "a�b\U0001f600"),
    "a reference to a control character": (body(f"<items><item>{item(noncontent='a&#0;&#x1f;b')}</item></items>"), "ab"),
    "half a pair as bytes": (body(f"<items><item>{item(noncontent='aXb')}</item></items>").replace(b"aXb", b"a\xed\xa0\xbdb"), "a�b"),
}  # fmt: skip


@pytest.mark.parametrize("answer, text", SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_character_spoils_nothing_else(answer: bytes, text: str) -> None:
    page = read_page(answer, "")
    assert page.rows[0].precedent and page.rows[0].precedent.text == text


def test_a_byte_that_stays_bad_is_one_character() -> None:
    answer = body(f"<items><item>{item(noncontent='가나X다라')}</item></items>").replace(b"X", b"\xff")
    with ComwelServer([]) as server:
        server._serve = lambda handler: server._send(handler, answer, 200, "application/xml")  # type: ignore[method-assign]
        (row,) = comwel.Comwel(settings(server)).page("rulings", 1, 10).rows
    assert row.precedent and row.precedent.text == "가나\ufffd다라"


@pytest.mark.parametrize("odd", ['"?"', "7", "null", "[]", "{}", '{"message": "점검"}'])
def test_an_item_that_is_no_object_is_told_and_no_row_of_the_listing(odd: str) -> None:
    good = '{"accnum":"2012구단1","courtname":"대법원","noncontent":"가"}'
    answer = f'{{"response":{{"header":{{"resultCode":"00"}},"body":{{"totalCount":2,"items":{{"item":[{odd},{good}]}}}}}}}}'
    first, second = read_page(answer.encode(), "").rows
    assert "다른 값" in first.problem and is_stray(first.id) and second.precedent and not is_stray(second.id)


def test_too_many_calls_a_second_are_no_limit_of_the_day() -> None:
    said = "LIMITED_NUMBER_OF_SERVICE_REQUESTS_PER_SECOND_EXCEEDS_ERROR"
    with ComwelServer(generate(3), Faults(script=[f"says 429 {said}", "code 23"])) as server:
        assert len(comwel.Comwel(settings(server)).page("rulings", 1, 10).rows) == 3
