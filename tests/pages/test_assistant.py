"""The landing page: form, examples, result, corrections, clearing."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bench.rates import write_listing
from lib.collect.importing import import_paths
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.search.index import SearchIndex
from lib.store import Store
from lib.ui.samples import samples

ROOT = Path(__file__).resolve().parents[2]
STORY = "assistant_story"
SECTIONS = [
    "한눈에 보기",
    "제가 이해한 내용이 맞나요?",
    "무엇이 다툼인가요?",
    "비슷한 판결에서는 어땠나요?",
    "가까운 판결을 양쪽 다 보세요",
    "적으신 내용에서 눈여겨볼 점",
    "더 모으면 좋은 자료",
    "지금 할 수 있는 일",
    "공식 통계로는 어떤가요?",
    "이 화면이 알려 주지 못하는 것",
]


@pytest.fixture
def open_app(home: Path) -> Callable[[], AppTest]:
    return lambda: AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def words(app: AppTest) -> str:
    """Everything said on the page."""
    return "\n".join(element.value for element in [*app.markdown, *app.caption, *app.header, *app.subheader])


def submit(app: AppTest) -> AppTest:
    return next(button for button in app.button if button.label == "비슷한 판결 찾아보기").click().run()


def test_before_anything_is_asked(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    assert not app.exception and not app.error
    assert [title.value for title in app.title] == ["내 상황 분석"]
    assert not app.header
    assert "예측하거나 법률 자문을 하지는 않습니다" in words(app)
    assert "저장하지 않고" in words(app)


def test_neither_story_nor_diagnosis(open_app: Callable[[], AppTest]) -> None:
    app = submit(open_app())
    assert not app.header
    assert [warning.value for warning in app.warning] == [
        "무슨 일이 있었는지, 또는 진단명을 적어 주세요. 둘 가운데 하나면 됩니다."
    ]


def test_too_many_diagnoses(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_input(key="assistant_diagnoses").input(", ".join(f"병{n}" for n in range(40)))
    submit(app)
    assert "30개까지" in app.warning[0].value


def test_too_long_a_story_is_refused_with_a_sentence_and_kept(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("가" * 30_000)
    submit(app)
    assert "20,000자까지" in app.warning[0].value
    assert len(app.text_area(key=STORY).value) == 30_000
    app.text_area(key=STORY).input("허리를 다쳤습니다.")
    app.text_input(key="assistant_occupation").input("일" * 301)
    submit(app)
    assert "300자까지" in app.warning[0].value


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.id)
def test_an_example_is_one_tap(open_app: Callable[[], AppTest], sample) -> None:  # type: ignore[no-untyped-def]
    app = open_app().button(key=f"assistant_sample_{sample.id}").click().run()
    assert not app.exception and not app.error
    assert [header.value for header in app.header] == SECTIONS
    assert app.text_area(key=STORY).value == sample.intake.story
    assert app.text_input(key="assistant_diagnoses").value == ", ".join(sample.intake.diagnoses)
    assert app.date_input(key="assistant_decision_date").value == sample.on(date.today()).decision_date
    said = words(app)
    assert "예측하지 않습니다" in said
    assert [subheader.value for subheader in app.subheader] == [
        "근로자 쪽이 이긴 판결",
        "근로자 쪽이 진 판결",
        "유리하게 볼 수 있는 점",
        "불리하게 볼 수 있는 점",
    ]


def test_over_a_whole_listing_the_rate_is_told_with_all_it_was_counted_over(
    open_app: Callable[[], AppTest], home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("판례")
    known = {group.disease: each for group, each in write_listing(folder, 400).items()}[Disease.HEARING]
    with Store(home / "sanjae.db") as store:
        import_paths([folder], store, SearchIndex(home / "index").sync, is_listing=True)
    app = open_app().button(key="assistant_sample_hearing").click().run()
    assert not app.exception and not app.error
    told = [said for text in app.markdown if "95% 구간" in (said := text.value.replace("\\", ""))]
    assert told and len(app.get("vega_lite_chart")) == 1
    for sentence in told:
        assert f"사건 {known.n}건" in sentence and f"{known.won}건이 근로자 쪽에 유리하게" in sentence
        assert "공개된 판결 전체 목록" in sentence and "소음성 난청" in sentence and "년 접수" in sentence


def test_a_tired_person_is_told_what_to_do_now(open_app: Callable[[], AppTest]) -> None:
    """Short, misspelt, without a diagnosis: still an answer and a next step, and the numbers once, with the rulings."""
    app = open_app()
    app.text_area(key=STORY).input(
        "남펴니 물류센타에서 밤새 일하다 쓰러져서 죽었어요. 혈압때문이라고 안된대요. 어떠케 하죠"
    )
    submit(app)
    assert [header.value for header in app.header] == SECTIONS
    glance = next(text.value for text in app.markdown if "지금 할 일" in text.value)
    assert not re.search(r"\d건|%", glance) and "거절 통지서의 기한" in glance
    assert words(app).count("건을 골라 두었습니다") == words(app).count("확률을 뜻하지 않습니다") == 1
    assert "1. 거절 통지서를 찾아" in words(app)


def test_what_is_needed_stands_before_what_helps(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        "프레스 공장에 십 년 다녔는데 소음 노출이 확인되지 않는다고 난청을 거절당했어요."
    )
    app = submit(app)
    told = words(app)
    assert 0 < told.index("꼭 필요한 것") < told.index("있으면 도움이 되는 것")
    assert "소음" in next(each.label for each in app.expander if each.icon == ":material/priority_high:")


def test_a_story_in_english_says_first_how_far_it_was_understood(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("My husband got a Heart Attack at work and he die. They refuse.")
    submit(app)
    assert "only the main words" in app.info[0].value
    assert any("Heart Attack" in caption.value for caption in app.caption)
    app.text_area(key=STORY).input("Toi bi dau tay khi lam viec")
    submit(app)
    assert "could not understand" in app.info[0].value
    assert len([box for box in app.selectbox if box.key.startswith("assistant_understood")]) == 4


def test_the_form_needs_neither_store_nor_charts() -> None:
    """They take a second to load; the form is on screen before."""
    code = (
        "import sys, lib.ui.errors, lib.ui.labels, lib.ui.samples, lib.ui.style, lib.ui.routing; "
        "sys.exit(bool({'sqlalchemy', 'tantivy', 'altair', 'pandas', 'lib.store'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_diagnosis_alone_is_enough(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_input(key="assistant_diagnoses").input("소음성 난청")
    submit(app)
    assert [header.value for header in app.header] == SECTIONS
    assert app.selectbox(key="assistant_understood_disease_category").value == Disease.HEARING
    assert app.selectbox(key="assistant_understood_kind_b").value == KindB.DISABILITY


def test_nothing_understood_shows_no_rulings_and_asks(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("허리 아픔 산재")
    submit(app)
    assert "왜 거절했나요" in words(app) and "진단명을 적어 주세요" in words(app)
    assert not app.subheader or "이긴 판결" not in "".join(each.value for each in app.subheader)
    app.selectbox(key="assistant_understood_issue_category").set_value(Issue.TIME_LIMIT).run()
    # What the person chooses is enough; a side that has none says so.
    assert "근로자가 이긴 판결은 가지고 있지 않습니다" in words(app)
    assert "근로자가 진 판결은 가지고 있지 않습니다" not in words(app)
    assert not app.exception and not app.error


def test_another_law_is_told_where_to_turn(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("월급을 석 달째 못 받았습니다. 근로계약서도 없습니다.")
    submit(app)
    assert "근로기준법" in words(app) and "[1350](tel:1350)" in words(app)
    assert not app.subheader and "거절 통지서" not in words(app)
    # Whoever knows better chooses what it is about.
    app.selectbox(key="assistant_understood_issue_category").set_value(Issue.EMPLOYEE_STATUS).run()
    assert "이긴 판결" in "".join(each.value for each in app.subheader)


def test_a_greeting_is_asked_back_and_shown_no_rulings(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("안녕하세요???")
    submit(app)
    assert "왜 거절했나요" in words(app) and "진단명을 적어 주세요" in words(app)
    assert not app.subheader and "1. 거절 통지서를 찾아" in words(app)


def test_the_second_illness_is_one_tap_away(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("탄광에서 18년 일했습니다. 귀도 안 들리고 진폐도 있는데 거절당했어요.")
    submit(app)
    assert app.selectbox(key="assistant_understood_disease_category").value == Disease.HEARING
    app.button(key="assistant_further_RESPIRATORY").click().run()
    assert app.selectbox(key="assistant_understood_disease_category").value == Disease.RESPIRATORY
    assert app.button(key="assistant_further_HEARING") and not app.exception


def test_an_approval_that_the_employer_attacks_was_not_refused(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        "공단이 테니스엘보를 승인했는데 회사가 취소소송을 냈다고 법원에서 연락이 왔어요."
    )
    submit(app)
    assert "보조참가" in words(app)
    assert "90일" not in words(app) and "거절 통지서" not in words(app)


def test_a_correction_changes_the_result(open_app: Callable[[], AppTest]) -> None:
    app = open_app().button(key="assistant_sample_hearing").click().run()
    before = words(app)
    assert "그 사람의 건강을 기준으로" in before
    app.selectbox(key="assistant_understood_issue_category").set_value(Issue.TIME_LIMIT).run()
    assert "기한 안에 신청했는지" in words(app)
    assert "그 사람의 건강을 기준으로" not in words(app)
    app.selectbox(key="assistant_understood_issue_category").set_value("모름").run()
    assert "다툼의 핵심을 알 수 없습니다" in words(app)
    assert not app.exception and not app.error


def test_what_was_chosen_survives_a_look_at_a_ruling(open_app: Callable[[], AppTest]) -> None:
    app = open_app().button(key="assistant_sample_hearing").click().run()
    app.selectbox(key="assistant_understood_kind_b").set_value(KindB.TREATMENT).run()
    app.query_params["id"] = "서울행정법원_2022구단64283"
    app.switch_page("pages/ruling.py").run()
    assert SECTIONS[0] not in [header.value for header in app.header]
    app.switch_page("pages/assistant.py").run()
    assert [header.value for header in app.header] == SECTIONS
    assert app.selectbox(key="assistant_understood_kind_b").value == KindB.TREATMENT
    assert app.text_area(key=STORY).value == samples()[0].intake.story
    assert app.radio(key="assistant_kind_c").value == KindC.DISEASE


def test_clearing_forgets_everything(open_app: Callable[[], AppTest]) -> None:
    app = open_app().button(key="assistant_sample_overwork").click().run()
    app.button(key="assistant_clear").click().run()
    assert not app.header
    assert app.text_area(key=STORY).value == ""
    assert not [
        key
        for key in ("assistant_intake", "assistant_choice", "assistant_sample")
        if key in app.session_state
    ]
    assert app.text_input(key="assistant_diagnoses").value == ""
    assert app.date_input(key="assistant_decision_date").value is None


def test_a_new_story_is_understood_anew(open_app: Callable[[], AppTest]) -> None:
    app = open_app().button(key="assistant_sample_hearing").click().run()
    assert any("예시입니다" in caption.value for caption in app.caption)
    app.text_area(key=STORY).input("퇴근길에 자전거를 타고 가다가 차에 치여 다리가 부러졌습니다.")
    app.text_input(key="assistant_diagnoses").input("경골 골절")
    app.text_area(key="assistant_denial_reason").input("")
    app.radio(key="assistant_kind_c").set_value("모름")
    submit(app)
    assert app.selectbox(key="assistant_understood_kind_c").value == KindC.COMMUTE
    assert not any("예시입니다" in caption.value for caption in app.caption)


def test_words_of_a_story_are_shown_as_words(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        "**조선소** [소음](https://evil.example) 때문에 :red[난청]이 왔습니다. 나이 탓이래요."
    )
    submit(app)
    assert not app.exception and not app.error
    assert "](https://evil" not in words(app) and ":red[난청" not in words(app)


def test_official_figures_stand_last_with_their_source(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        "주 70시간 일하던 남편이 뇌출혈로 쓰러졌습니다. 고혈압 때문이라고 거절됐습니다."
    )
    submit(app)
    said = words(app).replace("\\", "")
    assert "2024년 1심에서 근로복지공단이 진 비율은 14.3%였습니다." in said
    assert "뇌혈관·심장의 병이 산재로 인정된 비율은 32.2%였습니다." in said
    assert "](https://lawfact.co.kr/news_proc/news_contents.jsp?ncd=4191)" in said
    assert "내 사건이 받아들여질 확률이 아닙니다" in said
    assert [header.value for header in app.header][-2:] == SECTIONS[-2:]


def test_no_percentage_is_shown_to_a_person_in_despair(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("주 70시간 일하다 뇌출혈로 쓰러졌고 거절됐습니다. 더는 살고 싶지 않아요.")
    submit(app)
    assert all(any(f"(tel:{number})" in info.value for info in app.info) for number in ("109", "119", "112"))
    assert "먼저 위 번호로 이야기하세요" in words(app) and "먼저 이 자료를 챙기세요" not in words(app)
    shown = {header.value for header in app.header}
    assert "공식 통계로는 어떤가요?" not in shown and "비슷한 판결에서는 어땠나요?" not in shown
    assert "마지막 판결 하나만 셉니다" not in words(app)
    # Percentages that the law itself names (a third more work, work at night) may stand in its criteria.
    told = [line for line in words(app).splitlines() if re.search(r"\d\\?%", line)]
    assert not [line for line in told if re.search("비율|구간|유리하게|인정된|진 것|이긴", line)]


def test_a_quiet_line_stands_beside_an_illness_of_the_mind(open_app: Callable[[], AppTest]) -> None:
    def lines(story: str) -> list[str]:
        app = open_app()
        app.text_area(key=STORY).input(story)
        submit(app)
        return [caption.value for caption in app.caption if "(tel:109)" in caption.value]

    assert len(lines("상사의 괴롭힘으로 우울증이 왔는데 업무와 관련이 없다고 거절됐습니다.")) == 1
    assert not lines("조선소 소음으로 난청이 왔는데 나이 탓이라고 거절됐습니다.")
