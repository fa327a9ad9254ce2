"""The result of 내 상황 분석, in the order of need: by when, what first, why they said no, rulings, what to gather.

Apart from the page because it needs the store, the search and the charts, which take a second to
load: the form is on screen before (see pages/assistant.py).
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

import streamlit as st

from lib.casework.analysis import Analysis, limits, nothing_held, on_the_choice, on_the_language
from lib.casework.comparable import Comparable
from lib.casework.crisis import quiet_support, support
from lib.casework.rates import with_and_without_in_words
from lib.domain.intake import Intake
from lib.domain.told_dates import filled
from lib.guidance.evidence import Missing
from lib.guidance.official_figures import OfficialFigure
from lib.i18n import translator
from lib.search.read_by_words import Understood
from lib.search.understanding import understand
from lib.settings import read_settings
from lib.ui import cached
from lib.ui.cards import ruling_card, won_or_lost
from lib.ui.charts import base_rate_picture
from lib.ui.deadline_box import deadline_box, keep_the_days, possible_deadlines
from lib.ui.errors import friendly
from lib.ui.labels import name_of
from lib.ui.language import _, language
from lib.ui.official_figures import official_sentences
from lib.ui.paper import on_paper
from lib.ui.progress import today_in_korea
from lib.ui.saved_case import offer_to_save
from lib.ui.style import bold, bullets, plain, rests_on
from lib.ui.ticks import tick_for_evidence
from lib.ui.turns import in_turn
from lib.ui.understood import chosen, correct_labels, in_a_line, progressed, told_progress
from lib.ui.what_next import (
    after_a_death,
    call,
    foreigners_lines,
    numbered_steps,
    path_of_a_dispute,
    told_at_work,
    who_helps,
)
from lib.ui.why_denied import why_denied
from lib.ui.window import scroll_here

# Rulings of each side on screen at first; the rest is one tap away.
SHOWN = 1


def show_result(intake_json: str, token: str, edit: Callable[[], None]) -> None:
    """Everything of a result; scrolled to once for every new `token`. `edit` shows the form again."""
    today = today_in_korea()
    form = Intake.model_validate_json(intake_json)
    scroll_here("assistant_result", token)
    with st.spinner(_("비슷한 판결을 찾는 중입니다.")), in_turn():
        told, read = filled(form, today)
        intake = progressed(told)
        # Of what the person corrected, no words tell.
        words: dict[str, str] = {
            each.field: each.words for each in read if getattr(intake, each.field) == each.value
        }
        choice, revision = chosen(understand(intake)), cached.revision()
        analysis = cached.analysis(intake.model_dump_json(), choice, revision)
    _help_first(analysis)
    if analysis.needs_support and analysis.similar.asks_for_the_story:
        # Who tells of nothing but their despair is asked nothing.
        with _set_aside():
            edit()
        return
    is_case = analysis.kind == "case"
    if not is_case and (analysis.kind == "other_law" or not analysis.needs_support):
        _how_far_understood(analysis)
        _no_case(analysis)
    # Of what nobody understood a letter may have come all the same; in despair it is not asked for.
    is_asked = analysis.kind == "unclear" and not analysis.needs_support
    has_deadlines = is_case or is_asked or (analysis.kind == "unclear" and intake.tells_when)
    if has_deadlines:
        deadline_box(intake, analysis.understood, today, words)
    with _set_aside() if analysis.needs_support else nullcontext():
        _rest(analysis, form, choice, revision, has_deadlines, words, edit)
    on_paper(intake, today)


# In despair the case waits in a fold, behind the numbers and the day.
def _set_aside() -> AbstractContextManager[object]:
    return st.expander(_("사건은 준비되면 여기에서"), icon=":material/folder:")


# All that follows the day.
def _rest(
    analysis: Analysis,
    form: Intake,
    choice: cached.Choice,
    revision: int,
    has_deadlines: bool,
    words: Mapping[str, str],
    edit: Callable[[], None],
) -> None:
    intake, case, today = analysis.intake, analysis.understood, today_in_korea()
    is_case, is_told = analysis.kind == "case", not analysis.similar.asks_for_the_story
    with st.container(gap="xxsmall", key="assistant_understood_line"):
        if has_deadlines:
            foreigners_lines(intake)
        st.markdown(_("이렇게 이해했어요: {labels}").format(labels=bold(plain(in_a_line(choice)))))
    if analysis.kind != "other_law" and is_told:
        numbered_steps(intake, case, possible_deadlines(intake, case, today), today)
        offer_to_save(form, choice, told_progress())
    if has_deadlines:
        keep_the_days(intake, case, today, words)
        path_of_a_dispute(intake, case)
        after_a_death(intake, case)
    if is_case:
        _how_far_understood(analysis)
    # The label stays as it is: a fold whose label changes closes under the hand that corrects.
    with st.expander(
        _("맞나요? 틀리면 고치기"), icon=":material/checklist:", expanded=not is_case and is_told
    ):
        correct_labels(form, understand(intake))
    edit()
    if is_case:
        why_denied(analysis)
    if analysis.kind != "other_law" and is_told:
        told_at_work(intake)
    if is_case:
        _rulings_of_both_sides(analysis, revision)
        _opinion(analysis, choice)
        _evidence(analysis)
    if analysis.kind != "other_law":
        who_helps(intake)
    if is_case:
        _official(analysis.official)
        st.header(_("이 화면이 알려 주지 못하는 것"), anchor=False)
        with st.expander(_("더 읽기")):
            st.markdown(bullets(map(plain, limits(analysis, _))))


# What a person in despair is told before all else.
def _help_first(analysis: Analysis) -> None:
    if analysis.needs_support:
        st.info(support(_, call), icon=":material/favorite:")
        st.markdown(_("먼저 위 번호로 이야기하세요. 사건은 그다음에, 곁에 있는 사람과 함께 챙기면 됩니다."))
    elif line := quiet_support(analysis.understood, _, call):
        st.caption(line)


# In the language that it is about, whatever the page is in.
def _how_far_understood(analysis: Analysis) -> None:
    if note := on_the_language(analysis, translator("en")):
        st.info(plain(note), icon=":material/language:")


# What is said in place of an analysis: where to turn with a matter of another law, or what to tell first.
def _no_case(analysis: Analysis) -> None:
    with st.container(border=True, key="assistant_no_case"):
        is_other = analysis.kind == "other_law"
        st.header(
            _("산재보험이 아닌 일로 보입니다") if is_other else _("조금만 더 알려 주세요"), anchor=False
        )
        for sentence in on_the_choice(analysis.similar, _, name_of, language()):
            st.markdown(plain(sentence))
        for turn in analysis.turn_to:
            name = bold(plain(turn.place.name.in_language(language())))
            phone = f" {call(turn.place)}" if turn.place.phone else ""
            st.markdown(f"{name}{phone}: {plain(turn.why.in_language(language()))}")
        if analysis.similar.elsewhere:
            rests_on(analysis.similar.elsewhere.basis)
            st.caption(_("그래도 산재라면 아래에서 고르거나, 일하다 생긴 일이라고 다시 적어 주세요."))


def _rulings_of_both_sides(analysis: Analysis, revision: int) -> None:
    st.header(_("비슷한 판결에서는 어땠나요?"), anchor=False)
    if analysis.similar.is_told and not analysis.needs_support:
        # A person in despair is shown no percentage.
        base_rate_picture(analysis.similar.base_rate)
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
    near = [each for each in found if each.is_near]
    if found and not near:
        st.caption(_("사정까지 비슷한 판결은 찾지 못했습니다. 다투는 것(쟁점)이 같은 판결입니다."))
    shown = (near or found)[:SHOWN]
    for comparable in shown:
        _ruling(comparable, side, revision)
    others = [each for each in found if each not in shown]
    for name, more in (
        (_("{n}건 더 보기"), [each for each in others if each.is_near]),
        (_("다투는 것(쟁점)은 같고 사정은 다른 판결 {n}건"), [each for each in others if not each.is_near]),
    ):
        if more:
            with st.expander(name.format(n=len(more))):
                for comparable in more:
                    _ruling(comparable, side, revision)


def _ruling(comparable: Comparable, side: str, revision: int) -> None:
    ruling = comparable.ruling
    ruling_card(ruling, revision, reasons=comparable.reasons, key=f"assistant_{side}_{ruling.id}")


def _opinion(analysis: Analysis, choice: cached.Choice) -> None:
    if read_settings().has_case_model:
        # Loaded here: without a model nobody pays for it.
        from lib.ui.opinion import opinion_section

        with friendly():
            # Whatever goes wrong with a model, the rest of the page stands.
            opinion_section(analysis.intake.model_dump_json(), choice, analysis)


def _evidence(analysis: Analysis) -> None:
    missing = analysis.missing_evidence
    st.header(_("더 모으면 좋은 자료"), anchor=False)
    if not missing:
        st.markdown(_("적은 내용으로는 더 권할 자료를 찾지 못했습니다."))
        return
    st.caption(_("눌러 보면 왜 필요한지, 어떻게 구하는지 나옵니다."))
    for weight, heading in (
        ("needed", _("꼭 필요한 것: 없으면 결과가 바뀌기 어렵습니다")),
        ("helpful", _("있으면 도움이 되는 것")),
    ):
        items = [item for item in missing if item.weight == weight]
        if not items:
            continue
        # On a phone what is needed stands open; the rest is one tap away.
        with _heading(heading) if weight == "needed" else st.expander(heading, icon=":material/inventory_2:"):
            for item in items:
                _piece(item, analysis)


def _heading(words: str) -> AbstractContextManager[object]:
    st.markdown(bold(words))
    return nullcontext()


# One piece: why, where and how long behind a fold, and below it how far it has come.
def _piece(item: Missing, analysis: Analysis) -> None:
    mark = ":material/priority_high:" if item.weight == "needed" else None
    with st.container(gap="xsmall", key=f"assistant_evidence_{item.id}"):
        with st.expander(plain(item.what.in_language(language())), icon=mark):
            st.markdown(bold(_("왜 필요한가요?")) + " " + plain(item.why.in_language(language())))
            st.markdown(bold(_("어떻게 구하나요?")) + " " + plain(item.how.in_language(language())))
            rests_on(item.basis)
            _more_of(item)
            if counted := analysis.with_and_without.get(item.id):
                st.caption(plain(with_and_without_in_words(counted, _, name_of)))
        _named(item)
        tick_for_evidence(item)


# What the story names that makes such a piece, and that it has to be kept in time.
def _named(item: Missing) -> None:
    if item.named:
        st.caption(_("적으신 말: “{words}”").format(words=plain(" ".join(item.named.split()))))
    if item.fades:
        st.markdown(
            bold(_("곧 없어질 수 있다고 적으셨습니다."))
            + " "
            + _("지우지 말고 보관해 달라고 오늘 글로 요청하고, 보낸 글을 남겨 두세요.")
        )


# How long it takes, where that is known, and held rulings whose result such evidence tipped.
def _more_of(item: Missing) -> None:
    if item.takes:
        st.markdown(bold(_("얼마나 걸리나요?")) + " " + plain(item.takes.says.in_language(language())))
        rests_on(item.takes.basis)
    held = [each for each in item.tipped if each.ruling in cached.ids_by_serial()]
    if held:
        st.markdown(bold(_("이런 자료로 이기거나 진 판결 (이 안내의 요약)")))
    for each in held:
        won_or_lost(each.won, each.words, each.ruling)


# What official figures say of such cases, last of all; nothing in a crisis (see Analysis).
def _official(figures: Sequence[OfficialFigure]) -> None:
    if not figures:
        return
    with st.expander(_("공식 통계로는 어떤가요?"), icon=":material/bar_chart:"):
        official_sentences(figures)
        st.markdown(_("여러 사건을 합친 숫자이고, 내 사건이 받아들여질 확률이 아닙니다."))
