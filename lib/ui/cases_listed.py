"""The cases of a list, the most urgent first: filters, the table, what is opened, and the whole list to take away."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib.casework.office_codes import name_of
from lib.casework.office_urgency import is_urgent
from lib.casework.triage_sheet import as_lines, flag_name, workbook
from lib.domain.kept_case import OfficeList
from lib.domain.office_case import CaseStatus
from lib.i18n import N_
from lib.ui import cached
from lib.ui.intake_lists import LIST, WANTED
from lib.ui.language import _
from lib.ui.progress import today_in_korea
from lib.ui.style import plain
from lib.ui.tables import without_formulas

state = st.session_state

OPEN = "triage_open"
"""State: the code of the case that is open."""
DONE = "triage_done"
"""State: a sentence on what was done last."""

# State: the list that may be deleted once it is asked for again.
_ASKED = "triage_list_to_delete"
# State: the spreadsheet made last, and of what.
_MADE = "triage_workbook"
# State: counts up so that the table forgets its selection.
_TABLE = "triage_table"
_URGENCY = {
    "urgent": N_("급한 것"),
    "open": N_("기한 남음"),
    "waiting": N_("결정 기다림"),
    "unknown": N_("기한 모름"),
    "passed": N_("기한 지남"),
}
_STATES = {
    "open": ("open",),
    "waiting": ("waiting",),
    "unknown": ("unknown", "none", "no_period"),
    "passed": ("passed", "perhaps_passed"),
}
STATUSES = {
    CaseStatus.REVIEWING: N_("검토중"),
    CaseStatus.TAKEN: N_("수임"),
    CaseStatus.ON_HOLD: N_("보류"),
    CaseStatus.CLOSED: N_("종결"),
}
"""What each status is called."""
KEPT_ELSEWHERE = N_(
    "지우면 데이터 파일에는 남지 않고, 되돌릴 수 없습니다. 따로 둔 사본(백업)과 내려받은 파일에는 남아 있을 수 있습니다. 그것은 직접 지우세요."
)
"""What is said before something is deleted."""


def choose_list(lists: Sequence[OfficeList]) -> str:
    """The box with all lists; the one that is shown."""
    names = [each.name for each in lists]
    # A list that was taken in is there with its first case, a moment after the press.
    if (wanted := state.get(WANTED)) in names:
        state.pop(WANTED)
        if state.get(LIST) != wanted:
            state[LIST] = wanted
            _closed()
    if state.get(LIST) not in names:
        state[LIST] = names[0]
    counts = {each.name: each for each in lists}

    def label(name: str) -> str:
        each = counts[name]
        return _("{name} · 사건 {n}건").format(name=name, n=f"{each.cases:,}")

    return str(st.selectbox(_("목록"), names, format_func=label, key=LIST, on_change=_closed))


def _closed() -> None:
    state.pop(OPEN, None)


def filtered(documents: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The boxes to narrow a list down, and what they leave of it."""
    issues = sorted(
        {each["labels"]["issue_category"] for each in documents if each["labels"]["issue_category"]}
    )
    flags = sorted({flag["flag"] for each in documents for flag in each["flags"]})
    named: dict[str, Callable[[str], str]] = {
        "status": lambda value: _(STATUSES[CaseStatus(value)]),
        "urgency": lambda value: _(_URGENCY[value]),
        "issue": lambda value: value,
        "flag": flag_name,
    }
    options = {
        "status": [status.value for status in CaseStatus],
        "urgency": [*_URGENCY],
        "issue": issues,
        "flag": flags,
    }
    titles = {"status": _("상태"), "urgency": _("급한 정도"), "issue": _("쟁점"), "flag": _("확인할 것")}
    if assigned := sorted({each["assignee"] for each in documents if each["assignee"]}):
        named["assignee"] = lambda value: value or _("담당 없음")
        options["assignee"] = [*assigned, *([""] if any(not each["assignee"] for each in documents) else [])]
        titles["assignee"] = _("담당")
    chosen: dict[str, list[str]] = {}
    for column, (field, title) in zip(st.columns(len(titles)), titles.items(), strict=True):
        with column:
            chosen[field] = st.multiselect(
                title,
                options[field],
                format_func=named[field],
                placeholder=_("모두"),
                key=f"triage_filter_{field}",
            )
    return [each for each in documents if _fits(each, chosen)]


