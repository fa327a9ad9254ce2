"""데이터: what is held, from where, how fresh; whether search follows it; and taking in more."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from lib.ingest import ImportReport, import_upload
from lib.settings import Settings, read_settings
from lib.sources.archive import Limits
from lib.store import ListedRuling, StoreStatus
from lib.ui import cached
from lib.ui.charts import csv_file
from lib.ui.errors import friendly
from lib.ui.language import _
from lib.ui.routing import through_app

REPORT = "data_report"
"""The report of the last import of this session."""
UPLOADS = "data_uploads"
"""How many imports this session has made: a new uploader, an empty one, for each."""

KOREA = ZoneInfo("Asia/Seoul")
ARCHIVE = "https://github.com/legalize-kr/precedent-kr"


def main() -> None:
    """The page."""
    st.title(_("데이터"))
    status = cached.held_store().status()
    held(status, cached.listing(status.revision))
    search_index()
    st.divider()
    take_in(read_settings())
    st.divider()
    where_from()


# --- what is held --------------------------------------------------------------------------------


def held(status: StoreStatus, listing: Sequence[ListedRuling]) -> None:
    """How many rulings, from where and how fresh."""
    digests = sum(ruling.has_digest for ruling in listing)
    with st.container(horizontal=True, gap="medium"):
        st.metric(_("판례"), f"{status.rulings:,}", width="content")
        st.metric(_("전문이 있는 판례"), f"{status.with_text:,}", width="content")
        st.metric(_("쉬운 요약이 있는 판례"), f"{digests:,}", width="content")
    years = [ruling.year for ruling in listing if ruling.year]
    if years:
        st.caption(
            _("사건번호로 보아 {first}년부터 {last}년까지 접수된 사건입니다.").format(
                first=min(years), last=max(years)
            )
        )
    st.table(
        pd.DataFrame(
            [
                {
                    _("출처"): source_name(source),
                    _("판례 수"): count,
                    _("읽은 때"): moment(status.last_fetched.get(source)),
                }
                for source, count in sorted(status.by_source.items(), key=lambda pair: -pair[1])
            ]
        ).set_index(_("출처")),
        border="horizontal",
    )
    if len(status.by_source) > 1:
        st.caption(_("한 판례가 여러 출처에 있으면 출처마다 셉니다."))


def source_name(source: str) -> str:
    """How a source is called."""
    return {"starter": _("기본 판례(앱에 들어 있음)"), "archive": _("공개 판례 저장소")}.get(source, source)


def moment(at: datetime | None) -> str:
    """When a source was last read, in Korean time; the starter rulings come with the app."""
    return at.astimezone(KOREA).strftime("%Y-%m-%d %H:%M") if at else _("앱과 함께")


def search_index() -> None:
    """Whether search knows every ruling, and the way to make it so."""
    store, index = cached.held_store(), cached.held_index()
    state = index.state(store)
    st.subheader(_("검색 색인"), anchor=False)
    if state.in_step:
        st.markdown(
            ":green[:material/check_circle:] "
            + _("판례 {n}건이 모두 검색됩니다.").format(n=f"{state.documents:,}")
        )
    else:
        st.warning(
            _("검색 색인이 판례와 다릅니다. 지금은 {n}건만 검색됩니다. 아래 단추로 맞출 수 있습니다.").format(
                n=f"{state.documents:,}"
            ),
            icon=":material/sync_problem:",
        )
    if st.button(_("색인 확인하고 맞추기"), icon=":material/sync:", key="data_sync"):
        with st.status(_("색인을 맞추는 중입니다…")) as shown:
            done = 0

            def progress(taken: int) -> None:
                nonlocal done
                done += taken
                shown.update(label=_("색인을 맞추는 중입니다… {n}건").format(n=f"{done:,}"))

            index.sync(store, progress)
            shown.update(label=_("색인이 판례와 같습니다."), state="complete")
        if not state.in_step:
            st.rerun()


# --- taking in more ------------------------------------------------------------------------------


def take_in(settings: Settings) -> None:
    """Upload, progress and report."""
    st.subheader(_("판례 더 불러오기"), anchor=False)
    st.markdown(
        _(
            "판례 파일(.md) 또는 그것을 묶은 압축 파일(.zip)을 올리면, 산재 판례만 골라 넣습니다. 같은 파일을 다시 올려도 두 번 들어가지 않습니다."
        )
    )
    uploads = st.session_state.setdefault(UPLOADS, 0)
    files = st.file_uploader(
        _("판례 파일"),
        type=["md", "zip"],
        accept_multiple_files=True,
        max_upload_size=settings.upload_max_mb,
        key=f"data_files_{uploads}",
    )
    st.caption(
        _(
            "한 번에 파일 {files}개, 압축을 푼 크기 {size}MB까지 받습니다. 더 많으면 아래의 명령줄을 쓰세요."
        ).format(files=f"{settings.upload_max_files:,}", size=f"{settings.upload_max_mb:,}")
    )
    if st.button(
        _("불러오기"), type="primary", icon=":material/upload:", disabled=not files, key="data_import"
    ):
        limits = Limits(total_bytes=settings.upload_max_mb * 2**20, files=settings.upload_max_files)
        with st.status(_("불러오는 중입니다…"), expanded=False) as shown:

            def progress(done: int, _total: int | None) -> None:
                if done % 20 == 0:
                    shown.update(label=_("불러오는 중입니다… 파일 {n}개").format(n=f"{done:,}"))

            st.session_state[REPORT] = import_upload(
                ((file.name, file.getvalue()) for file in files or ()),
                limits,
                cached.held_store(),
                cached.held_index().sync,
                progress,
            )
            shown.update(label=_("다 불러왔습니다."), state="complete")
        st.session_state[UPLOADS] = uploads + 1
        # The numbers at the top of the page are those from before.
        st.rerun()
    if report := st.session_state.get(REPORT):
        reported(report)


def reported(report: ImportReport) -> None:
    """What the last import did with every file."""
    taken = report.added + report.updated
    say = st.success if taken or not report.refused else st.warning
    say(
        _(
            "파일 {read}개를 읽었습니다: 새로 넣음 {added}, 더 좋은 내용으로 바꿈 {updated}, 이미 있음 {unchanged}, 산재가 아니어서 뺌 {left_out}, 읽지 못함 {refused}."
        ).format(
            read=f"{report.read:,}",
            added=f"{report.added:,}",
            updated=f"{report.updated:,}",
            unchanged=f"{report.unchanged:,}",
            left_out=f"{report.left_out:,}",
            refused=f"{len(report.refused):,}",
        ),
        icon=":material/task_alt:" if say is st.success else ":material/warning:",
    )
    if report.refused:
        refused = pd.DataFrame(
            [{_("파일"): each.path, _("읽지 못한 까닭"): each.reason} for each in report.refused]
        )
        st.dataframe(refused, hide_index=True, alt=_("읽지 못한 파일과 까닭"))
        st.download_button(
            _("읽지 못한 파일 목록(CSV)"),
            csv_file(refused),
            file_name="sanjae_refused.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


# --- where rulings come from ---------------------------------------------------------------------


def where_from() -> None:
    """What the starter rulings are, and how to get the public archive."""
    st.subheader(_("판례는 어디서 오나요?"), anchor=False)
    st.markdown(
        _(
            "**기본 판례**는 이 앱에 들어 있습니다. 실제 판결을 읽고 쉬운 말로 다시 쓴 요약입니다. 판결문 전체는 들어 있지 않고, 판례마다 국가법령정보센터의 원문으로 가는 링크가 있습니다."
        )
    )
    st.markdown(
        _(
            "**공개 판례 저장소**에는 국가법령정보센터의 판례가 파일로 모여 있습니다. 내려받아 폴더 `일반행정`을 불러오면 산재 판례의 전문을 찾고 읽을 수 있습니다. 컴퓨터에서 이렇게 합니다."
        )
    )
    st.code(
        f"git clone --depth 1 {ARCHIVE}\npython -m lib.cli import precedent-kr/일반행정",
        language="bash",
        wrap_lines=True,
    )
    st.caption(
        _(
            "나중에는 `git -C precedent-kr pull` 을 실행한 뒤 두 번째 줄만 다시 실행하세요. 새로 생긴 판례만 더 들어갑니다."
        )
    )


through_app()
with friendly():
    main()
