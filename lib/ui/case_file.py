"""One case of a list: what was found, what the office writes of it, who changed what, conflicts, the memo, deleting."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from lib.casework.conflicts import in_words
from lib.casework.memo import file_name, memo
from lib.casework.office_codes import name_of
from lib.casework.office_urgency import is_urgent
from lib.casework.triage_sheet import criterion_state, flag_name
from lib.domain.kept_case import EDITABLE, CaseChange, KeptCase
from lib.domain.office_case import CaseStatus
from lib.i18n import N_
from lib.settings import read_settings
from lib.store import ConflictError
from lib.store.office_cases import LONGEST_NAME, LONGEST_NOTE
from lib.ui import cached
from lib.ui.cards import ruling_link
from lib.ui.cases_listed import DONE, KEPT_ELSEWHERE, OPEN, STATUSES, gone
from lib.ui.errors import told_by
from lib.ui.holdings import moment
from lib.ui.language import _
from lib.ui.progress import today_in_korea
from lib.ui.style import bold, bullets, main_action, official_link, plain

state = st.session_state

# State: the case as this session saw it when it began to edit it.
_SEEN = "triage_seen"
# State: what this session wrote that somebody else had written first, and theirs.
_REFUSED = "triage_refused"
# State: the case that may be deleted once it is asked for again.
_ASKED = "triage_case_to_delete"

_FIELDS = {
    "status": N_("상태"),
    "assignee": N_("담당"),
    "note": N_("메모"),
    "consent": N_("동의서 받음"),
    "power_of_attorney": N_("위임장 받음"),
    "added": N_("사건을 넣음"),
    "intake": N_("표에서 내용이 바뀜"),
}
_FACTS = {
    "decision_date": N_("결정일"),
    "received_on": N_("받은 날"),
    "accident_on": N_("다치거나 병이 난 날"),
    "benefit_from": N_("급여 시작일"),
}


def case_file(list_name: str, document: Mapping[str, Any]) -> None:
    """Everything of one case; on a narrow screen what the office writes stands below what was found."""
    today = today_in_korea()
    code = document["case"]
    st.subheader(_("사건 {code}").format(code=plain(name_of(document))), anchor=False)
    # On the phone with the client: by when, what to ask, what to look at.
    _urgency(document)
    _list(_("의뢰인에게 물을 것"), document["questions"])
    _flags(document)
    found, office = st.columns([5, 3], gap="medium")
    with found:
        _found(document)
    with office:
        _written(list_name, code)
        _conflicts(list_name, code)
        _memo(list_name, document, today)
        _history(list_name, code)
        _delete(list_name, code)


# --- what was found ------------------------------------------------------------------------------


def _urgency(document: Mapping[str, Any]) -> None:
    urgent = document["urgency"]
    when = f"{urgent['due']} · {urgent['says']}" if urgent["due"] else urgent["says"]
    box = st.error if is_urgent(document) else st.info
    box(f"{bold(plain(urgent['what']))}  \n{plain(when)}", icon=":material/event:")


def _flags(document: Mapping[str, Any]) -> None:
    for flag in document["flags"]:
        st.warning(f"{bold(plain(flag_name(flag['flag'])))}: {plain(flag['says'])}", icon=":material/flag:")


def _found(document: Mapping[str, Any]) -> None:
    if document["turn_to"]:
        _list(
            _("물어볼 곳"), [f"{each['name']} {each['phone']}: {each['why']}" for each in document["turn_to"]]
        )
    _told(document)
    _deadlines(document["deadlines"], document["if_passed"])
    _ways(document["ways"], document["more_used"])
    _denial(document["denial"])
    for sentence in document["on_the_choice"]:
        st.markdown(plain(sentence))
    _rulings(_("인정한 판결"), document["favourable"])
    _rulings(_("인정하지 않은 판결"), document["unfavourable"])
    _list(
        _("보완할 입증자료"),
        [
            (_("[꼭] ") if each["weight"] == "needed" else "") + f"{each['evidence']}: {each['how']}"
            for each in document["missing"]
        ],
    )
    _list(
        _("법의 기준"),
        [
            f"[{criterion_state(each['state'])}] {each['says']} ({', '.join(each['basis'])})"
            + "".join(f" “{word}”" for word in each["words"])
            for each in document["criteria"]
        ],
    )
    sides = (("factors_for", _("유리한 사정")), ("factors_against", _("불리한 사정")))
    for side, title in sides:
        _list(title, [f"{each['says']} “{each['words']}”" for each in document[side]])


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown(bold(title))
        st.markdown(bullets(map(plain, dict.fromkeys(lines))))


def _told(document: Mapping[str, Any]) -> None:
    intake, labels = document["intake"], document["labels"]
    line = [labels["stage"], labels["kind_b"], labels["issue_category"], labels["disease_category"]]
    st.markdown(bold(" · ".join(plain(each) for each in line if each) or _("모름")))
    facts = [
        ", ".join(intake["diagnoses"]),
        " · ".join(filter(None, (intake["industry"], intake["occupation"]))),
        *(f"{_(name)} {intake[field]}" for field, name in _FACTS.items() if intake[field]),
    ]
    st.markdown(bullets(plain(fact) for fact in facts if fact))
    with st.expander(_("상담 내용"), icon=":material/forum:"):
        st.markdown(plain(intake["story"]) or _("상담 내용이 없습니다."))
        if intake["denial_reason"]:
            st.markdown(bold(_("불승인 사유")) + "  \n" + plain(intake["denial_reason"]))


def _deadlines(deadlines: Sequence[Mapping[str, Any]], passed: Sequence[Mapping[str, Any]]) -> None:
    _list(
        _("기한"),
        [
            f"{each['what']}: {each['due'] or _('날짜 모름')} ({' '.join(filter(None, (each['event'], each['from'])))}, {each['article']})"
            for each in deadlines
        ],
    )
    _list(_("지났다면"), [f"{each['says']} ({each['article']})" for each in passed])


def _ways(ways: Sequence[Mapping[str, Any]], more_used: str) -> None:
    if not ways:
        return
    st.markdown(bold(_("열려 있는 길")))
    if len(ways) > 1:
        st.caption(
            _("아래 길 가운데 고를 수 있습니다. 어느 길이 나은지는 사건을 맡은 사람이 정합니다.")
            + " "
            + plain(more_used)
        )
    for way in ways:
        with st.expander(plain(way["what"]), icon=":material/alt_route:"):
            lines = [
                f"{each['says']} ({each['article']})" if each["article"] else each["says"]
                for each in way["says"]
            ]
            if way["used"]:
                lines.append(_("공개된 통계: {says}").format(says=way["used"]))
            lines.append(_("근거: {articles}").format(articles=way["basis"]))
            st.markdown(bullets(map(plain, lines)))


def _denial(reasons: Sequence[Mapping[str, Any]]) -> None:
    if not reasons:
        return
    st.markdown(bold(_("불승인 사유와 반박")))
    for each in reasons:
        with st.expander(f"“{plain(each['words'])}”"):
            st.markdown(bullets(map(plain, (each["law"], *each["answers"], *each["told"]))))
            if each["asks"]:
                st.markdown(_("뒤집을 증거: {what}").format(what=plain(", ".join(each["asks"]))))


def _rulings(title: str, cards: Sequence[Mapping[str, Any]]) -> None:
    st.markdown(bold(title))
    if not cards:
        st.caption(_("가진 판결 가운데 없습니다."))
    for card in cards:
        with st.container(border=True, gap="small"):
            ended = ", ".join(filter(None, (card["outcome"], card["history"])))
            st.markdown(f"{bold(plain(card['citation']))} ({plain(ended)})")
            st.markdown(plain(card["gist"]))
            with st.container(horizontal=True, gap="small"):
                ruling_link(card["id"], _("판결 자세히"))
                if card["address"]:
                    st.markdown(official_link(_("원문 주소"), card["address"]), width="content")


# --- what the office writes ----------------------------------------------------------------------


def _written(list_name: str, code: str) -> None:
    held = cached.office().case(list_name, code)
    if held is None:
        st.warning(_("다른 사람이 이 사건을 지웠습니다."), icon=":material/delete:")
        return
    seen = state.get(_SEEN)
    if not isinstance(seen, KeptCase) or (seen.list_name, seen.code) != (held.list_name, held.code):
        state[_SEEN] = seen = held
        state.pop(_REFUSED, None)
    refused = state.get(_REFUSED)
    if refused:
        _refused(list_name, code, held, refused)
    elif held.version > seen.version:
        _changed_by_another(list_name, code, held, seen)
    key = f"{seen.version}_{seen.code}"
    with st.form(f"triage_edit_{key}", border=True):
        statuses = [*CaseStatus]
        edits: dict[str, Any] = {
            "status": st.selectbox(
                _("상태"),
                statuses,
                index=statuses.index(seen.status),
                format_func=lambda status: _(STATUSES[status]),
                key=f"triage_status_{key}",
            ),
            "assignee": st.text_input(
                _("담당"), seen.assignee, max_chars=LONGEST_NAME, key=f"triage_assignee_{key}"
            ),
            "note": st.text_area(_("메모"), seen.note, max_chars=LONGEST_NOTE, key=f"triage_note_{key}"),
            "consent": st.checkbox(_("동의서 받음"), seen.consent, key=f"triage_consent_{key}"),
            "power_of_attorney": st.checkbox(
                _("위임장 받음"), seen.power_of_attorney, key=f"triage_power_{key}"
            ),
        }
        if st.form_submit_button(
            _("저장"), type=main_action(), icon=":material/save:", key=f"triage_save_{key}"
        ):
            mine = {name: value for name, value in edits.items() if value != getattr(seen, name)}
            _save(list_name, code, seen.version, mine)
    st.caption(
        _("마지막으로 바꾼 사람: {who} · {at}").format(
            who=plain(held.changed_by) or _("모름"), at=moment(held.changed_at)
        )
    )


def _save(list_name: str, code: str, version: int, mine: dict[str, Any]) -> None:
    try:
        state[_SEEN] = cached.office().change(list_name, code, version, **mine)
        state.pop(_REFUSED, None)
        state[DONE] = _("저장했습니다.")
    except ConflictError as error:
        state[_REFUSED] = {"mine": mine, "theirs": error.changes, "says": told_by(error)}
    st.rerun()


# What somebody else changed since this session saw the case; the form stays as it is until it is asked for.
def _changed_by_another(list_name: str, code: str, held: KeptCase, seen: KeptCase) -> None:
    changes = [each for each in cached.office().history(list_name, code) if each.version > seen.version]
    with st.container(border=True, key="triage_changed"):
        st.markdown(bold(_("그사이 바뀐 것이 있습니다.")))
        st.markdown(bullets(_change_in_words(each) for each in changes))
        if st.button(_("바뀐 내용 불러오기"), icon=":material/refresh:", key="triage_reload"):
            state[_SEEN] = held
            st.rerun()


def _refused(list_name: str, code: str, held: KeptCase, refused: Mapping[str, Any]) -> None:
    with st.container(border=True, key="triage_conflict"):
        st.error(plain(refused["says"]), icon=":material/sync_problem:")
        st.markdown(bold(_("다른 사람이 쓴 것")))
        st.markdown(bullets(_change_in_words(each) for each in refused["theirs"]))
        st.markdown(bold(_("내가 쓴 것")))
        st.markdown(
            bullets(
                f"{_(_FIELDS[name])}: {_value(_as_told(value))}" for name, value in refused["mine"].items()
            )
        )
        with st.container(horizontal=True, gap="small"):
            if st.button(_("내 것으로 저장"), icon=":material/save:", key="triage_mine"):
                _save(list_name, code, held.version, refused["mine"])
            if st.button(_("다른 사람 것으로 두기"), icon=":material/refresh:", key="triage_theirs"):
                state[_SEEN] = held
                state.pop(_REFUSED, None)
                st.rerun()


def _as_told(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _value(told: str) -> str:
    words = {"true": _("예"), "false": _("아니요"), "": _("비어 있음")}
    known = {status.value: _(name) for status, name in STATUSES.items()}
    return words.get(told) or known.get(told) or f"“{plain(told)}”"


def _change_in_words(change: CaseChange) -> str:
    who = plain(change.who) or _("모름")
    line = f"{moment(change.at)} · {who} · {_(_FIELDS.get(change.field, change.field))}"
    if change.field not in EDITABLE:
        return line
    return f"{line}: {_value(change.before)} → {_value(change.after)}"


# --- conflicts, memo, history, deleting ----------------------------------------------------------


def _conflicts(list_name: str, code: str) -> None:
    st.markdown(bold(_("이해충돌 확인")))
    if not read_settings().name_key.get_secret_value().strip():
        st.caption(_("이름 열쇠(SANJAE_NAME_KEY)가 없어 확인하지 않았습니다."))
        return
    if found := cached.office().conflicts(list_name, code):
        for each in found:
            st.error(plain(in_words(each, _)), icon=":material/group:")
        st.caption(_("같은 이름의 다른 사람일 수 있습니다. 생년월일로 확인하세요."))
    else:
        st.caption(
            _("표에 적힌 상대방, 회사, 함께 청구하는 사람, 가해자 가운데 의뢰인과 같은 이름은 없습니다.")
        )


def _memo(list_name: str, document: Mapping[str, Any], today: date) -> None:
    held = cached.office().case(list_name, document["case"])
    kept = {"status": held.status.value, "assignee": held.assignee, "note": held.note} if held else {}
    st.download_button(
        _("메모 받기 (docx)"),
        memo({**document, **kept}, today),
        file_name=file_name(document["case"], document["row"]),
        icon=":material/description:",
        on_click="ignore",
        key="triage_memo",
    )


def _history(list_name: str, code: str) -> None:
    with st.expander(_("누가 언제 무엇을 바꾸었나"), icon=":material/history:"):
        changes = cached.office().history(list_name, code)
        st.markdown(bullets(_change_in_words(each) for each in changes))


def _delete(list_name: str, code: str) -> None:
    asked = (list_name, code)
    if state.get(_ASKED) != asked:
        if st.button(_("사건 지우기"), icon=":material/delete:", key="triage_delete_case"):
            state[_ASKED] = asked
            st.rerun()
        return
    st.warning(_("이 사건과 기록을 모두 지울까요?") + " " + _(KEPT_ELSEWHERE))
    with st.container(horizontal=True, gap="small"):
        if st.button(_("네, 지울게요"), icon=":material/delete:", key="triage_delete_case_yes"):
            state[DONE] = gone(cached.office().delete_case(list_name, code))
            for each in (_ASKED, OPEN, _SEEN, _REFUSED):
                state.pop(each, None)
            st.rerun()
        if st.button(_("아니요"), key="triage_delete_case_no"):
            state.pop(_ASKED, None)
            st.rerun()
