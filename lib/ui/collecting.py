"""Collecting from the public services: the key each needs, and the way to start, follow and end a run."""

from collections.abc import Callable

import streamlit as st

from lib.collect.sync import LastSync, SyncProgress, SyncReport, last_sync, totals_stated
from lib.collect.sync_thread import BackgroundSync
from lib.settings import read_settings, variable
from lib.sources.registry import KEYS, LIVE, has_key
from lib.text.said import translated
from lib.ui import cached
from lib.ui.errors import friendly
from lib.ui.holdings import moment
from lib.ui.labels import source_name
from lib.ui.language import _
from lib.ui.style import bold, plain
from lib.ui.tables import notes_table, refused_table
from lib.ui.visitor import this_visitor


def live_sources() -> None:
    """Each live source in a box of its own."""
    st.header(_("공공 자료 모으기"), anchor=False)
    st.markdown(
        _(
            "무료 인증키가 있으면 공개된 산재 판결 전체를 이 컴퓨터에 받을 수 있습니다. 언제든 멈출 수 있고, 다시 시작하면 이어서 받습니다."
        )
    )
    settings = read_settings()
    for source in LIVE:
        with st.container(border=True, key=f"data_source_{source}"):
            st.subheader(source_name(source), anchor=False)
            if not has_key(settings, source):
                st.markdown(_key_wanted(source))
            elif (run := cached.sync_run(source)) and run.running:
                _follow(source)
            else:
                _last_run_and_start(source, run)


# Which key, where from, and where it goes.
def _key_wanted(source: str) -> str:
    words = {
        "comwel": _(
            "공공데이터포털의 [산재보험 판례 판결문 조회 서비스(15041878)](https://www.data.go.kr/data/15041878/openapi.do)에서 활용신청을 하면 인증키를 무료로 받습니다. 받은 키를 설정 `{name}`에 적고(환경 변수 또는 `.env` 파일) 앱을 다시 시작하세요."
        ),
        "lawgo": _(
            "[국가법령정보 공동활용](https://open.law.go.kr)에서 OPEN API를 무료로 신청하고 이 컴퓨터의 IP 주소를 등록하세요. 신청한 이메일의 아이디(OC)를 설정 `{name}`에 적고(환경 변수 또는 `.env` 파일) 앱을 다시 시작하세요."
        ),
    }
    other = _("인증키를 받아 설정 `{name}`에 적고(환경 변수 또는 `.env` 파일) 앱을 다시 시작하세요.")
    return words.get(source, other).format(name=variable(KEYS[source]))


# What the last run did, this process's or an earlier one's, and the way to start the next.
def _last_run_and_start(source: str, run: BackgroundSync | None) -> None:
    last = last_sync(cached.store(), source)
    st.caption(
        _("마지막으로 받은 때: {moment}").format(moment=moment(last.at))
        if last
        else _("아직 받은 적이 없습니다.")
    )
    if run:
        _ended(run)
    elif last:
        _remembered(last)
    if st.button(
        _("이어서 받기") if last and not last.finished else _("받기 시작"),
        icon=":material/cloud_download:",
        key=f"data_start_{source}",
    ):
        cached.start_sync(source)
        st.rerun()


# How far a run is, drawn each second until it is over; then the whole page, with its report.
@st.fragment(run_every="1s")
def _follow(source: str) -> None:
    with friendly():
        run = cached.sync_run(source)
        if run is None or not run.running:
            st.rerun()
        control = run.control(this_visitor())
        _progress(run.progress, control.paused)
        if control.stopped:
            st.caption(_("그만두는 중입니다. 받은 판례는 그대로 남습니다."))
            return
        if control.paused:
            st.caption(_("잠시 멈추었습니다."))
        with st.container(horizontal=True):
            if control.paused:
                _button(
                    _("계속 받기"),
                    "play_arrow",
                    f"data_resume_{source}",
                    lambda: run.control(this_visitor()).resume(),
                )
            else:
                _button(
                    _("잠시 멈추기"),
                    "pause",
                    f"data_pause_{source}",
                    lambda: run.control(this_visitor()).pause(),
                )
            _button(_("그만 받기"), "stop", f"data_stop_{source}", lambda: run.control(this_visitor()).stop())


