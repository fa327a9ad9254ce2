"""The landing page: form, examples, result, corrections, clearing."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bench.rates import write_listing
from lib.collect.importing import import_paths
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Stage
from lib.guidance.periods import last_day
from lib.i18n import translator
from lib.search.index import SearchIndex
from lib.store import Store
from lib.ui.progress import today_in_korea
from lib.ui.samples import samples

ROOT = Path(__file__).resolve().parents[2]
STORY = "assistant_story"
# What follows the deadline, whose heading is its day.
SECTIONS = [
    "먼저 할 일",
    "왜 안 된다고 했고, 무엇으로 답하나요?",
    "비슷한 판결에서는 어땠나요?",
    "더 모으면 좋은 자료",
    "누가 도와주나요?",
    "이 화면이 알려 주지 못하는 것",
    "적어 주신 이야기",
]


@pytest.fixture
def open_app(home: Path) -> Callable[[], AppTest]:
    return lambda: AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def words(app: AppTest) -> str:
    """Everything said on the page."""
    return "\n".join(element.value for element in [*app.markdown, *app.caption, *app.header, *app.subheader])


def sections(app: AppTest) -> list[str]:
    """The headings of a case, the deadline's apart, which stands before them."""
    told = [header.value for header in app.header]
    assert re.search("까지|안에|지난|날짜가 맞지", told[0]), told
    return told[1:]


def folded(app: AppTest, label: str) -> str:
    """Everything said in the fold of that label."""
    fold = next(each for each in app.expander if label in each.label)
    return "\n".join(each.value for each in [*fold.markdown, *fold.caption])


def first_steps(app: AppTest) -> str:
    """The numbered steps, one below the other."""
    return "\n".join(text.value for text in app.markdown if re.match(r"\d\. \*\*", text.value))


def submit(app: AppTest) -> AppTest:
    return (
        next(button for button in app.button if button.label == "기한과 할 일, 비슷한 판결 보기")
        .click()
        .run()
    )


