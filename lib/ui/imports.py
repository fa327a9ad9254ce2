"""What was taken in from persons' files, import by import, and the way to take one back."""

from collections.abc import Callable

import streamlit as st

from lib.collect.taking_back import NoImportError, take_back, vouch
from lib.domain.records import Import, Way
from lib.i18n import N_
from lib.ui import cached
from lib.ui.holdings import moment
from lib.ui.language import _
from lib.ui.style import bold, plain
from lib.ui.visitor import this_visitor

state = st.session_state

# State: the number of the import that the person is asked about once more.
_ASKED = "data_take_back"
# State: a sentence on what was done last.
_DONE = "data_taken_back"

# Imports that are listed; the command line lists them all.
_MOST = 30

_WAYS = {
    Way.FILES: N_("명령줄로 넣은 파일"),
    Way.UPLOAD: N_("올린 파일"),
    Way.PASTED: N_("붙여 넣은 원문"),
    Way.BEFORE: N_("이전 버전이 넣은 것"),
}


def imports_held() -> None:
    """Every import with what came of it; each may be taken back, once it is asked for twice."""
    st.header(_("불러온 것과 되돌리기"), anchor=False)
    if done := state.pop(_DONE, ""):
        st.success(done, icon=":material/undo:")
    held = cached.store().imports()
    if not held:
        st.markdown(_("불러온 파일이 없습니다. 불러오면 여기에 번호와 함께 나오고, 되돌릴 수 있습니다."))
        return
    st.markdown(
        _(
            "되돌리면 그 파일에만 있던 판결은 사라집니다. 나머지 판결은 불러오기 전과 같아집니다. "
            "파일의 말은 기본 판례나 공공 서비스에서 받은 판결을 바꾸지 못합니다."
        )
    )
    for each in held[:_MOST]:
        with st.container(border=True, key=f"data_import_{each.number}"):
            _import(each)
    if len(held) > _MOST:
        st.caption(_("최근 {n}개만 보여 드립니다. 모두 보려면 `./sanjae imports`를 쓰세요.").format(n=_MOST))


def _import(batch: Import) -> None:
    name = _("{n}번").format(n=batch.number) + " · " + _(_WAYS[batch.way])
    st.markdown(bold(name) + (f" · {plain(batch.what)}" if batch.what else ""))
    if batch.way is Way.BEFORE:
        st.caption(
            _("판결 {n}건. 이전 버전이 한데 넣어 나누어 되돌릴 수 없습니다.").format(n=f"{batch.rulings:,}")
        )
    else:
        st.caption(
            _("{at} · 판결 {n}건 · 새로 넣음 {added}건 · 바뀜 {changed}건").format(
                at=moment(batch.at),
                n=f"{batch.rulings:,}",
                added=f"{batch.added:,}",
                changed=f"{batch.changed:,}",
            )
        )
    import_notes(batch)
    with st.container(horizontal=True, gap="small"):
        if batch.uncounted and st.button(
            _("출처를 확인했어요. 건수에 넣기"), icon=":material/verified:", key=f"data_vouch_{batch.number}"
        ):
            _do(lambda: _vouched(batch.number))
        if batch.way is Way.BEFORE:
            return
        if state.get(_ASKED) != batch.number:
            if st.button(_("되돌리기"), icon=":material/undo:", key=f"data_undo_{batch.number}"):
                state[_ASKED] = batch.number
                st.rerun()
            return
        st.markdown(_("정말 {n}번을 되돌릴까요?").format(n=batch.number), width="content")
        if st.button(_("네, 되돌릴게요"), icon=":material/undo:", key=f"data_undo_yes_{batch.number}"):
            _do(lambda: _taken_back(batch.number))
        if st.button(_("아니요"), key=f"data_undo_no_{batch.number}"):
            state.pop(_ASKED, None)
            st.rerun()


def import_notes(batch: Import) -> None:
    """What a person should know of an import beyond its numbers; nothing where there is nothing."""
    if batch.uncounted:
        st.caption(
            _("판결 {n}건은 파일에만 있어 표시해 두고 건수에서 뺍니다.").format(n=f"{batch.uncounted:,}")
        )
    if batch.differing:
        st.caption(
            _(
                "이미 가진 판결과 다르게 적힌 판결이 {n}건 있습니다. 판결은 그대로 두고 파일의 말로만 적어 둡니다."
            ).format(n=f"{batch.differing:,}")
        )


# Do what was asked for, and draw the page anew: the numbers at its top are those from before.
def _do(what: Callable[[], str]) -> None:
    try:
        with st.spinner(_("판례를 다시 맞추는 중입니다…")):
            state[_DONE] = what()
    except NoImportError:
        state[_DONE] = _("이미 되돌린 것입니다.")
    state.pop(_ASKED, None)
    st.rerun()


def _taken_back(number: int) -> str:
    taken = take_back(number, cached.store(), cached.index().sync_after_removal, this_visitor())
    return _("{n}번을 되돌렸습니다. 바뀌거나 사라진 판결: {changed}건.").format(
        n=number, changed=f"{taken.changed:,}"
    )


def _vouched(number: int) -> str:
    vouch(number, cached.store(), cached.index().sync, this_visitor())
    return _("{n}번의 판결을 이제 건수에 넣습니다.").format(n=number)
