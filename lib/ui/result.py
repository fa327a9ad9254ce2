"""The result of 내 상황 분석: what was understood, how courts decided, what weighs, what to do now.

Apart from the page because it needs the store, the search and the charts, which take a second to
load: the form is on screen before (see pages/assistant.py).
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.casework.analysis import Analysis, limits, nothing_held, on_the_choice, on_the_language
from lib.casework.comparable import Comparable
from lib.casework.crisis import quiet_support, support
from lib.domain.intake import Intake
from lib.domain.taxonomy import Suit
from lib.guidance.evidence import Missing
from lib.guidance.factors import FactorFound
from lib.guidance.legal_basis import Basis
from lib.guidance.official_figures import OfficialFigure
from lib.guidance.turn_to import Place
from lib.i18n import translator
from lib.search.understanding import Further, Understood, understand
from lib.settings import read_settings
from lib.ui import cached
from lib.ui.cards import ruling_card, ruling_link
from lib.ui.charts import base_rate_picture
from lib.ui.errors import friendly
from lib.ui.labels import VOCABULARIES, issue_explained, name_of
from lib.ui.language import _, language
from lib.ui.official_figures import official_sentences
from lib.ui.reader import own_words
from lib.ui.style import bold, bullets, official_link, plain
from lib.ui.window import scroll_here

# State: what the person says the case is about (cached.Choice), and the same in the widgets, which go
# when the person opens a ruling.
CHOICE = "assistant_choice"
CHOSEN = {
    name: f"assistant_understood_{name}"
    for name in ("kind_c", "kind_b", "disease_category", "issue_category")
}

UNKNOWN = "모름"
# Rulings of each side on screen at first; the rest is one tap away.
SHOWN = 2

state = st.session_state


def show_result(intake_json: str, token: str) -> None:
    """Everything below the form; scrolled to once for every new `token`."""
    intake = Intake.model_validate_json(intake_json)
    scroll_here("assistant_result", token)
    glance = st.container()
    revision = cached.revision()
    choice = _understood(intake)
    with st.spinner(_("비슷한 판결을 찾는 중입니다.")):
        analysis = cached.analysis(intake_json, choice, revision)
    with glance:
        if analysis.needs_support:
            st.info(support(_, _call), icon=":material/favorite:")
        elif line := quiet_support(analysis.understood, _, _call):
            st.caption(line)
        # In the language that it is about, whatever the page is in.
        if note := on_the_language(analysis, translator("en")):
            st.info(plain(note), icon=":material/language:")
        if analysis.kind == "case":
            _glance(analysis)
        else:
            _no_case(analysis)
    if analysis.kind != "case":
        if analysis.kind == "unclear":
            _next_steps(analysis)
        return
    _issue(analysis)
    if analysis.similar.is_told and not analysis.needs_support:
        # A person in despair is shown no percentage.
        st.header(_("비슷한 판결에서는 어땠나요?"), anchor=False)
        base_rate_picture(analysis.similar.base_rate)
    if read_settings().has_case_model:
        # Loaded here: without a model nobody pays for it.
        from lib.ui.opinion import opinion_section

        with friendly():
            # Whatever goes wrong with a model, the rest of the page stands.
            opinion_section(intake_json, choice, analysis)
    _both_sides(analysis, revision)
    _factors(analysis)
    _evidence(analysis.missing_evidence)
    _next_steps(analysis)
    _official(analysis.official)
    st.header(_("이 화면이 알려 주지 못하는 것"), anchor=False)
    st.markdown(bullets(map(plain, limits(analysis, _))))


# A place's number as a link that a phone dials.
def _call(place: Place) -> str:
    return f"[{place.phone}](tel:{place.phone})"


# The answer in two lines, for who is too tired to read on; how similar cases ended stands with the rulings.
def _glance(analysis: Analysis) -> None:
    issue = analysis.understood.issue_category
    lines = [
        bold(_("다툼의 핵심")) + ": " + (name_of(issue) if issue else _("아직 모름")),
        bold(_("지금 할 일")) + ": " + _now(analysis),
    ]
    with st.container(border=True, key="assistant_glance"):
        st.header(_("한눈에 보기"), anchor=False)
        st.markdown(bullets(lines))


# What is said in place of an analysis: where to turn with a matter of another law, or what to tell first.
def _no_case(analysis: Analysis) -> None:
    with st.container(border=True, key="assistant_glance"):
        is_other = analysis.kind == "other_law"
        st.header(
            _("산재보험이 아닌 일로 보입니다") if is_other else _("조금만 더 알려 주세요"), anchor=False
        )
        for sentence in on_the_choice(analysis.similar, _, name_of, language()):
            st.markdown(plain(sentence))
        for turn in analysis.turn_to:
            name = bold(plain(turn.place.name.in_language(language())))
            phone = f" {_call(turn.place)}" if turn.place.phone else ""
            st.markdown(f"{name}{phone}: {plain(turn.why.in_language(language()))}")
        if analysis.similar.elsewhere:
            _bases(analysis.similar.elsewhere.basis)
            st.caption(_("그래도 산재라면 아래에서 고르거나, 일하다 생긴 일이라고 다시 적어 주세요."))


# The first thing to do, in a sentence.
def _now(analysis: Analysis) -> str:
    if analysis.needs_support:
        return _("먼저 위 번호로 이야기하세요. 사건은 그다음에, 곁에 있는 사람과 함께 챙기면 됩니다.")
    if analysis.understood.suit is Suit.EMPLOYER:
        return _("법원에서 온 서류를 챙겨 공단 담당자에게 알리고 무료 상담을 받으세요.")
    if not analysis.missing_evidence:
        return _("거절 통지서의 기한을 확인하고 무료 상담을 받으세요.")
    return _("거절 통지서의 기한을 확인하고, 먼저 이 자료를 챙기세요: {what}").format(
        what=plain(analysis.missing_evidence[0].what.in_language(language()))
    )


# What the app understood, to be corrected; a correction changes everything below.
def _understood(intake: Intake) -> cached.Choice:
    understood = understand(intake)
    st.header(_("제가 이해한 내용이 맞나요?"), anchor=False)
    st.caption(_("틀린 것이 있으면 고쳐 주세요. 아래 결과가 바로 바뀝니다."))
    titles = (_("유형"), _("신청한 급여"), _("다치거나 아픈 곳"), _("다툼의 핵심(쟁점)"))
    columns = st.columns(2) * 2
    before = state.get(CHOICE) or [getattr(understood, name) for name in CHOSEN]
    kind_c, kind_b, disease, issue = (
        _choose(column, title, name, value, understood, intake)
        for column, title, name, value in zip(columns, titles, CHOSEN, before, strict=True)
    )
    state[CHOICE] = (kind_c, kind_b, disease, issue)
    _further(intake, understood, (disease, issue))
    return kind_c, kind_b, disease, issue


# What else the case is about, in one line, each to be looked at instead.
def _further(intake: Intake, understood: Understood, shown: Sequence[Any]) -> None:
    first = (
        Further("disease_category", understood.disease_category, ()) if understood.disease_category else None,
        Further("issue_category", understood.issue_category, ()) if understood.issue_category else None,
    )
    labels = {each.label for each in understood.further}
    others = [
        each
        for each in (*filter(None, first), *understood.further)
        if each.label in labels and each.value not in shown
    ]
    if others:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(_("함께 적으신 것도 있습니다. 눌러서 볼 수 있습니다:"))
            for each in others:
                st.button(
                    name_of(each.value),
                    key=f"assistant_further_{each.value.name}",
                    help=", ".join(f"“{plain(intake.own_words(word))}”" for word in each.words) or None,
                    on_click=_look_at,
                    args=(each.label, each.value),
                )


# Take a label as what the case is about; everything below follows.
def _look_at(label: str, value: Any) -> None:
    state[CHOSEN[label]] = value


# One label to be corrected, with the words it was read from; None where it is not known.
def _choose(
    column: DeltaGenerator, title: str, name: str, value: Any, understood: Understood, intake: Intake
) -> Any:
    state.setdefault(CHOSEN[name], value or UNKNOWN)
    chosen: Any = column.selectbox(
        title, [UNKNOWN, *VOCABULARIES[name]], format_func=name_of, key=CHOSEN[name]
    )
    if chosen == UNKNOWN:
        return None
    if getattr(understood, name) == chosen and getattr(intake, name, None) is None:
        words = own_words(f"{intake.text}\n{intake.denial_reason}", understood, chosen)
        if words:
            column.caption(
                _("읽은 말: {words}").format(words=", ".join(f"“{plain(word)}”" for word in words))
            )
    return chosen


def _issue(analysis: Analysis) -> None:
    st.header(_("무엇이 다툼인가요?"), anchor=False)
    issue = analysis.understood.issue_category
    st.markdown(
        issue_explained(issue)
        if issue
        else _("적은 내용만으로는 다툼의 핵심을 알 수 없습니다(모름). 거절 이유를 적거나 위에서 골라 주세요.")
    )
    with st.expander(_("법은 무엇을 따지나요? (인정기준 {n}가지)").format(n=len(analysis.criteria))):
        for criterion in analysis.criteria:
            st.markdown(plain(criterion.says.in_language(language())))
            _bases(criterion.basis)


def _both_sides(analysis: Analysis, revision: int) -> None:
    st.header(_("가까운 판결을 양쪽 다 보세요"), anchor=False)
    if language() != "ko":
        st.caption(_("판결문과 자세한 내용은 한국어로 되어 있습니다."))
    for sentence in on_the_choice(analysis.similar, _, name_of, language()):
        st.markdown(plain(sentence))
    if not analysis.similar.asks:
        sides = (
            (_("근로자 쪽이 이긴 판결"), analysis.similar.favourable, "for"),
            (_("근로자 쪽이 진 판결"), analysis.similar.unfavourable, "against"),
        )
        for column, (title, found, side) in zip(st.columns(2), sides, strict=True):
            with column:
                st.subheader(title, anchor=False)
                _rulings(found, side, analysis.understood, revision)
    st.page_link("pages/search.py", label=_("다른 판결도 찾아보기"), icon=":material/search:")


def _rulings(found: Sequence[Comparable], side: str, understood: Understood, revision: int) -> None:
    if not found:
        st.markdown(nothing_held(side == "for", understood, _))
    for comparable in found[:SHOWN]:
        _ruling(comparable, side, revision)
    if found[SHOWN:]:
        with st.expander(_("{n}건 더 보기").format(n=len(found) - SHOWN)):
            for comparable in found[SHOWN:]:
                _ruling(comparable, side, revision)


def _ruling(comparable: Comparable, side: str, revision: int) -> None:
    ruling = comparable.ruling
    ruling_card(ruling, revision, reasons=comparable.reasons, key=f"assistant_{side}_{ruling.id}")


def _factors(analysis: Analysis) -> None:
    st.header(_("적으신 내용에서 눈여겨볼 점"), anchor=False)
    if not (analysis.factors_for or analysis.factors_against or analysis.neutral):
        st.markdown(
            _("이런 사정은 한국어로 적은 이야기에서만 찾습니다. 영어로 적은 이야기에서는 찾지 않았습니다.")
            if analysis.intake.is_in_english
            else _(
                "적은 내용에서 법원이 자주 따지는 사정을 찾지 못했습니다. 더 자세히 적으면 찾을 수 있습니다."
            )
        )
        return
    sides = (
        (_("유리하게 볼 수 있는 점"), analysis.factors_for),
        (_("불리하게 볼 수 있는 점"), analysis.factors_against),
    )
    for column, (title, factors) in zip(st.columns(2), sides, strict=True):
        with column:
            st.subheader(title, anchor=False)
            _factor_list(factors)
    if analysis.neutral:
        st.subheader(_("법에 따로 기준이 있는 점"), anchor=False)
        st.caption(_("유리하다거나 불리하다고 미리 말할 수 없습니다. 기준에 맞는지를 따집니다."))
        _factor_list(analysis.neutral)


def _factor_list(factors: Sequence[FactorFound]) -> None:
    if not factors:
        st.markdown(_("찾지 못했습니다."))
    told: dict[str, list[FactorFound]] = {}
    for each in factors:
        told.setdefault(each.id, []).append(each)
    for shown in told.values():
        # In the person's own words first; what the agency's letter says of the same stands below.
        factor = min(shown, key=lambda each: each.source == "denial")
        with st.container(border=True, gap="small"):
            st.markdown(plain(factor.says.in_language(language())))
            for source, line in (
                ("story", _("적으신 말: “{words}”")),
                ("denial", _("공단이 적은 말: “{words}”")),
            ):
                quoted = [plain(" ".join(each.words.split())) for each in shown if each.source == source]
                if quoted:
                    st.caption(line.format(words="” · “".join(quoted)))
            _bases(factor.basis)
            with st.container(horizontal=True, gap="small"):
                for serial in factor.rulings[:2]:
                    if id := cached.ids_by_serial().get(serial):
                        ruling_link(id, _("예: {case}").format(case=id.replace("_", " ")))


def _bases(bases: Sequence[Basis]) -> None:
    if bases:
        links = " · ".join(official_link(basis.in_language(language()), basis.url) for basis in bases)
        st.markdown(":small[" + _("근거: {links}").format(links=links) + "]")


def _evidence(missing: Sequence[Missing]) -> None:
    st.header(_("더 모으면 좋은 자료"), anchor=False)
    if not missing:
        st.markdown(_("적은 내용으로는 더 권할 자료를 찾지 못했습니다."))
        return
    st.caption(_("눌러 보면 왜 필요한지, 어떻게 구하는지 나옵니다. 위에 있을수록 먼저 챙기세요."))
    for weight, heading in (
        ("needed", _("꼭 필요한 것: 없으면 결과가 바뀌기 어렵습니다")),
        ("helpful", _("있으면 도움이 되는 것")),
    ):
        items = [item for item in missing if item.weight == weight]
        if items:
            st.markdown(bold(heading))
        for item in items:
            mark = ":material/priority_high:" if weight == "needed" else None
            with st.expander(plain(item.what.in_language(language())), icon=mark):
                st.markdown(bold(_("왜 필요한가요?")) + " " + plain(item.why.in_language(language())))
                st.markdown(bold(_("어떻게 구하나요?")) + " " + plain(item.how.in_language(language())))
                _bases(item.basis)


# What to do now, in the order to do it; dates and places are not guessed.
def _next_steps(analysis: Analysis) -> None:
    st.header(_("지금 할 수 있는 일"), anchor=False)
    is_employers = analysis.understood.suit is Suit.EMPLOYER
    first = (
        (
            _(
                "법원에서 온 서류(소송고지서)를 챙기고, 공단에 이 소송의 담당자를 물어보세요. 소송은 공단이 상대합니다."
            ),
            _(
                "그 소송에 공단을 도와 참가(보조참가)할 수 있습니다. "
                "따로 정해진 기한은 없지만 재판의 변론이 끝나기 전이어야 합니다."
            ),
        )
        if is_employers
        else (
            _(
                "거절 통지서를 찾아 받은 날과 거절 이유를 확인하세요. "
                "통지서에는 이의를 제기하는 방법과 기한이 적혀 있습니다. 기한을 넘기면 다투기 어려우니 이것이 먼저입니다."
            ),
        )
    )
    steps = (
        *first,
        _(
            "위 자료를 맨 위부터 챙기세요. 다 모으지 못해도 상담부터 받으세요. 무엇이 꼭 필요한지 함께 정하면 됩니다."
        )
        if analysis.missing_evidence
        else "",
        _(
            "무료 법률 상담 창구나 공인노무사, 변호사에게 보여 주세요. "
            "법원 서류, 진단서, 이 화면에서 본 판결의 사건번호를 가져가면 빨리 알아봅니다."
        )
        if is_employers
        else _(
            "무료 법률 상담 창구나 공인노무사, 변호사에게 보여 주세요. "
            "거절 통지서, 진단서, 이 화면에서 본 판결의 사건번호를 가져가면 빨리 알아봅니다."
        ),
        _("이 화면은 창을 닫으면 사라집니다. 필요하면 지금 인쇄하거나 화면을 찍어 두세요."),
    )
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(filter(None, steps), 1)))


# What official figures say of such cases, last of all; nothing in a crisis (see Analysis).
def _official(figures: Sequence[OfficialFigure]) -> None:
    if not figures:
        return
    st.header(_("공식 통계로는 어떤가요?"), anchor=False)
    official_sentences(figures)
    st.markdown(_("여러 사건을 합친 숫자이고, 내 사건이 받아들여질 확률이 아닙니다."))
