"""Taking in a list of intakes: the template, the upload, how far it is, and what was refused."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import IO

import pandas as pd
import streamlit as st

from lib.access import Doing
from lib.casework.conflicts import NO_KEY, OTHER_KEY, NameKeyError, name_marks
from lib.casework.office import Letters, Progress, TriageRun
from lib.settings import read_settings
from lib.sources.found import Refused
from lib.sources.intake_table import IntakeTableError, read_whole
from lib.sources.intake_template import template
from lib.sources.letter_folder import LetterFiles, letters_sent, read_each
from lib.sources.packed import Limits
from lib.store.office_cases import LONGEST_NAME, named
from lib.ui import cached
from lib.ui.collecting import time_left
from lib.ui.errors import friendly
from lib.ui.language import _
from lib.ui.letter_box import LETTER_TYPES
from lib.ui.progress import today_in_korea
from lib.ui.style import main_action, plain
from lib.ui.tables import download, without_formulas
from lib.ui.visitor import this_visitor

state = st.session_state

LIST = "triage_list"
"""State: the list that is shown."""
WANTED = "triage_list_wanted"
"""State: the list that was taken in last and is to be shown as soon as it holds a case."""

# State: how many files this session has taken in; a new uploader, an empty one, for each.
_UPLOADS = "triage_uploads"
# State: why the last file was not taken.
_PROBLEM = "triage_problem"
_TABLES = ["csv", "tsv", "xlsx", "jsonl"]
# Megabytes; a table of two thousand long stories is far smaller.
_LARGEST = 50
_MOST_LETTERS, _MOST_FILES = 100, 400


def take_in(is_first: bool) -> None:
    """The template and the upload; folded where there are lists already."""
    uploads = state.setdefault(_UPLOADS, 0)
    # A new one for each list taken in: left open, it would keep the sorted cases below the screen.
    with st.expander(
        _("상담 표 올리기"), icon=":material/upload_file:", expanded=is_first, key=f"triage_take_in_{uploads}"
    ):
        st.markdown(
            _(
                "한 줄에 사건 하나인 표(xlsx, csv, tsv, jsonl)를 올리세요. 같은 표를 다시 올리면 두 번 들어가지 않고 바뀐 줄만 다시 봅니다."
            )
        )
        st.download_button(
            _("빈 양식 받기 (xlsx)"),
            template(),
            file_name="sanjae_intakes.xlsx",
            icon=":material/download:",
            on_click="ignore",
            key="triage_template",
        )
        most = min(_LARGEST, read_settings().upload_max_mb)
        file = st.file_uploader(
            _("상담 표"), type=_TABLES, max_upload_size=most, key=f"triage_file_{uploads}"
        )
        name = st.text_input(
            _("목록 이름 (비우면 파일 이름)"), max_chars=LONGEST_NAME, key=f"triage_name_{uploads}"
        )
        keep_names = st.checkbox(
            _("이름, 전화번호 같은 개인정보를 가리지 않고 보관합니다."), key=f"triage_keep_names_{uploads}"
        )
        _say_about_the_key()
        if st.button(
            _("정리하기"),
            type=main_action(),
            icon=":material/sort:",
            disabled=file is None,
            key="triage_start",
        ):
            assert file is not None
            with st.spinner(_("표를 읽는 중입니다…")):
                state[_PROBLEM] = _start(file.name, file, name.strip(), keep_names)
            if not state[_PROBLEM]:
                state[_UPLOADS] = uploads + 1
            st.rerun()
    _letters()
    if problem := state.pop(_PROBLEM, ""):
        st.error(plain(problem), icon=":material/error:")


def _letters() -> None:
    with st.expander(_("편지 여러 통 올리기"), icon=":material/stacked_email:"):
        st.markdown(
            _(
                "통지서와 결정서를 한꺼번에 올리면 한 통이 사건 하나가 됩니다. 사진, PDF, 한글, DOCX 파일이나 그것을 묶은 zip을 올리세요. 여러 장인 편지는 파일 이름 끝에 ‘1쪽’, ‘2쪽’을 붙이면 한 통으로 읽습니다."
            )
        )
        uploads = state.setdefault(_UPLOADS, 0)
        settings = read_settings()
        files = st.file_uploader(
            _("편지"),
            type=[*LETTER_TYPES, "zip"],
            accept_multiple_files=True,
            max_upload_size=min(_LARGEST, settings.upload_max_mb),
            key=f"triage_letters_{uploads}",
        )
        name = st.text_input(
            _("목록 이름 (비우면 ‘편지’)"), max_chars=LONGEST_NAME, key=f"triage_letters_name_{uploads}"
        )
        st.caption(
            _(
                "한 번에 {most}통까지 읽습니다. 이름과 번호는 가리고 읽습니다. 같은 편지를 같은 목록에 다시 올려도 두 번 들어가지 않습니다."
            ).format(most=_MOST_LETTERS)
        )
        if st.button(
            _("편지 읽고 정리하기"),
            type=main_action(),
            icon=":material/document_scanner:",
            disabled=not files,
            key="triage_letters_start",
        ):
            limits = Limits(total_bytes=settings.upload_max_mb * 2**20, files=_MOST_FILES)
            sent = [(each.name, each.getvalue()) for each in files or ()]
            with st.spinner(_("파일을 여는 중입니다…")):
                letters = list(islice(letters_sent(sent, limits), _MOST_LETTERS + 1))
            state[_PROBLEM] = _start_letters(letters, name.strip() or _("편지"))
            if not state[_PROBLEM]:
                state[_UPLOADS] = uploads + 1
            st.rerun()


# Starts reading them; why it could not, else nothing.
def _start_letters(letters: list[LetterFiles | Refused], name: str) -> str:
    if not letters:
        return _("올린 파일에 편지가 없습니다.")
    if len(letters) > _MOST_LETTERS:
        return _("한 번에 {most}통까지 읽습니다. 나누어 올려 주세요.").format(most=_MOST_LETTERS)
    today = today_in_korea()
    return _begin(
        named(name),
        lambda list_name: TriageRun(
            Letters(read_each(letters), len(letters), today),
            (),
            list_name,
            cached.store(),
            cached.index(),
            today,
            this_visitor(),
        ),
    )


def _begin(list_name: str, start: Callable[[str], TriageRun]) -> str:
    if cached.start_triage(list_name, lambda: start(list_name)) is None:
        return _("이 목록은 지금 정리하는 중입니다. 끝난 뒤에 다시 올려 주세요.")
    state[WANTED] = list_name
    return ""


def _say_about_the_key() -> None:
    try:
        if name_marks(read_settings().name_key.get_secret_value()) is None:
            st.caption(_(NO_KEY))
    except NameKeyError as error:
        st.warning(plain(str(error)), icon=":material/key_off:")


# Reads the file and starts the run; why it could not, else nothing.
def _start(file_name: str, file: IO[bytes], name: str, keep_names: bool) -> str:
    try:
        cases, refused, unread = read_whole(file_name, file, today_in_korea())
    except IntakeTableError as error:
        return str(error)
    try:
        marks = name_marks(read_settings().name_key.get_secret_value())
    except NameKeyError:
        marks = None

    def start(list_name: str) -> TriageRun:
        return TriageRun(
            cases,
            refused,
            list_name,
            cached.store(),
            cached.index(),
            today_in_korea(),
            this_visitor(),
            marks,
            keep_names,
            unread=unread,
        )

    return _begin(named(name or Path(file_name).stem[:LONGEST_NAME]), start)


def runs() -> bool:
    """How far each run of this program is, and what those that are over refused; whether there is any."""
    there = cached.triage_runs()
    for place, run in enumerate(there):
        if run.running:
            _follow(run, place)
        else:
            _ended(run, place)
    return bool(there)


# Drawn each second until it is over; then the whole page, with its list.
@st.fragment(run_every="1s")
def _follow(run: TriageRun, place: int) -> None:
    with friendly():
        this_visitor().require(Doing.TRIAGE)
        if not run.running:
            st.rerun()
        progress = run.progress()
        share = progress.done / progress.total if progress.total else 0.0
        st.progress(min(1.0, share), text=f"{plain(run.list_name)}: {_how_far(progress)}")
        if run.stopped:
            st.caption(_("그만두는 중입니다. 끝난 사건은 그대로 남습니다."))
        else:
            _button(_("멈추기"), "stop", f"triage_stop_{place}", lambda: run.stop(this_visitor()))


def _how_far(progress: Progress) -> str:
    parts = [f"{progress.done:,} / {progress.total:,}"]
    if progress.seconds_left is not None:
        parts.append(time_left(progress.seconds_left))
    return " · ".join(parts)


# Who presses is asked then, not when the button was drawn.
def _button(label: str, icon: str, key: str, act: Callable[[], object]) -> None:
    def pressed() -> None:
        with friendly():
            act()

    st.button(label, icon=f":material/{icon}:", key=key, on_click=pressed)


def _ended(run: TriageRun, place: int) -> None:
    progress = run.progress()
    with st.container(border=True, key=f"triage_run_{place}"):
        told = (
            _("‘{list}’ 목록: 편지 {total}통 가운데 {done}통을 보았습니다.")
            if run.of_letters
            else _("‘{list}’ 목록: 표의 사건 {total}건 가운데 {done}건을 보았습니다.")
        ).format(list=plain(run.list_name), total=f"{progress.total:,}", done=f"{progress.done:,}")
        if progress.kept:
            told += " " + _("{kept}건은 전과 같습니다.").format(kept=f"{progress.kept:,}")
        st.markdown(told)
        if run.problem:
            st.error(plain(run.problem), icon=":material/error:")
        if run.other_key:
            st.warning(_(OTHER_KEY), icon=":material/key:")
        if run.unread:
            columns = ", ".join(run.unread)
            st.caption(_("읽지 않은 열: {columns}").format(columns=plain(columns)))
        if run.refused:
            _refused_rows(run, place)
        with st.container(horizontal=True, gap="small"):
            if run.may_go_on:
                _button(
                    _("이어서 하기"),
                    "play_arrow",
                    f"triage_go_on_{place}",
                    lambda: cached.start_triage(run.list_name, lambda: run.go_on(this_visitor())),
                )
            _button(_("닫기"), "close", f"triage_close_{place}", lambda: cached.forget_triage(run.list_name))


def _refused_rows(run: TriageRun, place: int) -> None:
    label = (
        _("읽지 못한 편지가 {n}통 있습니다. 이유 보기")
        if run.of_letters
        else _("받지 못한 줄이 {n}개 있습니다. 이유 보기")
    ).format(n=f"{len(run.refused):,}")
    place_of = _("번호") if run.of_letters else _("줄")
    with st.expander(label, icon=":material/warning:"):
        rows = sorted(run.refused, key=lambda each: each.row)
        table = pd.DataFrame([{place_of: each.row, _("이유"): each.reason} for each in rows])
        st.dataframe(without_formulas(table), hide_index=True, alt=_("받지 못한 줄과 이유"))
        download(table, _("받지 못한 줄(CSV)"), "sanjae_refused_rows.csv", f"triage_refused_{place}")
