"""A letter photographed, sent as a file or pasted: where it comes in."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.access import AccessRefusedError, Used
from lib.i18n import N_
from lib.sources.letter_file import (
    MOST_PAGES,
    LetterText,
    OnPage,
    UnreadableLetterError,
    can_read_pictures,
    letter_of_text,
    read_letter,
)
from lib.ui.asgi import may_send_photographs, may_upload
from lib.ui.boxes import choose
from lib.ui.errors import told_by
from lib.ui.language import _
from lib.ui.progress import today_in_korea
from lib.ui.signed_in import LARGEST_PHOTOGRAPH, have_doors
from lib.ui.style import main_action, plain
from lib.ui.turns import in_turn, letter_turn
from lib.ui.visitor import this_visitor

# State: the letter that was read and is being corrected, with its pictures; gone once it was taken or left.
# ROUND counts letters, so that each has an uploader of its own.
LETTER = "assistant_letter"
PROBLEM = "assistant_letter_problem"
ROUND = "assistant_letter_round"
_HOW = "assistant_letter_how"
FIELD = "assistant_letter_field_"

_WAYS = {"file": N_("사진·파일 고르기"), "camera": N_("지금 찍기"), "paste": N_("글 붙여넣기")}
LETTER_TYPES = [
    "jpg",
    "jpeg",
    "png",
    "webp",
    "heic",
    "tif",
    "tiff",
    "bmp",
    "pdf",
    "hwpx",
    "hwp",
    "hml",
    "docx",
    "txt",
]
_PHOTOGRAPHS = ["jpg", "jpeg", "png"]
_LARGEST_MB = 50

state = st.session_state


def is_being_read() -> bool:
    """Whether a letter was read and waits for its corrections."""
    return LETTER in state


def forget_letter() -> None:
    """Let go of the letter, its pictures and what was corrected."""
    for key in [str(each) for each in state if str(each).startswith(LETTER)]:
        if key != ROUND:
            state.pop(key, None)


def letter_box() -> None:
    """Where a letter is photographed, sent or pasted; what is read is kept until it is taken or left."""
    with st.expander(_("통지서를 찍거나 올리면 대신 적어 드립니다"), icon=":material/photo_camera:"):
        st.caption(_how_it_is_treated())
        ways = _ways()
        way = next(iter(ways))
        if len(ways) > 1:
            way = choose(st.radio, _("어떻게 넣을까요?"), ways, _HOW, horizontal=True)
            way = way if way in ways else next(iter(ways))
        if "file" in ways and _is_a_stranger():
            st.caption(_("여기서는 사진(JPG, PNG)만 읽습니다. 읽은 뒤에는 사진을 곧바로 지웁니다."))
        if "file" not in ways:
            st.caption(_("이 서버에서는 파일을 받지 않습니다. 통지서의 글을 붙여 넣어 주세요."))
        elif not can_read_pictures():
            st.caption(
                _(
                    "이 컴퓨터에는 사진을 읽는 프로그램이 없습니다. PDF나 한글 파일을 올리거나 글을 붙여 넣어 주세요."
                )
            )
        files, text = ([], _pasted()) if way == "paste" else (_files(way), "")
        if problem := state.get(PROBLEM):
            st.warning(plain(problem), icon=":material/photo_camera:")
        if st.button(
            _("읽기"),
            type=main_action(),
            icon=":material/document_scanner:",
            disabled=way != "paste" and not files,
            key="assistant_letter_read",
        ):
            _read(files, text)


def _how_it_is_treated() -> str:
    return _("읽은 것은 저장하지 않고 다른 곳으로 보내지도 않습니다. 이름과 번호는 가리고 읽습니다.")


# Whose files the server takes as photographs of a letter alone, if at all.
def _is_a_stranger() -> bool:
    return have_doors() and not may_upload(this_visitor())


# Who may send no file to this server pastes.
def _ways() -> dict[str, str]:
    if _is_a_stranger():
        if not may_send_photographs(this_visitor()):
            return {"paste": _WAYS["paste"]}
        return {way: N_("사진 고르기") if way == "file" else title for way, title in _WAYS.items()}
    return {way: title for way, title in _WAYS.items() if way != "camera" or can_read_pictures()}


def _pasted() -> str:
    return st.text_area(_("통지서에 적힌 글"), key="assistant_letter_pasted", height=160) or ""


def _files(way: str) -> list[UploadedFile]:
    count = state.setdefault(ROUND, 0)
    if way == "camera":
        shot = st.camera_input(
            _("통지서 한 쪽이 다 보이게 찍어 주세요."), key=f"assistant_letter_shot_{count}"
        )
        return [shot] if shot else []
    # The uploader's own words are English in every language.
    st.markdown(
        _(
            "아래 회색 칸의 단추(Upload)를 누르면 사진을 찍거나 파일을 고를 수 있습니다. {most}쪽까지 올립니다."
        ).format(most=MOST_PAGES)
    )
    sent = st.file_uploader(
        _("통지서 사진이나 파일"),
        type=_PHOTOGRAPHS if _is_a_stranger() else LETTER_TYPES,
        accept_multiple_files=True,
        max_upload_size=LARGEST_PHOTOGRAPH // 2**20 if _is_a_stranger() else _LARGEST_MB,
        key=f"assistant_letter_files_{count}",
    )
    return list(sent or ())


def _read(files: Sequence[UploadedFile], text: str) -> None:
    state.pop(PROBLEM, None)
    if not files and not text.strip():
        state[PROBLEM] = _("통지서에 적힌 글을 먼저 붙여 넣어 주세요.")
        st.rerun()
    # Loads the search and the guidance: not before they are needed.
    from lib.casework.letter_reading import understand_letter

    bar = st.progress(0.0, _("통지서를 읽는 중입니다…"))

    def on_page(done: int, of: int) -> None:
        shown = _("통지서를 읽는 중입니다… {of}쪽 가운데 {n}쪽").format(of=of, n=min(done + 1, of))
        bar.progress(done / max(1, of), shown)

    try:
        read = _letter_sent(files, on_page) if files else letter_of_text(text)
        with in_turn():
            letter = understand_letter(read, today_in_korea())
    except (UnreadableLetterError, AccessRefusedError) as error:
        state[PROBLEM] = told_by(error)
    else:
        forget_letter()
        state[LETTER] = letter
        state[ROUND] = state.get(ROUND, 0) + 1
        _forget_sent(files)
    st.rerun()


# Raises UnreadableLetterError, and AccessRefusedError where a stranger's day is used up.
def _letter_sent(files: Sequence[UploadedFile], on_page: OnPage) -> LetterText:
    given = [(each.name, each.getvalue()) for each in files]
    if not _is_a_stranger():
        return read_letter(given, on_page)
    try:
        with letter_turn():
            this_visitor().take(Used.LETTERS)
            return read_letter(given, on_page, of_a_stranger=True)
    finally:
        # An uploader of its own for the next try: what could not be read is of no use.
        state[ROUND] = state.get(ROUND, 0) + 1
        _forget_sent(files)


# Streamlit holds what was sent until the page is closed.
def _forget_sent(files: Sequence[UploadedFile]) -> None:
    context = get_script_run_ctx(suppress_warning=True)
    if context and st.runtime.exists():
        held = st.runtime.get_instance().uploaded_file_mgr
        for each in files:
            held.remove_file(context.session_id, each.file_id)  # type: ignore[attr-defined]