# Who presses is asked then, not when the button was drawn.
def _button(label: str, icon: str, key: str, act: Callable[[], None]) -> None:
    def pressed() -> None:
        with friendly():
            act()

    st.button(label, icon=f":material/{icon}:", key=key, on_click=pressed)


# The bar, the counts, the speed and the time left.
def _progress(progress: SyncProgress | None, paused: bool) -> None:
    if progress is None:
        st.progress(0.0, text=_("시작하는 중입니다…"))
        return
    phase = _("목록을 읽는 중입니다") if progress.phase == "listing" else _("판결문을 받는 중입니다")
    total = progress.total or 0
    share = min(1.0, progress.done / total) if total else 0.0
    parts = [f"{progress.done:,} / {total:,}" if total else f"{progress.done:,}"]
    if not paused:
        parts.append(_("1초에 {n}건").format(n=f"{progress.per_second:,.1f}"))
        if progress.seconds_left is not None:
            parts.append(time_left(progress.seconds_left))
    st.progress(share, text=f"{phase}: {' · '.join(parts)}")
    st.caption(
        _("새로 받음 {new}, 더 좋은 내용으로 바꿈 {changed}, 받지 못함 {refused}.").format(
            new=f"{progress.new:,}", changed=f"{progress.changed:,}", refused=f"{progress.refused:,}"
        )
    )


def time_left(seconds: float) -> str:
    """About how long it takes yet."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return _("약 {hours}시간 {minutes}분 남음").format(hours=hours, minutes=minutes)
    return _("약 {minutes}분 남음").format(minutes=minutes) if minutes else _("1분 안에 끝남")


# What the run that just ended did, and why it ended where it did not reach the end.
def _ended(run: BackgroundSync) -> None:
    report = run.report
    if run.control(this_visitor()).stopped and report and not report.finished:
        st.info(
            _("멈추었습니다. 받은 판례는 그대로 있고, 다시 시작하면 이어서 받습니다."), icon=":material/stop:"
        )
    elif run.problem:
        st.warning(plain(translated(run.problem, _)), icon=":material/warning:")
    elif report and report.finished:
        st.success(_("출처에 있는 것을 모두 살펴보았습니다."), icon=":material/task_alt:")
    if report is None:
        return
    st.markdown(
        _(
            "새로 받음 {new}, 더 좋은 내용으로 바꿈 {changed}, 그대로 {unchanged}, 산재가 아니어서 뺌 {left_out}, 받지 못함 {refused}."
        ).format(
            new=f"{report.new:,}",
            changed=f"{report.changed:,}",
            unchanged=f"{report.unchanged:,}",
            left_out=f"{report.left_out:,}",
            refused=f"{len(report.refused):,}",
        )
    )
    _stated_and_held(report)
    if report.refused:
        refused_table(report.refused, _("항목"), report.source)
    if report.notes:
        st.markdown(_("아래 판례는 들어왔지만, 읽지 못한 것이 있습니다."))
        notes_table(report.notes, _("항목"), report.source)


# What is known of a run of an earlier day.
def _remembered(last: LastSync) -> None:
    if last.problem:
        st.warning(plain(translated(last.problem, _)), icon=":material/warning:")
    st.markdown(
        _("그때 새로 받음 {new}, 더 좋은 내용으로 바꿈 {changed}, 받지 못함 {refused}.").format(
            new=f"{last.new:,}", changed=f"{last.changed:,}", refused=f"{last.refused:,}"
        )
    )
    _stated_and_held(last)


# What the source said it has against what is held of it.
def _stated_and_held(run: SyncReport | LastSync) -> None:
    st.markdown(
        _("출처가 가졌다고 하는 판례: {says} · 이 컴퓨터가 받은 판례: {holds}").format(
            says=bold(totals_stated(run.says)) if run.says else _("모름"), holds=bold(f"{run.holds:,}")
        )
    )
