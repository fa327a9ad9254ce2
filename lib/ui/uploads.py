"""Taking in files that a person uploads: the uploader, the progress and the report."""

import streamlit as st

from lib.collect.importing import ImportReport, import_upload
from lib.settings import read_settings
from lib.sources.packed import Limits
from lib.ui import cached
from lib.ui.imports import import_notes
from lib.ui.language import _
from lib.ui.style import main_action
from lib.ui.tables import notes_table, refused_table
from lib.ui.visitor import this_visitor

# State: the report of the last import of this session.
_REPORT = "data_report"
# State: how many imports this session has made; a new uploader, an empty one, for each.
_UPLOADS = "data_uploads"
_TABLES = ["csv", "tsv", "xlsx", "jsonl", "ndjson", "txt", "xls"]


def uploads() -> None:
    """Upload, progress and report."""
    st.header(_("판례 더 불러오기"), anchor=False)
    st.markdown(
        _(
            "판례 파일(.md)이나 그것을 묶은 압축 파일(.zip)을 올리면, 산재 판례만 골라 넣습니다. 표(csv, tsv, xlsx, jsonl)는 한 줄에 판결 하나로 읽으며, 법원명·사건번호·판결문 같은 열 이름이 있어야 합니다. 같은 파일을 다시 올려도 두 번 들어가지 않습니다."
        )
    )
    # The uploader's own words are English in every language.
    st.markdown(
        _("아래 회색 칸의 단추(Upload)를 눌러 파일을 고르거나 파일을 끌어다 놓은 다음, 불러오기를 누르세요.")
    )
    settings = read_settings()
    imports = st.session_state.setdefault(_UPLOADS, 0)
    files = st.file_uploader(
        _("판례 파일"),
        type=["md", "zip", *_TABLES],
        accept_multiple_files=True,
        max_upload_size=settings.upload_max_mb,
        key=f"data_files_{imports}",
    )
    st.caption(
        _(
            "한 번에 파일 {files}개, 압축을 푼 크기 {size}MB까지 받습니다. 더 많으면 아래의 명령줄을 쓰세요."
        ).format(files=f"{settings.upload_max_files:,}", size=f"{settings.upload_max_mb:,}")
    )
    trusted = st.checkbox(
        _("출처를 확인한 믿을 수 있는 파일입니다. 이 파일에만 있는 판결도 건수에 넣습니다."),
        key=f"data_trusted_{imports}",
    )
    if st.button(
        _("불러오기"), type=main_action(), icon=":material/upload:", disabled=not files, key="data_import"
    ):
        limits = Limits(total_bytes=settings.upload_max_mb * 2**20, files=settings.upload_max_files)
        with st.status(_("불러오는 중입니다…"), expanded=False) as shown:

            def progress(read: int, _total: int | None) -> None:
                if read % 20 == 0:
                    shown.update(label=_("불러오는 중입니다… {n}건").format(n=f"{read:,}"))

            st.session_state[_REPORT] = import_upload(
                ((file.name, file.getvalue()) for file in files or ()),
                limits,
                cached.store(),
                cached.index().sync,
                this_visitor(),
                progress,
                trusted=trusted,
            )
            shown.update(label=_("다 불러왔습니다."), state="complete")
        st.session_state[_UPLOADS] = imports + 1
        # The numbers at the top of the page are those from before.
        st.rerun()
    if report := st.session_state.get(_REPORT):
        _report(report)


# What the last import did with every file.
def _report(report: ImportReport) -> None:
    failed = bool(report.refused) and not report.added + report.updated
    box = st.warning if failed else st.success
    box(
        _(
            "모두 {read}건을 읽었습니다: 새로 넣음 {added}, 더 좋은 내용으로 바꿈 {updated}, 이미 있음 {unchanged}, 산재가 아니어서 뺌 {left_out}, 읽지 못함 {refused}."
        ).format(
            read=f"{report.read:,}",
            added=f"{report.added:,}",
            updated=f"{report.updated:,}",
            unchanged=f"{report.unchanged:,}",
            left_out=f"{report.left_out:,}",
            refused=f"{len(report.refused):,}",
        ),
        icon=":material/warning:" if failed else ":material/task_alt:",
    )
    if report.batch:
        import_notes(report.batch)
    if report.refused:
        refused_table(report.refused, _("파일"), "import")
    if report.notes:
        st.markdown(_("아래 판례는 들어왔지만, 읽지 못한 것이 있습니다."))
        notes_table(report.notes, _("파일"), "import")
