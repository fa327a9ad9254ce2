"""내 상황 분석: tell a case, see how courts decided comparable ones, what weighs, what is missing."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st
from pydantic import ValidationError

from lib.analysis import Analysis, Comparable, limits
from lib.domain.intake import LONGEST_STORY, Intake
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.evidence import EvidenceItem
from lib.guidance.factors import FactorFound
from lib.guidance.texts import Basis
from lib.search.understand import Understood
from lib.ui import cached
from lib.ui.cards import ruling_card, ruling_link
from lib.ui.charts import base_rate_picture
from lib.ui.errors import friendly
from lib.ui.labels import disease_name, issue_explained, issue_name, kind_b_name, kind_c_name
from lib.ui.language import _, language
from lib.ui.reading import own_words
from lib.ui.routing import through_app
from lib.ui.samples import Sample, samples
from lib.ui.scroll import scroll_here
from lib.ui.style import bold, official_link, plain

# State of this page. The widgets' own values go when the person opens a ruling; INTAKE and CHOICE stay.
INTAKE = "assistant_intake"
"""JSON of the analysed intake; absent until something was analysed."""
CHOICE = "assistant_choice"
"""What the person says the case is about (cached.Choice)."""
ROUND = "assistant_round"
"""Counts analyses, so that each is scrolled to once."""
PROBLEM = "assistant_problem"
"""Why the form could not be taken."""
SAMPLE = "assistant_sample"
"""Id of the example shown."""
FIELDS = {
    name: f"assistant_{name}"
    for name in (
        "kind_c",
        "kind_b",
        "industry",
        "occupation",
        "diagnoses",
        "story",
        "denial_reason",
        "decision_date",
    )
}
CHOSEN = {
    name: f"assistant_understood_{name}"
    for name in ("kind_c", "kind_b", "disease_category", "issue_category")
}

UNKNOWN = "모름"
SHOWN = 2
"""Rulings of each side on screen at first; the rest is one tap away."""

state = st.session_state


@friendly()
def assistant() -> None:
    """The page."""
    st.title(_("내 상황 분석"), anchor=False)
    _restore()
    if INTAKE not in state:
        st.markdown(
            _(
                "산재 신청을 거절당했을 때, 비슷한 사건을 법원이 어떻게 판단했는지 보여 드립니다. "
                "결과를 예측하거나 법률 자문을 하지는 않습니다."
            )
        )
        _offer_samples()
        _form()
        return
    if sample := _shown_sample():
        st.caption(_("예시입니다: {told}").format(told=plain(sample.told.in_language(language()))))
    with st.expander(_("다시 고치기"), icon=":material/edit:"):
        _form()
    st.button(_("지우고 처음부터"), icon=":material/delete:", on_click=_clear, key="assistant_clear")
    _result(Intake.model_validate_json(state[INTAKE]))


# --- the form ------------------------------------------------------------------------------------


def _offer_samples() -> None:
    st.markdown(bold(_("예시로 먼저 보기")))
    with st.container(horizontal=True, gap="small"):
        for sample in samples():
            st.button(
                plain(sample.title.in_language(language())),
                key=f"assistant_sample_{sample.id}",
                help=plain(sample.told.in_language(language())),
                on_click=_take_sample,
                args=(sample,),
            )


def _shown_sample() -> Sample | None:
    return next((sample for sample in samples() if sample.id == state.get(SAMPLE)), None)


def _form() -> None:
    if problem := state.get(PROBLEM):
        st.warning(problem, icon=":material/edit_note:")
    with st.form("assistant_form", border=False):
        st.radio(
            _("어떤 일인가요?"),
            [KindC.ACCIDENT, KindC.DISEASE, KindC.COMMUTE, UNKNOWN],
            format_func=_kind_c_short,
            horizontal=True,
            key=FIELDS["kind_c"],
        )
        st.text_area(
            _("무슨 일이 있었나요?"),
            key=FIELDS["story"],
            height=180,
            max_chars=LONGEST_STORY,
            placeholder=_(
                "어떤 일을 얼마나 했는지, 언제 어떻게 다치거나 아프게 되었는지 편하게 적어 주세요. "
                "네다섯 문장이면 충분합니다."
            ),
        )
        st.text_input(
            _("진단명 (여러 개면 쉼표로)"),
            key=FIELDS["diagnoses"],
            max_chars=1000,
            placeholder=_("예: 뇌출혈, 고혈압"),
        )
        st.text_area(
            _("왜 거절당했나요? (선택)"),
            key=FIELDS["denial_reason"],
            height=90,
            max_chars=LONGEST_STORY,
            placeholder=_("공단이 보낸 결정 통지서에 적힌 이유"),
        )
        left, right = st.columns(2)
        left.text_input(_("업종 (선택)"), key=FIELDS["industry"], max_chars=300, placeholder=_("예: 조선업"))
        right.text_input(
            _("하던 일 (선택)"), key=FIELDS["occupation"], max_chars=300, placeholder=_("예: 용접공")
        )
        left, right = st.columns(2)
        left.selectbox(
            _("무엇을 신청했나요? (선택)"),
            [UNKNOWN, *KindB],
            format_func=lambda kind: _("모름") if kind == UNKNOWN else kind_b_name(kind),
            key=FIELDS["kind_b"],
        )
        right.date_input(
            _("거절 통지서 날짜 (선택)"),
            value=None,
            min_value=date(1990, 1, 1),
            # The server may still be in yesterday when Korea is not.
            max_value=date.today() + timedelta(days=1),
            format="YYYY-MM-DD",
            key=FIELDS["decision_date"],
        )
        st.form_submit_button(
            _("비슷한 판결 찾아보기"),
            type="primary",
            icon=":material/search:",
            on_click=_take_form,
            width="stretch",
        )
    st.caption(
        ":material/lock: "
        + _(
            "적은 내용은 저장하지 않고 다른 곳으로 보내지도 않습니다. "
            "지금 이 화면에만 있다가 창을 닫으면 사라집니다."
        )
    )
    if language() != "ko":
        st.caption(_("판결문이 한국어여서, 한국어로 적어야 비슷한 판결을 찾을 수 있습니다."))


def _kind_c_short(kind: KindC | str) -> str:
    names = {
        KindC.ACCIDENT: _("사고"),
        KindC.DISEASE: _("질병"),
        KindC.COMMUTE: _("출퇴근"),
    }
    return names[kind] if isinstance(kind, KindC) else _("모름")


def _take_form() -> None:
    """Read the form into an intake, or say in a sentence why that cannot be."""
    try:
        intake = Intake.model_validate({name: state.get(key) for name, key in FIELDS.items()})
    except ValidationError as error:
        places = {problem["loc"][0] for problem in error.errors() if problem["loc"]}
        state[PROBLEM] = (
            _("진단명이 너무 많거나 깁니다. 중요한 것부터 30개까지 적어 주세요.")
            if "diagnoses" in places
            else _("적은 내용이 너무 깁니다. 조금 줄여 주세요.")
            if places
            else _("무슨 일이 있었는지, 또는 진단명을 적어 주세요. 둘 가운데 하나면 됩니다.")
        )
        return
    sample = _shown_sample()
    if sample and sample.on(date.today()) != intake:
        del state[SAMPLE]
    _show(intake)


def _take_sample(sample: Sample) -> None:
    intake = sample.on(date.today())
    _fill(intake)
    state[SAMPLE] = sample.id
    _show(intake)


def _show(intake: Intake) -> None:
    for key in (PROBLEM, CHOICE, *CHOSEN.values()):
        state.pop(key, None)
    state[INTAKE] = intake.model_dump_json()
    state[ROUND] = state.get(ROUND, 0) + 1


def _clear() -> None:
    """Forget everything the person wrote."""
    for key in (INTAKE, CHOICE, PROBLEM, SAMPLE, *CHOSEN.values()):
        state.pop(key, None)
    _fill(None)


def _restore() -> None:
    """Put back what the widgets showed before the person looked at another page."""
    if FIELDS["story"] not in state:
        _fill(Intake.model_validate_json(state[INTAKE]) if INTAKE in state else None)


def _fill(intake: Intake | None) -> None:
    values: dict[str, Any] = {
        "kind_c": (intake and intake.kind_c) or UNKNOWN,
        "kind_b": (intake and intake.kind_b) or UNKNOWN,
        "industry": intake.industry if intake else "",
        "occupation": intake.occupation if intake else "",
        "diagnoses": ", ".join(intake.diagnoses) if intake else "",
        "story": intake.story if intake else "",
        "denial_reason": intake.denial_reason if intake else "",
        "decision_date": intake.decision_date if intake else None,
    }
    for name, key in FIELDS.items():
        state[key] = values[name]


# --- the result ----------------------------------------------------------------------------------


def _result(intake: Intake) -> None:
    scroll_here("assistant_result", str(state.get(ROUND, "")))
    choice = _understood(intake)
    with st.spinner(_("비슷한 판결을 찾는 중입니다.")):
        analysis = cached.analysed(state[INTAKE], choice, cached.revision())
    _issue(analysis)
    _base_rate(analysis)
    _both_sides(analysis)
    _factors(analysis)
    _evidence(analysis.missing_evidence)
    _limits(analysis)


def _understood(intake: Intake) -> cached.Choice:
    """What the app understood, to be corrected; a correction changes everything below."""
    understood = cached.understood(intake)
    st.header(_("제가 이해한 내용이 맞나요?"), anchor=False)
    st.caption(_("틀린 것이 있으면 고쳐 주세요. 아래 결과가 바로 바뀝니다."))
    kind_c, kind_b, disease, issue = state.get(CHOICE) or (
        understood.kind_c,
        understood.kind_b,
        understood.disease_category,
        understood.issue_category,
    )
    left, right = st.columns(2)
    with left:
        kind_c = _choose(_("유형"), "kind_c", list(KindC), kind_c, kind_c_name, understood, intake)
        disease = _choose(
            _("다치거나 아픈 곳"),
            "disease_category",
            list(Disease),
            disease,
            disease_name,
            understood,
            intake,
        )
    with right:
        kind_b = _choose(_("신청한 급여"), "kind_b", list(KindB), kind_b, kind_b_name, understood, intake)
        issue = _choose(
            _("다툼의 핵심(쟁점)"), "issue_category", list(Issue), issue, issue_name, understood, intake
        )
    state[CHOICE] = (kind_c, kind_b, disease, issue)
    return kind_c, kind_b, disease, issue


def _choose(
    label: str, name: str, values: list[Any], value: Any, named: Any, understood: Understood, intake: Intake
) -> Any:
    key = CHOSEN[name]
    if key not in state:
        state[key] = value or UNKNOWN
    chosen = st.selectbox(
        label,
        [UNKNOWN, *values],
        format_func=lambda option: _("모름") if option == UNKNOWN else named(option),
        key=key,
    )
    if chosen == UNKNOWN:
        return None
    picked = getattr(intake, name, None) is not None
    if (
        getattr(understood, name) == chosen
        and not picked
        and (words := own_words(f"{intake.text}\n{intake.denial_reason}", understood, chosen))
    ):
        st.caption(_("읽은 말: {words}").format(words=", ".join(f"“{plain(word)}”" for word in words)))
    return chosen


def _issue(analysis: Analysis) -> None:
    st.header(_("무엇이 다툼인가요?"), anchor=False)
    issue = analysis.understood.issue_category
    if issue is None:
        st.markdown(
            _("적은 내용만으로는 다툼의 핵심을 알 수 없습니다(모름). 거절 이유를 적거나 위에서 골라 주세요.")
        )
        return
    st.markdown(issue_explained(issue))


def _base_rate(analysis: Analysis) -> None:
    st.header(_("비슷한 판결에서는 어땠나요?"), anchor=False)
    base_rate_picture(analysis.similar.base_rate)


def _both_sides(analysis: Analysis) -> None:
    st.header(_("가까운 판결을 양쪽 다 보세요"), anchor=False)
    if language() != "ko":
        st.caption(_("판결과 그 요약은 한국어로 되어 있습니다."))
    left, right = st.columns(2)
    with left:
        st.subheader(_("근로자 쪽이 이긴 판결"), anchor=False)
        _rulings(analysis.similar.favourable, "for")
    with right:
        st.subheader(_("근로자 쪽이 진 판결"), anchor=False)
        _rulings(analysis.similar.unfavourable, "against")
    st.page_link("pages/search.py", label=_("다른 판결도 찾아보기"), icon=":material/search:")


def _rulings(found: Sequence[Comparable], side: str) -> None:
    if not found:
        st.markdown(_("가진 판결 가운데 비슷한 것이 없습니다."))
    for comparable in found[:SHOWN]:
        _ruling(comparable, side)
    if found[SHOWN:]:
        with st.expander(_("{n}건 더 보기").format(n=len(found) - SHOWN)):
            for comparable in found[SHOWN:]:
                _ruling(comparable, side)


def _ruling(comparable: Comparable, side: str) -> None:
    ruling_card(comparable.ruling, reasons=comparable.reasons, key=f"assistant_{side}_{comparable.ruling.id}")


def _factors(analysis: Analysis) -> None:
    st.header(_("적으신 내용에서 눈여겨볼 점"), anchor=False)
    if not (analysis.factors_for or analysis.factors_against):
        st.markdown(
            _("적은 내용에서 법원이 자주 따지는 사정을 찾지 못했습니다. 더 자세히 적으면 찾을 수 있습니다.")
        )
        return
    left, right = st.columns(2)
    with left:
        st.subheader(_("유리하게 볼 수 있는 점"), anchor=False)
        _factor_list(analysis.factors_for)
    with right:
        st.subheader(_("불리하게 볼 수 있는 점"), anchor=False)
        _factor_list(analysis.factors_against)


def _factor_list(factors: Sequence[FactorFound]) -> None:
    if not factors:
        st.markdown(_("찾지 못했습니다."))
    for factor in factors:
        with st.container(border=True, gap="small"):
            st.markdown(plain(factor.says.in_language(language())))
            st.caption(_("적으신 말: “{words}”").format(words=plain(" ".join(factor.words.split()))))
            _bases(factor.basis)
            with st.container(horizontal=True, gap="small"):
                for serial in factor.rulings[:2]:
                    if id := cached.ids_by_serial().get(serial):
                        ruling_link(id, id.replace("_", " "))


def _bases(bases: Sequence[Basis]) -> None:
    if bases:
        links = " · ".join(official_link(basis.in_language(language()), basis.url) for basis in bases)
        st.markdown(":small[" + _("근거: {links}").format(links=links) + "]")


def _evidence(missing: Sequence[EvidenceItem]) -> None:
    st.header(_("더 모으면 좋은 자료"), anchor=False)
    if not missing:
        st.markdown(_("적은 내용으로는 더 권할 자료를 찾지 못했습니다."))
        return
    st.caption(_("눌러 보면 왜 필요한지, 어떻게 구하는지 나옵니다. 위에 있을수록 먼저 챙기세요."))
    for item in missing:
        with st.expander(plain(item.what.in_language(language()))):
            st.markdown(bold(_("왜 필요한가요?")) + " " + plain(item.why.in_language(language())))
            st.markdown(bold(_("어떻게 구하나요?")) + " " + plain(item.how.in_language(language())))
            _bases(item.basis)


def _limits(analysis: Analysis) -> None:
    st.header(_("이 화면이 알려 주지 못하는 것"), anchor=False)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in limits(analysis, _)))


through_app()
assistant()
