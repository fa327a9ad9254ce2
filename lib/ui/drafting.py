"""The draft of a request on the case that was told: what it still needs, the whole of it, and the files to take along."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from secrets import token_hex
from typing import Any

import streamlit as st
from pydantic import ValidationError

from lib.casework.analysis import Analysis
from lib.casework.appeal import Draft, NoDraft, Paper, case_to_contest
from lib.casework.crisis import first_said
from lib.casework.disclosure import disclosure_request
from lib.casework.paper_form import ASKED, Ask, Given
from lib.casework.paper_lines import Line, as_word
from lib.domain.intake import Intake
from lib.domain.taxonomy import KindB
from lib.domain.told_dates import filled
from lib.guidance.evidence import Missing
from lib.guidance.told_impossible import impossible
from lib.i18n import N_
from lib.search.understanding import understand
from lib.ui import cached
from lib.ui.boxes import UNKNOWN, Labels, choose, value_in
from lib.ui.deadline_box import day_in_words
from lib.ui.kept_notes import answers, keep_answer, kept_key, notes, readable, remembered, tick_evidence
from lib.ui.kept_story import Form
from lib.ui.language import _, language
from lib.ui.progress import EARLIEST, LATEST, ask_day, day_received, day_titles, today_in_korea
from lib.ui.style import bold, bullets, main_action, plain
from lib.ui.turns import in_turn
from lib.ui.understood import TOLD, chosen, leave_boxes, progressed
from lib.ui.what_next import call

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Names in the notes are those of Given; the widgets stand under the same.
_PAGE = "appeal_"
_KEY = kept_key(_PAGE + "{}")
_ANSWER = _KEY.format("answer_{}")
_FACTS, _HAVE, _NOTICE, _DRAWN = (_KEY.format(name) for name in ("facts", "have", "notice", "drawn"))
_NOTICES: Labels = {UNKNOWN: UNKNOWN, True: N_("예"), False: N_("아니요")}
_PAPERS: dict[Paper, str] = {Paper.REVIEW: N_("심사청구서"), Paper.SECOND_REVIEW: N_("재심사청구서")}
_OF_WHOM = ("name", "address", "phone", "relation", "worker", "workplace", "workplace_address")
_OF_AN_AGENT = ("agent", "agent_address")
_OF_THE_DECISION = ("branch", "decision", "notice_words")
_DAYS = ("claimed_on", "decided_on")

state = st.session_state


def show_appeal(intake_json: str) -> Form | None:
    """What the draft needs, the draft as it stands in the file, and the files, for the intake of this session.

    The form in which it was asked; None where no paper can be written.
    """
    today = today_in_korea()
    with st.spinner(_("초안을 쓰는 중입니다.")), in_turn():
        told, _read = filled(Intake.model_validate_json(intake_json), today)
        intake = case_to_contest(progressed(told), today)
        choice, revision = chosen(understand(intake)), cached.revision()
        analysis = cached.analysis(intake.model_dump_json(), choice, revision)
    leave_boxes("received_on", "decision_date", "accident_on")
    if first := first_said(analysis.needs_support, analysis.understood, _, call):
        st.info(first, icon=":material/favorite:")
    if wrong := impossible(intake, today):
        st.warning(plain(wrong))
        _back()
        return None
    given = _given()
    open_ = cached.appeal(analysis, today, given, None, _, language())
    if isinstance(open_, NoDraft):
        st.markdown(plain(open_.why))
        _back()
        if analysis.kind == "case":
            _report(intake, today)
        return None
    with st.container(key="appeal_tools"):
        paper = _which(open_)
        draft = open_ if paper == open_.paper else cached.appeal(analysis, today, given, paper, _, language())
        # Where the choice is between papers that are open, there is a draft of each.
        if isinstance(draft, NoDraft):
            return None
        if _FACTS not in state:
            state[_DRAWN] = token_hex(4)
        _when(draft, today)
        _form(draft, given, analysis)
        _files(draft, analysis, given)
        _beside(draft)
    _shown(draft.lines)
    _report(intake, today)
    return _typed(draft, given, told.story)


def _back() -> None:
    st.page_link("pages/assistant.py", label=_("내 상황 분석"), icon=":material/arrow_back:")


# What was added before, for this session's case, and what is ticked as in hand; what cannot be read is passed over.
def _given() -> Given:
    told = {name: value for name, value in answers(_PAGE).items() if name in Given.model_fields}
    for name in _DAYS:
        with suppress(ValueError, TypeError):
            if name in told and not EARLIEST <= date.fromisoformat(told[name]) <= LATEST:
                del told[name]
    told["have"] = tuple(id_ for id_, tick in notes().evidence.items() if tick.state == "have")
    return readable(Given, told)


def _which(draft: Draft) -> Paper:
    if len(draft.choices) == 1:
        return draft.paper
    key = remembered(_PAGE + "paper", Paper, draft.paper)
    if state[key] not in draft.choices:
        state[key] = draft.paper
    names = {each: _(_PAPERS[each]) for each in draft.choices}
    chosen_: Paper = st.radio(
        _("어느 것을 쓸까요? 하나만 냅니다."),
        draft.choices,
        format_func=names.__getitem__,
        key=key,
        horizontal=True,
    )
    return chosen_


def _when(draft: Draft, today: date) -> None:
    due, to_whom = draft.deadline.due, draft.deadline.to_whom
    name = bold(_(_PAPERS[draft.paper]))
    if due and draft.deadline.passed(today) is False:
        st.markdown(_("{what}: {day}까지").format(what=name, day=day_in_words(due)))
    else:
        st.markdown(name)
    if to_whom:
        st.markdown(plain(to_whom.in_language(language())))
    if draft.deadline.passed(today):
        # Of one that is late it is said first.
        st.warning(plain(draft.warnings[0]), icon=":material/event_busy:")


# --- what is asked -------------------------------------------------------------------------------


def _form(draft: Draft, given: Given, analysis: Analysis) -> None:
    st.markdown(
        _(
            "아는 것만 적으세요. 모르는 것은 밑줄(____)로 남습니다. 여기에 적은 이름과 주소는 이 창과 받으시는 파일에만 들어갑니다."
        )
    )
    with st.form("appeal_form", border=False):
        _ask_reasons([each for each in draft.asks if each.is_of_a_reason], given)
        with st.expander(_("무슨 일이 있었나요? (이야기에서 옮겼습니다. 고쳐도 됩니다)")):
            state.setdefault(_FACTS, draft.account.text if given.facts is None else given.facts)
            st.text_area(_("사실"), key=_FACTS, height=200)
        with st.expander(_("이름, 주소, 회사")):
            of_survivors = analysis.understood.kind_b is KindB.SURVIVORS
            for name in _OF_WHOM:
                if name != "relation" or of_survivors:
                    _ask_line(name, given)
            for name in _OF_AN_AGENT:
                _ask_line(name, given)
        with st.expander(_("결정과 날짜")):
            _ask_decision(draft, given, analysis)
        if draft.evidence:
            with st.expander(_("가지고 있는 자료")):
                _ask_evidence(draft.evidence, given)
        st.form_submit_button(
            _("초안에 넣기"),
            type=main_action(),
            icon=":material/edit_document:",
            on_click=_take,
            args=(
                tuple(each.key for each in draft.asks if each.is_of_a_reason),
                draft.account.text,
                tuple(each.id for each in draft.evidence),
            ),
            width="stretch",
        )
    if problem := state.pop(_KEY.format("problem"), ""):
        st.warning(problem, icon=":material/edit_note:")


def _ask_line(name: str, given: Given) -> None:
    key = _KEY.format(name)
    state.setdefault(key, getattr(given, name))
    st.text_input(_(ASKED[name]), key=key)


def _ask_reasons(asks: Sequence[Ask], given: Given) -> None:
    if not asks:
        return
    st.markdown(bold(_("거절 이유에 답하려면 이것이 필요합니다")))
    for each in asks:
        key = _ANSWER.format(each.key)
        state.setdefault(key, given.answers.get(each.key, ""))
        st.text_area(plain(each.question), key=key, height=70)


def _ask_decision(draft: Draft, given: Given, analysis: Analysis) -> None:
    ask_day(day_received(analysis.intake.stage), TOLD["received_on"])
    for name in ("decision_date", "accident_on"):
        ask_day(day_titles()[name], TOLD[name])
    for name in _DAYS:
        if name != "decided_on" or any(each.key == name for each in draft.asks) or given.decided_on:
            key = _KEY.format(name)
            state.setdefault(key, getattr(given, name))
            ask_day(_(ASKED[name]), key)
    for name in _OF_THE_DECISION:
        if name == "notice_words":
            state.setdefault(_NOTICE, UNKNOWN if given.notice is None else given.notice)
            choose(st.radio, _(ASKED["notice"]), _NOTICES, _NOTICE, horizontal=True)
        _ask_line(name, given)
    if draft.deadline.passed(today_in_korea()):
        key = _KEY.format("excuse")
        state.setdefault(key, given.excuse)
        st.text_area(_(ASKED["excuse"]), key=key, height=90)


def _ask_evidence(evidence: Sequence[Missing], given: Given) -> None:
    for each in evidence:
        key = f"{_HAVE}_{each.id}"
        state.setdefault(key, each.id in given.have)
        st.checkbox(plain(each.what.in_language(language())), key=key)


# What stands in the form is kept, and what is in hand ticked; the draft follows in this run.
def _take(asked: Sequence[str], account: str, evidence: Sequence[str]) -> None:
    lines = [*_OF_WHOM, *_OF_AN_AGENT, *_OF_THE_DECISION, *_DAYS, "excuse"]
    # What is not asked this time stays as it was.
    told: dict[str, Any] = {name: state[key] or None for name in lines if (key := _KEY.format(name)) in state}
    facts = str(state.get(_FACTS, account))
    notice = value_in(_NOTICE, _NOTICES)
    answered = {key: str(state.get(_ANSWER.format(key), "")).strip() for key in asked}
    told |= {
        "notice": None if notice == UNKNOWN else notice,
        "facts": None if " ".join(facts.split()) == " ".join(account.split()) else facts,
        "answers": {key: words for key, words in {**_given().answers, **answered}.items() if words},
    }
    try:
        Given.model_validate({name: value for name, value in told.items() if value is not None})
        for name, value in told.items():
            keep_answer(_PAGE + name, value or None if name != "notice" else value)
        for id_ in evidence:
            _tick(id_, bool(state.get(f"{_HAVE}_{id_}")))
    except ValidationError:
        state[_KEY.format("problem")] = _(
            "너무 긴 것이 있습니다. 이름과 주소는 300자, 답은 2,000자까지 적을 수 있습니다."
        )


# The fields that are typed in, each with what was put there; what is ticked or chosen is soon done again.
def _typed(draft: Draft, given: Given, story: str) -> Form:
    shown = {name: getattr(given, name) for name in (*_OF_WHOM, *_OF_AN_AGENT, *_OF_THE_DECISION, "excuse")}
    shown |= {name: str(getattr(given, name) or "") for name in _DAYS}
    shown["facts"] = draft.account.text if given.facts is None else given.facts
    shown |= {
        f"answer_{each.key}": given.answers.get(each.key, "") for each in draft.asks if each.is_of_a_reason
    }
    fields = {name: key for name in shown if (key := _KEY.format(name)) in state}

    def take_back(told: Mapping[str, str]) -> None:
        for name, words in told.items():
            if name in _DAYS and name in fields:
                with suppress(ValueError):
                    day = date.fromisoformat(words) if words else None
                    state[fields[name]] = day if day and EARLIEST <= day <= LATEST else None
            elif name in fields:
                state[fields[name]] = words

    about = sha256(story.encode()).hexdigest()
    return Form("appeal", about, fields, {name: shown[name] for name in fields}, state[_DRAWN], take_back)


# The same tick stands in the result; what was asked for there stays so until it is in hand.
def _tick(id_: str, is_in_hand: bool) -> None:
    tick = notes().evidence.get(id_)
    was_in_hand = tick is not None and tick.state == "have"
    if is_in_hand != was_in_hand:
        tick_evidence(id_, "have" if is_in_hand else None, today_in_korea())


# --- the draft and the files ---------------------------------------------------------------------


def _files(draft: Draft, analysis: Analysis, given: Given) -> None:
    with st.container(horizontal=True, gap="small", key="appeal_files"):
        st.download_button(
            _("{what} 초안 받기 (.docx)").format(what=_(_PAPERS[draft.paper])),
            data=as_word(draft.lines),
            file_name=f"{draft.paper}.docx",
            mime=_WORD,
            icon=":material/download:",
            type=main_action(),
            on_click="ignore",
            key="appeal_download",
        )
        st.download_button(
            _("정보공개 청구서 받기 (공단이 가진 내 서류)"),
            data=as_word(disclosure_request(analysis, given).lines),
            file_name="정보공개청구서.docx",
            mime=_WORD,
            icon=":material/folder_open:",
            on_click="ignore",
            key="appeal_disclosure",
        )
    st.caption(
        _(
            "한글, 워드, 리브레오피스에서 열어 고칠 수 있습니다. 브라우저에서 인쇄하면 아래 초안만 나옵니다. AI 모델은 쓰지 않았습니다."
        )
    )


def _beside(draft: Draft) -> None:
    with st.container(key="appeal_beside", gap="small"):
        st.markdown(bold(_("내기 전에 알아 둘 것")))
        own = _("아래 사실은 적어 주신 말 그대로입니다. 사실과 다르거나 남에게 보이기 싫은 것은 고치세요.")
        st.markdown(bullets(map(plain, (own, *draft.warnings))))
        if draft.account.left_out:
            with st.expander(
                _("이야기에서 넣지 않은 말 {n}곳").format(n=len(draft.account.left_out)),
                icon=":material/playlist_remove:",
            ):
                st.markdown(
                    bullets(f"“{plain(each.words)}”: {plain(_(each.why))}" for each in draft.account.left_out)
                )


# What stands in the file, line for line; it is Korean in every language.
def _shown(lines: Iterable[Line]) -> None:
    with st.container(border=True, key="appeal_draft", gap="xsmall"):
        for line in lines:
            st.markdown(_in_markdown(line))


def _in_markdown(line: Line) -> str:
    words, label = plain(line.text), plain(line.label)
    match line.style:
        case "title":
            return f"### {words}"
        case "heading":
            return f"#### {words}"
        case "subheading":
            return bold(words)
        case "row":
            return f"{bold(label)}: {words}"
        case "item":
            return f"- {bold(label) + ' ' if label else ''}{words}"
        case "quote":
            return f"> {label}{words}"
        case "note":
            return f"*{words}*"
        case _:
            return f"{bold(label) + ' ' if label else ''}{words}"


def _report(intake: Intake, today: date) -> None:
    with st.container(key="appeal_report", gap="small"):
        st.markdown(bold(_("상담받으러 가기 전에")))
        st.markdown(
            _(
                "적으신 이야기, 기한, 거절 이유와 답, 기준, 판결, 자료를 한데 묶은 파일입니다. 노무사에게 보여 주세요."
            )
        )
        # It takes as long as an analysis: not before somebody wants it.
        if not st.button(_("내 사건 정리 만들기"), icon=":material/summarize:", key="appeal_report_make"):
            return
        with st.spinner(_("정리하는 중입니다.")), in_turn():
            made = cached.report(intake, today)
        st.download_button(
            _("내 사건 정리 받기 (.docx)"),
            data=made,
            file_name="내사건정리.docx",
            mime=_WORD,
            icon=":material/download:",
            on_click="ignore",
            key="appeal_report_download",
        )
