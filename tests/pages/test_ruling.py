"""One ruling's page: from a digest, from its text, from nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from lib.access import OWNER
from lib.collect import importing
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.search.index import SearchIndex
from lib.store import Store
from tests.domain.made_up import REMANDED
from tests.forms import FORMS
from tests.servers.lawgo import OC, LawgoServer
from tests.servers.rulings import generate
from tests.synthetic import BODY, STUB, archive_file

ROOT = Path(__file__).resolve().parents[2]
TEXT_ID = "한빛지방법원_2021구단100"
DIGEST_ID = "서울행정법원_2022구단64283"
ADOPTS = """【주문】1. 원고의 항소를 기각한다.
【이유】1. 제1심판결의 인용
이 법원이 쓸 이유는 제1심판결 이유 기재와 같으므로 행정소송법 제8조 제2항, 민사소송법 제420조에 의하여 이를 인용한다.
2. 결론
그렇다면 제1심판결은 정당하므로 원고의 항소를 기각하기로 하여 주문과 같이 판결한다.
"""


@pytest.fixture
def with_texts(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    rulings = tmp_path_factory.mktemp("rulings")
    (rulings / "a.md").write_text(archive_file(body=BODY), encoding="utf-8")
    (rulings / "c.md").write_text(archive_file("2021누78", "한빛고등법원", body=ADOPTS), encoding="utf-8")
    (rulings / "b.md").write_text(archive_file("2022누77", "한빛고등법원", body=STUB), encoding="utf-8")
    with Store(home / "sanjae.db") as store:
        importing.import_paths([rulings], store, SearchIndex(home / "index").sync)
    return home


def open_ruling(id: str | None, **more: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    for name, value in more.items():
        app.query_params[name] = value
    if id is not None:
        app.query_params["id"] = id
    app.switch_page("pages/ruling.py").run()
    assert not app.exception and not app.error
    return app


def words(app: AppTest) -> str:
    elements = [*app.markdown, *app.caption, *app.header, *app.info, *app.code]
    return "\n".join(element.value for element in elements).replace("\\", "")


@pytest.mark.parametrize("id, is_marked", [(DIGEST_ID, False), ("서울행정법원_2021구합76644", True)])
def test_an_employers_suit_is_called_one(home: Path, id: str, is_marked: bool) -> None:
    assert ("회사가 낸 소송" in words(open_ruling(id))) == is_marked


def test_a_digest(home: Path) -> None:
    app = open_ruling(DIGEST_ID)
    assert [title.value for title in app.title] == ["서울행정법원 2022구단64283"]
    said = words(app)
    for expected in (
        "근로자 쪽이 졌습니다(근로자 패소).",
        "불인정",
        "1심",
        "직업성 암",
        "소송을 낸 쪽(원고): 폐암에 걸린 전 탄광 기계수리공",
        "약 26년의 흡연",
        "공단의 결정과 그 이유",
        "산업재해보상보험법 제37조 제5항",
        "이 앱에는 이 판결의 원문이 없고",
    ):
        assert expected in said, expected
    assert [code.value for code in app.code] == ["서울행정법원 2022구단64283 판결", "요양불승인처분취소"]
    assert "2022년에 접수한 사건" in said and "나의사건검색" in said


def test_the_row_of_instances(home: Path) -> None:
    said = words(open_ruling("창원지방법원_2022구단10741"))
    assert "같은 사건의 1심·2심·3심" in said
    assert "1심: 창원지방법원 2022구단10741** · 인정 · 지금 보는 판결" in said


def test_every_page_of_a_dispute_shows_all_of_it(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("chain")
    for serial, (number, (court, text)) in enumerate(REMANDED.items()):
        file = archive_file(number, court, body=text, serial=str(serial))
        (folder / f"{serial}.md").write_text(file, encoding="utf-8")
    with Store(home / "sanjae.db") as store:
        importing.import_paths([folder], store, SearchIndex(home / "index").sync)
    for here in ("한빛지방법원_2010구단1", "대법원_2012두3"):
        app = open_ruling(here)
        rows = [each.value.replace("\\", "") for each in app.markdown if " · 지금 보는 판결" in each.value]
        links = [link.proto.label.replace("\\", "") for link in app.get("page_link")]
        shown = [row.replace("**", "").removesuffix(" · 지금 보는 판결") for row in rows] + links
        assert [row for row in sorted(shown) if "20" in row] == [
            "1심: 한빛지방법원 2010구단1 · 불인정",
            "2심(항소심), 파기환송 뒤 다시: 한빛고등법원 2012누9 · 인정 · 1심 판결을 취소",
            "2심(항소심): 한빛고등법원 2011누2 · 불인정 · 1심 판결을 그대로 둠(유지)",
            "3심(대법원): 대법원 2012두3 · 근로자 편에서 다시 재판(파기환송) · 2심(항소심) 판결을 깸(파기)",
        ]


def test_a_text_without_digest_is_quoted(with_texts: Path) -> None:
    app = open_ruling(TEXT_ID)
    said = words(app)
    assert "판결문에서 그대로 옮긴 문장" in said
    assert said.count("근로자 쪽이") == 1
    quoted = [element.value for element in app.markdown if element.value.startswith("> “")]
    assert quoted
    body = " ".join(BODY.split())
    assert all(quote.replace("\\", "")[3:-1].replace("\N{WORD JOINER}", "") in body for quote in quoted)
    labels = [expander.label.replace("\\", "") for expander in app.expander]
    assert "어떤 일이 있었나(처분의 경위) · 1. 처분의 경위" in labels
    assert "결론(주문)" in labels


def test_reasons_that_another_ruling_gives_are_not_made_up(with_texts: Path) -> None:
    app = open_ruling("한빛고등법원_2021누78")
    assert "이유는 앞선 판결에 있습니다" in "".join(each.value for each in app.info)
    headers = [each.value for each in app.header]
    assert "법원은 왜 그렇게 판단했나" not in headers
    assert "법원이 든 사정" not in headers


def test_a_quotation_opens_its_place(with_texts: Path) -> None:
    app = open_ruling(TEXT_ID)
    assert not any(":orange-background[" in element.value for element in app.markdown)
    show = next(button for button in app.button if button.label == "원문에서 보기")
    show.click().run()
    marked = [element.value for element in app.markdown if ":orange-background[" in element.value]
    assert len(marked) == 1
    assert not app.exception and not app.error


def test_an_address_may_name_a_place_of_the_text(with_texts: Path) -> None:
    with Store(with_texts / "sanjae.db") as store:
        held = store.get(TEXT_ID)
        assert held is not None
        place = held.precedent.text.index("나르던 무게와 횟수")
    marked = [
        element.value
        for element in open_ruling(TEXT_ID, at=f"{place}-{place + 10}").markdown
        if ":orange-background[" in element.value
    ]
    assert len(marked) == 1 and ":orange-background[나르던 무게와 횟수]" in marked[0]
    for wrong in ("9-3", "0-999999", "-1-4", "x"):
        assert ":orange-background[" not in words(open_ruling(TEXT_ID, at=wrong))


def test_a_stub_says_so(with_texts: Path) -> None:
    said = words(open_ruling("한빛고등법원_2022누77"))
    assert "공개된 기록에 이 판결의 내용이 없습니다" in said
    assert "결과를 알 수 없습니다(모름)" in said
    assert "같은 사건의 1심·2심·3심" in said


def test_where_a_ruling_came_from(with_texts: Path) -> None:
    with Store(with_texts / "sanjae.db") as store:
        held = store.get(TEXT_ID)
        assert held is not None
        again = replace(
            held.precedent,
            source="comwel",
            kind_a="*취소*",
            kind_b="요양",
            kind_c=None,
            fetched_at=datetime.now(UTC),
        )
        store.upsert([again], classify, CLASSIFIER_VERSION)
    app = open_ruling(TEXT_ID)
    assert "출처: 공개 판례 저장소, 근로복지공단 판례(공공데이터포털)" in words(app)
    kinds = app.table[0].value
    assert kinds["근로복지공단 판례(공공데이터포털)"].tolist() == ["\\*취소\\*", "요양", "말 없음"]
    assert len(kinds.columns) == 2


def test_no_kinds_to_compare_is_no_table(home: Path) -> None:
    app = open_ruling(DIGEST_ID)
    assert "출처: 기본 판례" in words(app)
    assert not app.table


@pytest.mark.parametrize(
    "id, sentence",
    [
        (None, "볼 판결을 고르지 않았습니다"),
        (" ", "볼 판결을 고르지 않았습니다"),
        ("없는법원_2099구단1", "지금 가진 자료에 없습니다"),
        ("'; DROP TABLE rulings; --", "지금 가진 자료에 없습니다"),
    ],
)
def test_no_such_ruling(home: Path, id: str | None, sentence: str) -> None:
    assert sentence in words(open_ruling(id))


@pytest.mark.parametrize(
    "id",
    [
        f"{DIGEST_ID}.", f"{DIGEST_ID})", "2022구단64283", "서울행정법원 2023. 5. 4. 선고 2022구단64283 판결",
        quote(DIGEST_ID), quote(quote(DIGEST_ID)), *(form(DIGEST_ID) for form in FORMS.values()),
    ],
)  # fmt: skip
def test_an_address_that_was_bent_on_its_way_still_leads_there(home: Path, id: str) -> None:
    assert "2022구단64283" in open_ruling(id).title[0].value.replace("\\", "")


def test_a_number_that_is_not_held_shows_the_way_to_the_nearest(home: Path) -> None:
    app = open_ruling("서울행정법원_2022구단64238")
    assert "지금 가진 자료에 없습니다" in words(app) and "번호가 가장 가까운 판결" in words(app)
    assert any("2022구단64283" in link.label.replace("\\", "") for link in app.get("page_link"))


def test_a_number_of_several_courts_is_chosen_from(with_texts: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(archive_file("2021구단100", "다른지방법원", body=BODY), encoding="utf-8")
    with Store(with_texts / "sanjae.db") as store:
        importing.import_paths([other], store, SearchIndex(with_texts / "index").sync)
    app = open_ruling("2021구단100")
    labels = [link.label.replace("\\", "") for link in app.get("page_link")]
    assert {"다른지방법원 2021구단100", "한빛지방법원 2021구단100"} <= set(labels)


TITLE_LINE = "[서울행정법원 2023. 5. 4. 선고 2022구단64283 판결]\n"


def press(app: AppTest, key: str) -> AppTest:
    next(button for button in app.button if button.key == key).click().run()
    assert not app.exception and not app.error
    return app


def test_a_pasted_text_stands_there_at_once(home: Path) -> None:
    app = open_ruling(DIGEST_ID)
    app.text_area[0].set_value(BODY)
    assert "다른 판결의 원문" in press(app, "full_text_keep").warning[0].value
    app.text_area[0].set_value(TITLE_LINE + BODY)
    press(app, "full_text_keep")
    assert not app.warning and not app.text_area
    assert "가구 공장에서 합판을 나르다가" in words(app)


def test_the_text_is_fetched_where_an_oc_is_set(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(home / "sanjae.db") as store:
        ruling = store.get(DIGEST_ID)
    assert ruling is not None
    served = replace(
        generate(1)[0],
        serial=str(ruling.precedent.source_serial),
        court=ruling.precedent.court,
        case_number=ruling.precedent.case_number,
        text=BODY,
    )
    assert "full_text_fetch" not in [button.key for button in open_ruling(DIGEST_ID).button]
    with LawgoServer([served]) as server:
        monkeypatch.setenv("LAWGO_BASE_URL", server.url)
        monkeypatch.setenv("LAWGO_OC", OC)
        assert "가구 공장에서 합판을 나르다가" in words(press(open_ruling(DIGEST_ID), "full_text_fetch"))


MADE_UP = f"""법원명,사건번호,사건명,선고일자,결과유형,판결문
창원지방법원,2022구단10741,가짜 사건,2001-02-03,기각,"{BODY}"
"""


def test_a_made_up_row_changes_nothing_of_a_page_but_is_shown_beside_it(home: Path) -> None:
    id = "창원지방법원_2022구단10741"
    before = words(open_ruling(id))
    with Store(home / "sanjae.db") as store:
        files = [("표.csv", MADE_UP.encode())]
        importing.import_upload(
            files, importing.Limits(10**7, 10), store, SearchIndex(home / "index").sync, OWNER
        )
    app = open_ruling(id)
    assert "다르게 말합니다" in app.warning[0].value
    [table] = [each.value for each in app.table if "파일의 말" in each.value.columns]
    assert table["파일의 말"].tolist() == ["불인정", "가짜 사건"]
    added = ("출처: ", "이 판결이 들어 있는 파일")
    now = [line for line in words(app).splitlines() if not line.startswith(added)]
    # The word of the row's own result stands in the table of what sources call it.
    now = [line for line in now if "출처는 법원이 한 일" not in line]
    assert now == [line for line in before.splitlines() if not line.startswith(added)]


def test_a_ruling_known_from_a_file_alone_says_so(home: Path) -> None:
    with Store(home / "sanjae.db") as store:
        files = [("하나.md", archive_file().encode())]
        importing.import_upload(
            files, importing.Limits(10**7, 10), store, SearchIndex(home / "index").sync, OWNER
        )
    assert "올린 파일에만 있는 판결입니다." in open_ruling(TEXT_ID).warning[0].value


def test_a_text_from_a_file_is_marked(home: Path) -> None:
    court, number = DIGEST_ID.split("_")
    with Store(home / "sanjae.db") as store:
        files = [("하나.md", archive_file(number, court).encode())]
        importing.import_upload(
            files, importing.Limits(10**7, 10), store, SearchIndex(home / "index").sync, OWNER, trusted=True
        )
    said = words(open_ruling(DIGEST_ID))
    assert "이 원문은 사람이 넣은 것입니다(공개 판례 저장소)." in said and "합판을 나르다가" in said