def _fits(document: Mapping[str, Any], chosen: Mapping[str, list[str]]) -> bool:
    flags = {flag["flag"] for flag in document["flags"]}
    urgency = {name for name, states in _STATES.items() if document["urgency"]["state"] in states}
    if is_urgent(document):
        urgency.add("urgent")
    told = {
        "status": {document["status"]},
        "urgency": urgency,
        "issue": {document["labels"]["issue_category"]},
        "flag": flags,
        "assignee": {document["assignee"]},
    }
    return all(not values or told[field].intersection(values) for field, values in chosen.items())


def table(documents: Sequence[dict[str, Any]]) -> None:
    """The list, one row to the case; a row that is chosen is opened, and so is what the box below names."""
    case, left = _("사건"), _("남은 날")
    rows = pd.DataFrame([_row(each, case, left) for each in documents])
    chosen = st.dataframe(
        without_formulas(rows),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        # What is long goes on in a second line.
        row_height=_ROW,
        height=min(590, 38 + _ROW * len(documents)),
        column_config={
            case: st.column_config.Column(width=120, pinned=True),
            left: st.column_config.Column(width=120, pinned=True),
            _("낼 것"): st.column_config.Column(width=130),
            _("쟁점"): st.column_config.Column(width=130),
            _("거절 이유"): st.column_config.Column(width=210),
            _("꼭 구할 증거"): st.column_config.Column(width=240),
            _("먼저 물을 것"): st.column_config.Column(width=280),
            _("확인할 것"): st.column_config.Column(width=150),
            _("메모"): st.column_config.Column(width=200),
        },
        alt=_("급한 사건부터"),
        key=f"triage_table_{state.setdefault(_TABLE, 0)}",
    )
    codes = [each["case"] for each in documents]
    picked = chosen["selection"]["rows"]
    if picked and picked[0] < len(codes):
        state[OPEN] = codes[picked[0]]
        # A later run opens what its own row or button says, not this row again.
        state[_TABLE] += 1
        st.rerun()
    _step(codes, {each["case"]: name_of(each) for each in documents})


# Pixels: from more than four lines' worth on Streamlit lets the words of a cell go on in the next line.
_ROW = 76


# In the order of the work: what to do by when, what it is about, what there is and what is missing, what the office wrote.
def _row(each: Mapping[str, Any], case: str, left: str) -> dict[str, Any]:
    criteria = [criterion["state"] for criterion in each["criteria"]]
    reasons = [f"“{reason['words']}”" for reason in each["denial"]]
    needed = [missing["evidence"] for missing in each["missing"] if missing["weight"] == "needed"]
    return {
        case: name_of(each),
        # What is to be done about it stands with the case.
        left: each["urgency"]["says"].partition("(")[0],
        _("기한"): each["urgency"]["due"] or "",
        _("낼 것"): each["urgency"]["what"],
        # Beside the day: despair, a day told twice or too little told changes what is done first.
        _("확인할 것"): ", ".join(dict.fromkeys(flag_name(flag["flag"]) for flag in each["flags"])),
        _("급여"): each["labels"]["kind_b"] or _("모름"),
        _("쟁점"): each["labels"]["issue_category"] or _("모름"),
        _("병·부상"): each["labels"]["disease_category"] or _("모름"),
        _("판결 (인정·불인정)"): f"{len(each['favourable'])} · {len(each['unfavourable'])}",
        _(
            "기준 (사정 있음·모름)"
        ): f"{sum(state in _MET for state in criteria)} · {criteria.count('unknown')}",
        _("거절 이유"): " ".join(reasons) or each["intake"]["denial_reason"] or _("모름"),
        _("꼭 구할 증거"): ", ".join(needed),
        _("먼저 물을 것"): next(iter(each["questions"]), ""),
        _("상태"): _(STATUSES[CaseStatus(each["status"])]),
        _("담당"): each["assignee"],
        _("메모"): each["note"],
        _("동의서"): _("받음") if each["consent"] else "",
        _("위임장"): _("받음") if each["power_of_attorney"] else "",
    }