def test_before_anything_is_asked(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    assert not app.exception and not app.error
    assert [title.value for title in app.title] == ["내 상황 분석"]
    assert not app.header
    first = app.markdown[1].value
    assert "언제까지, 무엇을, 어디에" in first and "예측하거나 법률 자문을 하지는 않습니다" in first
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
    assert sections(app) == SECTIONS
    assert app.text_area(key=STORY).value == sample.intake.story
    assert app.text_input(key="assistant_diagnoses").value == ", ".join(sample.intake.diagnoses)
    assert app.date_input(key="assistant_received_on").value == sample.on(today_in_korea()).received_on
    said = words(app)
    assert "예측하지 않습니다" in said
    assert [subheader.value for subheader in app.subheader] == [
        "근로자 쪽이 이긴 판결",
        "근로자 쪽이 진 판결",
    ]
    weighed = folded(app, "법원이 따지는 점")
    assert 0 < weighed.index("유리하게 볼 수 있는 점") < weighed.index("불리하게 볼 수 있는 점")


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
        assert f"사건 {known.n}건" in sentence and f"{known.won}건에서 근로자 쪽이 이겼습니다" in sentence
        assert "공개된 판결 전체 목록" in sentence and "소음성 난청" in sentence and "년 접수" in sentence


def test_a_tired_person_is_told_what_to_do_now(open_app: Callable[[], AppTest]) -> None:
    """Short, misspelt, without a diagnosis: still an answer and a next step, and the numbers once, with the rulings."""
    app = open_app()
    app.text_area(key=STORY).input(
        "남펴니 물류센타에서 밤새 일하다 쓰러져서 죽었어요. 혈압때문이라고 안된대요. 어떠케 하죠"
    )
    submit(app)
    assert sections(app) == SECTIONS
    assert app.header[0].value == "받은 날부터 90일 안에"
    first = first_steps(app)
    assert not re.search(r"\d건|\d%", re.sub(r"\(http[^)]*\)", "", first))
    assert "받은 날부터 찾으세요" in first and "(tel:132)" in first
    assert words(app).count("건을 골라 두었습니다") == words(app).count("확률을 뜻하지 않습니다") == 1
    assert "1. **" in words(app)


def test_what_is_needed_stands_before_what_helps(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        "프레스 공장에 십 년 다녔는데 귀가 안 들립니다. 회사는 문을 닫았고 소음을 잰 기록이 없다고 난청을 거절당했어요. 같이 일한 사람은 둘 있습니다."
    )
    app = submit(app)
    told = words(app)
    assert "꼭 필요한 것" in told
    folds = [each.label for each in app.expander]
    helps = next(place for place, label in enumerate(folds) if "있으면 도움이 되는 것" in label)
    needed = [each.label for each in app.expander if each.icon == ":material/priority_high:"]
    assert 1 <= len(needed) <= 3 and any("측정" in label for label in needed)
    assert all(folds.index(label) < helps for label in needed)


def test_a_story_in_english_says_first_how_far_it_was_understood(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("My husband got a Heart Attack at work and he die. They refuse.")
    submit(app)
    assert "only the main words" in app.info[0].value
    assert any("Heart Attack" in each.value for each in app.markdown)
    app.text_area(key=STORY).input("Toi bi dau tay khi lam viec")
    submit(app)
    assert "could not understand" in app.info[0].value
    boxes = {box.key for box in app.selectbox if box.key.startswith("assistant_understood")}
    assert len(boxes - {"assistant_understood_stage"}) == 4


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
    assert sections(app) == SECTIONS
    assert app.selectbox(key="assistant_understood_disease_category").value == Disease.HEARING
    assert app.selectbox(key="assistant_understood_kind_b").value == KindB.DISABILITY


def test_nothing_understood_shows_no_rulings_and_asks(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("허리 아픔 산재")
    submit(app)
    assert "왜 거절했나요" not in words(app) and "진단명을 적어 주세요" in words(app)
    assert not app.subheader or "이긴 판결" not in "".join(each.value for each in app.subheader)
    app.selectbox(key="assistant_understood_issue_category").set_value(Issue.TIME_LIMIT).run()
    # What the person chooses is enough.
    assert "이긴 판결" in "".join(each.value for each in app.subheader)
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


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("?????? ?? 70?? ???? ??????", "물음표(?)로 바뀌어 와서"),
        ("소음성 난청으로 불승인되었습니다".encode().decode("cp949", "replace"), "깨진 글자로 와서"),
    ],
)
def test_words_that_did_not_arrive_are_told(open_app: Callable[[], AppTest], story: str, told: str) -> None:
    app = open_app()
    app.text_area(key=STORY).input(story)
    submit(app)
    assert told in words(app).replace("\\", "") and "영어로 쓴" not in words(app) and not app.subheader
    assert not app.exception and not app.error


def test_a_greeting_is_asked_back_and_shown_no_rulings(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("안녕하세요???")
    submit(app)
    assert "왜 거절했나요" not in words(app) and "읽지 못했습니다" in words(app)
    assert not app.subheader and "1. **" not in words(app)
    assert "적은 내용 고치기" in [each.label for each in app.expander]


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
    assert "무엇이 갈렸는지 알 수 없습니다" in words(app)
    assert not app.exception and not app.error


def test_what_was_chosen_survives_a_look_at_a_ruling(open_app: Callable[[], AppTest]) -> None:
    app = open_app().button(key="assistant_sample_hearing").click().run()
    app.selectbox(key="assistant_understood_kind_b").set_value(KindB.TREATMENT).run()
    app.query_params["id"] = "서울행정법원_2022구단64283"
    app.switch_page("pages/ruling.py").run()
    assert SECTIONS[0] not in [header.value for header in app.header]
    app.switch_page("pages/assistant.py").run()
    assert sections(app) == SECTIONS
    assert app.selectbox(key="assistant_understood_kind_b").value == KindB.TREATMENT
    assert app.text_area(key=STORY).value == samples()[0].intake.story
    assert app.radio(key="assistant_kind_c").value == KindC.DISEASE


def test_clearing_forgets_everything(open_app: Callable[[], AppTest]) -> None:
    app = open_app().button(key="assistant_sample_overwork").click().run()
    app.button(key="assistant_clear").click().run()
    app.button(key="assistant_clear_indeed").click().run()
    assert not app.header
    assert app.text_area(key=STORY).value == ""
    assert not [
        key
        for key in ("assistant_intake", "assistant_choice", "assistant_progress", "assistant_sample")
        if key in app.session_state
    ]
    assert app.text_input(key="assistant_diagnoses").value == ""
    assert app.date_input(key="assistant_received_on").value is None


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
    assert "14.3%" in folded(app, "공식 통계로는 어떤가요?").replace("\\", "")
    # Behind them only what the page cannot tell.
    assert [each.label for each in app.expander][-2:] == ["공식 통계로는 어떤가요?", "더 읽기"]


def test_no_percentage_is_shown_to_a_person_in_despair(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("주 70시간 일하다 뇌출혈로 쓰러졌고 거절됐습니다. 더는 살고 싶지 않아요.")
    submit(app)
    assert all(any(f"(tel:{number})" in info.value for info in app.info) for number in ("109", "119", "112"))
    assert "먼저 위 번호로 이야기하세요" in words(app) and "먼저 이 자료를 챙기세요" not in words(app)
    assert "공식 통계로는 어떤가요?" not in {each.label for each in app.expander}
    assert "건을 골라 두었습니다" not in words(app)
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


# --- by when ---------------------------------------------------------------------------------------


def in_korean(day: date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일"


def test_the_last_day_is_counted_from_the_day_the_letter_was_received(
    open_app: Callable[[], AppTest],
) -> None:
    app = open_app()
    received = today_in_korea() - timedelta(days=12)
    app.text_area(key=STORY).input("프레스 공장 소음으로 난청이 왔는데 나이 탓이라고 거절당했어요.")
    app.date_input(key="assistant_received_on").set_value(received)
    submit(app)
    due = last_day(received, days=90).due
    assert app.header[0].value.startswith(in_korean(due)) and app.header[1].value == "먼저 할 일"
    told = words(app)
    assert (
        f"{(due - today_in_korea()).days}일 남았습니다" in told
        and f"통지서를 받은 날 {in_korean(received)}" in told
    )
    assert "심사청구" in told and "취소소송" in told and "제103조 제3항" in told.replace("\\", "")
    # A correction below changes what stands above.
    corrected = received - timedelta(days=30)
    app.date_input(key="assistant_understood_received_on").set_value(corrected).run()
    assert app.header[0].value.startswith(in_korean(last_day(corrected, days=90).due))
    app.selectbox(key="assistant_understood_stage").set_value(Stage.FIRST_INSTANCE).run()
    assert "다투는 기한이 지난" in app.header[0].value and "추후보완" in words(app)
    # Not known is an answer.
    app.selectbox(key="assistant_understood_stage").set_value(Stage.DECISION)
    app.date_input(key="assistant_understood_received_on").set_value(None).run()
    assert app.header[0].value == "받은 날부터 90일 안에" and "아직 모릅니다" in words(app)
    assert not app.exception


def test_a_day_of_the_story_is_read_shown_with_its_words_and_corrected(
    open_app: Callable[[], AppTest],
) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        "프레스 공장 소음으로 난청이 왔습니다. 12일 전에 불승인 통지서를 받았어요. 나이 탓이래요."
    )
    submit(app)
    received = today_in_korea() - timedelta(days=12)
    assert app.date_input(key="assistant_understood_received_on").value == received
    assert app.header[0].value.startswith(in_korean(last_day(received, days=90).due))
    assert any("읽은 말" in each.value and "12일 전" in each.value for each in app.markdown)
    app.date_input(key="assistant_understood_received_on").set_value(None).run()
    assert app.header[0].value == "받은 날부터 90일 안에"


@pytest.mark.parametrize(("who", "is_supposed"), [("판정위원회에서", False), ("공단에서", True)])
def test_a_panel_that_was_told_is_not_supposed(
    open_app: Callable[[], AppTest], who: str, is_supposed: bool
) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        f"콜센터에서 일하다 우울증이 왔습니다. {who} 업무 스트레스로 보기 어렵다고 해서 불승인됐어요."
    )
    submit(app)
    assert "**재심사청구**" in words(app)
    assert ("판정위원회가 판정했다면 **재심사청구**" in words(app)) is is_supposed


@pytest.mark.parametrize(("there", "back"), [("en", "ko"), ("ko", "en")])
def test_a_label_of_the_other_language_never_enters_the_case(
    open_app: Callable[[], AppTest], there: str, back: str
) -> None:
    """A browser sends what a box showed, also once the language was switched under it."""
    app = open_app()
    app.session_state["language"] = back
    app.run()
    received = today_in_korea() - timedelta(days=12)
    app.text_area(key=STORY).input("프레스 공장 소음으로 난청이 왔습니다. 나이 탓이라며 산재가 안 된대요.")
    app.date_input(key="assistant_received_on").set_value(received)
    app.selectbox(key="assistant_stage").set_value(Stage.DECISION)
    app.radio(key="assistant_panel").set_value(True)
    app.button(
        key="FormSubmitter:assistant_form-" + translator(back)("기한과 할 일, 비슷한 판결 보기")
    ).click().run()
    said = app.header[0].value
    boxes = {
        "stage": "거절 통지를 받음(공단의 결정)",
        "panel": "예",
        "issue_category": "일 때문에 생긴 병인가(의학적 인과관계)",
    }
    shown = {name: app.session_state[f"assistant_understood_{name}"] for name in boxes}
    for language in (there, back, there, back):
        for name, message in boxes.items():
            other = back if language == there else there
            app.session_state[f"assistant_understood_{name}"] = translator(other)(message)
        app.session_state["language"] = language
        app.run()
        assert not app.exception and not app.error
        assert {name: app.session_state[f"assistant_understood_{name}"] for name in boxes} == shown
    assert app.header[0].value == said
    assert app.date_input(key="assistant_understood_received_on").value == received


@pytest.mark.parametrize(
    ("story", "day", "reason"),
    [
        ("조선소 소음으로 난청이 왔습니다. 12일 전에 불승인 통지서를 받았습니다.", None, ""),
        ("조선소 소음으로 난청이 왔습니다.", 12, ""),
        ("조선소 소음으로 난청이 왔습니다.", None, "노인성 난청으로 판단됨"),
    ],
)
def test_a_refusal_that_is_told_has_its_90_days_whatever_the_box_says(
    open_app: Callable[[], AppTest], story: str, day: int | None, reason: str
) -> None:
    app = open_app()
    app.text_area(key=STORY).input(story)
    app.text_area(key="assistant_denial_reason").input(reason)
    if day:
        app.date_input(key="assistant_received_on").set_value(today_in_korea() - timedelta(days=day))
    app.selectbox(key="assistant_stage").set_value(Stage.BEFORE_CLAIM)
    submit(app)
    known = day or "12일" in story
    due = last_day(today_in_korea() - timedelta(days=12), days=90).due
    deadline = f"{in_korean(due)}" if known else "받은 날부터 90일 안에"
    assert "거절 통지를 받으신 것 같습니다" in app.warning[0].value
    assert app.header[0].value.startswith(deadline)
    assert "아직 신청하지 않으셨다면: " in words(app) and "년 안에 신청하세요" in words(app)
    app.button(key="assistant_was_refused").click().run()
    assert app.selectbox(key="assistant_understood_stage").value == Stage.DECISION
    assert app.header[0].value.startswith(deadline) and not app.warning
    assert not app.exception and not app.error


def test_nothing_claimed_and_no_refusal_told_has_the_time_to_claim_alone(
    open_app: Callable[[], AppTest],
) -> None:
    app = open_app()
    app.text_area(key=STORY).input("조선소 소음으로 난청이 왔습니다. 병원에서 진단서를 받았습니다.")
    app.selectbox(key="assistant_stage").set_value(Stage.BEFORE_CLAIM)
    submit(app)
    assert not app.warning and "신청하세요" in app.header[0].value and "90일" not in app.header[0].value


def test_where_nothing_was_understood_a_letter_may_have_come_all_the_same(
    open_app: Callable[[], AppTest],
) -> None:
    app = open_app()
    app.text_area(key=STORY).input("안됀데요 우편 밧앗음")
    submit(app)
    assert "조금만 더 알려 주세요" in [each.value for each in app.header]
    assert "받은 날부터 90일 안에" in [each.value for each in app.header]
    app.date_input(key="assistant_understood_received_on").set_value(today_in_korea()).run()
    due = last_day(today_in_korea(), days=90).due
    assert any(each.value.startswith(in_korean(due)) for each in app.header)


@pytest.mark.parametrize(("ago", "urgent"), [(80, True), (60, False)])
def test_few_days_left_are_urgent_in_words_and_for_the_steps(
    open_app: Callable[[], AppTest], ago: int, urgent: bool
) -> None:
    app = open_app()
    app.text_area(key=STORY).input("프레스 공장 소음으로 난청이 왔는데 나이 탓이라고 거절당했어요.")
    app.date_input(key="assistant_received_on").set_value(today_in_korea() - timedelta(days=ago))
    submit(app)
    assert (":orange[**급합니다. " in words(app)) is urgent
    steps = first_steps(app)
    assert ("(이번 주)" in steps) is not urgent


def test_the_lines_for_foreigners_and_what_was_understood_stand_between_the_deadline_and_the_steps(
    open_app: Callable[[], AppTest],
) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        "I worked as a welder in a shipyard. Now I have hearing loss. They refused."
    )
    submit(app)
    said = [each.value for each in [*app.main] if isinstance(getattr(each, "value", None), str)]
    told = [n for n, each in enumerate(said) if "(tel:1577-0071)" in each and "(tel:1345)" in each]
    understood = next(n for n, each in enumerate(said) if "이렇게 이해했어요" in each)
    steps = said.index("먼저 할 일")
    assert said.index("받은 날부터 90일 안에") < told[0] < understood < steps


def test_a_letters_own_date_is_counted_from_and_said_to_be(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    printed = today_in_korea() - timedelta(days=5)
    app.text_area(key=STORY).input("프레스 공장 소음으로 난청이 왔는데 나이 탓이라고 거절당했어요.")
    app.date_input(key="assistant_decision_date").set_value(printed)
    submit(app)
    assert app.header[0].value.startswith(in_korean(last_day(printed, days=90).due))
    assert "편지에 적힌 날부터 셌습니다" in words(app)


def test_days_that_cannot_be_get_a_sentence_and_no_date(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("프레스 공장 소음으로 난청이 왔는데 나이 탓이라고 거절당했어요.")
    app.date_input(key="assistant_received_on").set_value(today_in_korea() + timedelta(days=40))
    submit(app)
    assert "날짜가 맞지 않아" in app.header[0].value and "오늘" in words(app)
    assert "남았습니다" not in words(app) and "assistant_calendar" not in {
        each.key for each in app.get("download_button")
    }
    assert not app.exception


def test_a_stage_alone_is_told_its_deadline(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.selectbox(key="assistant_stage").set_value(Stage.BEFORE_CLAIM)
    submit(app)
    assert not app.exception and "년 안에 신청하세요" in [each.value for each in app.header][1]
    app.selectbox(key="assistant_stage").set_value(Stage.SECOND_INSTANCE)
    app.date_input(key="assistant_received_on").set_value(today_in_korea())
    submit(app)
    assert in_korean(last_day(today_in_korea(), days=14).due) in [each.value for each in app.header][1]
    assert "상고이유서" in words(app)


def test_help_comes_before_any_deadline_for_a_person_in_despair(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        "허리를 다치고 불승인 받았어요. 이제 다 끝내고 싶어요. 유서도 써 놨습니다."
    )
    submit(app)
    kinds = [each.type for each in app.main]
    assert "(tel:109)" in app.info[0].value
    assert kinds.index("alert" if "alert" in kinds else "info") < kinds.index("header")


def test_despair_alone_is_asked_nothing_and_a_case_waits_in_a_fold(open_app: Callable[[], AppTest]) -> None:
    later = "사건은 준비되면 여기에서"
    app = open_app()
    app.text_area(key=STORY).input("그냥 다 끝내고 싶어요")
    submit(app)
    assert "(tel:109)" in app.info[0].value and not app.header and "1. **" not in words(app)
    assert later in [each.label for each in app.expander]
    app.text_area(key=STORY).input("허리를 다치고 불승인 받았어요. 이제 다 끝내고 싶어요.")
    submit(app)
    assert "1. **" in folded(app, later) and "누가 도와주나요?" in [each.value for each in app.header]
    assert not app.exception


def test_what_was_told_and_the_day_stand_on_paper(open_app: Callable[[], AppTest]) -> None:
    app = open_app().button(key="assistant_sample_back").click().run()
    told = words(app)
    assert "택배 터미널에서 7년" in told and f"이 결과를 본 날: {in_korean(today_in_korea())}" in told


def test_each_reason_of_the_refusal_stands_with_what_answers_it(open_app: Callable[[], AppTest]) -> None:
    app = open_app().button(key="assistant_sample_overwork").click().run()
    assert "거절한 이유로 들으신 말: “발병 전 12주 평균" in words(app)
    app.selectbox(key="assistant_understood_stage").set_value(Stage.DECISION).run()
    # What stands in the letter's field is the letter's only while its decision is contested.
    said = words(app)
    why = said.index("통지서의 말: “발병 전 12주 평균")
    assert why < said.index("통지서의 말: “원래 있던 고혈압")
    answered = [each for each in app.expander if each.label == "무엇으로 답하나요?"]
    assert len(answered) == 2
    for each in answered:
        told = "\n".join(line.value for line in each.markdown)
        assert "이긴 판결" in told or "진 판결" in told or "가진 판결이 없습니다" in told
    # Criteria and circumstances fold behind the reasons.
    labels = [each.label for each in app.expander]
    assert labels.index("무엇으로 답하나요?") < next(
        n for n, each in enumerate(labels) if "법은 무엇을" in each
    )


def test_the_steps_tell_by_when_and_whom_to_ring_and_who_helps_stands_near_the_end(
    open_app: Callable[[], AppTest],
) -> None:
    app = open_app().button(key="assistant_sample_overwork").click().run()
    due = app.header[0].value.removesuffix("까지")
    steps = first_steps(app).replace("\\", "")
    assert f"({due}까지)" in steps and "가져갈 것:" in steps and "(tel:132)" in steps
    # The articles of each step fold behind them.
    law = folded(app, "할 일마다 근거가 되는 법")
    assert law.count("근거:") == len(re.split(r"\n(?=\d\. )", steps))
    assert "휴대전화" in folded(app, "가족을 잃으셨다면") and "재심사" in folded(app, "다투는 길")
    assert [each.value for each in app.header][-3] == "누가 도와주나요?"


def test_what_was_heard_at_work_is_answered_with_its_article(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        "프레스에 손가락이 잘렸는데 사장님이 공상으로 끝내자고 해요. 산재는 안 들었대요."
    )
    submit(app)
    told = words(app)
    assert "이렇게 들으셨나요?" in told and "공상으로 돈을 받았어도" in told
    assert "공상으로 돈을 받았어도" not in folded(app, "이런 말을 들으셨나요")
    assert "폐업" in folded(app, "이런 말을 들으셨나요") or "문을 닫았다" in folded(
        app, "이런 말을 들으셨나요"
    )


# --- ticks and the case file -----------------------------------------------------------------------


def _shown(open_app: Callable[[], AppTest]) -> AppTest:
    app = open_app()
    app.button(key=f"assistant_sample_{samples()[0].id}").click().run()
    assert not app.exception
    return app


def test_steps_and_evidence_are_ticked_with_their_day(open_app: Callable[[], AppTest]) -> None:
    app = _shown(open_app)
    app.checkbox[0].check().run()
    item = next(each for each in app.radio if each.key and each.key.startswith("tick_evidence_"))
    item.set_value("cannot").run()
    assert not app.exception
    notes = app.session_state["notes"]
    assert [*notes.steps.values()] == [today_in_korea()]
    assert [each.state for each in notes.evidence.values()] == ["cannot"]
    assert app.checkbox[0].value and "했어요 (" in app.checkbox[0].label
    assert "**대신 쓸 수 있는 것**" in words(app)
    # On paper.
    assert words(app).count("☑") == 1 and words(app).count("☐") >= 6
    app.checkbox[0].uncheck().run()
    assert not app.session_state["notes"].steps


def test_a_piece_that_the_story_names_stands_with_its_words_and_what_to_do_before_it_is_gone(
    open_app: Callable[[], AppTest],
) -> None:
    app = open_app()
    app.text_area(key=STORY).input(
        "호텔 고객센터에서 일하는데 손님이 여러 날 전화해 죽이겠다고 협박했습니다. 그 뒤로 불안장애가 왔습니다. "
        "전화는 모두 녹음되고 두 달 뒤에는 삭제된다고 합니다. 공단은 업무 스트레스가 확인되지 않는다고 거절했습니다."
    )
    submit(app)
    told = words(app).replace("\\", "")
    assert "적으신 말: “녹음되고" in told
    assert told.count("곧 없어질 수 있다고 적으셨습니다.") == 1 and "보관해 달라고 오늘" in told


def test_when_a_piece_was_asked_for_can_be_told(open_app: Callable[[], AppTest]) -> None:
    app = _shown(open_app)
    item = next(each for each in app.radio if each.key and each.key.startswith("tick_evidence_"))
    item.set_value("asked").run()
    day = next(each for each in app.date_input if each.label == "언제 요청했나요?")
    day.set_value(today_in_korea() - timedelta(days=9)).run()
    ticked = [*app.session_state["notes"].evidence.values()]
    assert [(each.state, each.day) for each in ticked] == [("asked", today_in_korea() - timedelta(days=9))]


def test_ticks_go_with_the_case_that_they_are_of(open_app: Callable[[], AppTest]) -> None:
    app = _shown(open_app)
    app.checkbox[0].check().run()
    app.button(key="assistant_clear").click().run()
    app.button(key="assistant_clear_indeed").click().run()
    assert not app.session_state["notes"].steps
    app.button(key=f"assistant_sample_{samples()[1].id}").click().run()
    assert not any(each.value for each in app.checkbox)


def test_a_case_that_holds_an_impossible_day_is_not_handed_out(open_app: Callable[[], AppTest]) -> None:
    app = open_app()
    app.text_area(key=STORY).input("조선소에서 20년 용접하다 난청이 왔는데 불승인 받았어요.")
    app.date_input(key="assistant_accident_on").set_value(date(1901, 1, 1))
    submit(app)
    assert not app.exception
    assert "assistant_save_file" not in {each.key for each in app.get("download_button")}
    assert "있을 수 없는 날이 적혀 있습니다" in words(app)