_MET = ("met", "disputed")


# The box that names the open case, and the way to the next one.
def _step(codes: Sequence[str], names: Mapping[str, str]) -> None:
    place = codes.index(state[OPEN]) if state.get(OPEN) in codes else None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        picked = st.selectbox(
            _("사건 열기 (표에서는 왼쪽 네모를 누릅니다)"),
            codes,
            index=place,
            format_func=lambda code: names.get(code, code),
            placeholder=_("사건을 고르세요"),
            key=f"triage_pick_{place}_{len(codes)}",
        )
        if picked is not None and (place is None or picked != codes[place]):
            state[OPEN] = picked
            st.rerun()
        if place is None:
            st.button(
                _("가장 급한 사건 열기"),
                icon=":material/priority_high:",
                key="triage_first",
                on_click=_open,
                args=(codes[0],),
            )
        elif place + 1 < len(codes):
            st.button(
                _("다음 사건"),
                icon=":material/arrow_downward:",
                key="triage_next",
                on_click=_open,
                args=(codes[place + 1],),
            )


def _open(code: str) -> None:
    state[OPEN] = code


# Made anew where something changed: of 200 cases it takes half a second.
def _workbook(documents: Sequence[dict[str, Any]], today: str) -> bytes:
    of = hashlib.sha256(as_lines(documents)).hexdigest(), today
    if state.get(_MADE, ("",))[0] != of:
        state[_MADE] = of, workbook(documents, [], today)
    return bytes(state[_MADE][1])


def whole_list(list_name: str, documents: Sequence[dict[str, Any]]) -> None:
    """The list to take away, and the way to delete it."""
    today = today_in_korea().isoformat()
    # As bytes: made behind a press, a file would be of no page, and nobody would be asked who fetches it.

    with st.container(horizontal=True, gap="small"):
        st.download_button(
            _("엑셀로 받기 (xlsx)"),
            _workbook(documents, today),
            file_name=f"sanjae_cases_{today}.xlsx",
            icon=":material/download:",
            on_click="ignore",
            key="triage_xlsx",
        )
        st.download_button(
            _("자료로 받기 (jsonl)"),
            as_lines(documents),
            file_name=f"sanjae_cases_{today}.jsonl",
            icon=":material/data_object:",
            on_click="ignore",
            key="triage_jsonl",
        )
        if state.get(_ASKED) != list_name and st.button(
            _("목록 지우기"), icon=":material/delete:", key="triage_delete_list"
        ):
            state[_ASKED] = list_name
            st.rerun()
    if state.get(_ASKED) != list_name:
        return
    st.warning(
        _("‘{list}’ 목록과 그 사건을 모두 지울까요?").format(list=plain(list_name)) + " " + _(KEPT_ELSEWHERE)
    )
    with st.container(horizontal=True, gap="small"):
        if st.button(_("네, 지울게요"), icon=":material/delete:", key="triage_delete_list_yes"):
            state[DONE] = gone(cached.office().delete_list(list_name))
            cached.forget_triage(list_name)
            for each in (_ASKED, OPEN, LIST):
                state.pop(each, None)
            st.rerun()
        if st.button(_("아니요"), key="triage_delete_list_no"):
            state.pop(_ASKED, None)
            st.rerun()


def gone(is_gone: bool) -> str:
    """What is said once something was deleted."""
    if is_gone:
        return _("지웠습니다. 데이터 파일에는 남아 있지 않습니다. 따로 둔 사본은 직접 지우세요.")
    return _(
        "지웠습니다. 다른 프로그램이 읽는 중이라 데이터 파일 옆의 기록 파일은 그 프로그램이 끝나면 비워집니다. 따로 둔 사본은 직접 지우세요."
    )
