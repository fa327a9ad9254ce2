"""데이터: what is held, from where, how fresh; whether search follows it; and taking in more."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from lib.collect.importing import ImportReport, import_upload
from lib.collect.sync import BackgroundSync, LastSync, SyncProgress, SyncReport, last_sync
from lib.domain.disagreements import Compared
from lib.domain.records import ListedRuling, Spent, StoreStatus
from lib.models.budget import today
from lib.settings import Settings, read_settings, variable
from lib.sources.archive import Limits, Refused
from lib.sources.registry import KEYS, LIVE, has_key
from lib.ui import cached
from lib.ui.charts import csv_file
from lib.ui.errors import friendly
from lib.ui.labels import label_name, source_name
from lib.ui.language import _
from lib.ui.routing import through_app
from lib.ui.style import bold, main_action, plain

REPORT = "data_report"
"""The report of the last import of this session."""
UPLOADS = "data_uploads"
"""How many imports this session has made: a new uploader, an empty one, for each."""

KOREA = ZoneInfo("Asia/Seoul")
ARCHIVE = "https://github.com/legalize-kr/precedent-kr"
TABLES = ["csv", "tsv", "xlsx", "jsonl"]
MOST_EXAMPLES = 200
"""Rows of one table of rulings that we and a source call differently."""
TALLEST, LONG = 480, 12
"""Such a table scrolls by itself within so many pixels if it has more than so many rows."""


def main() -> None:
    """The page."""
    st.title(_("데이터"), anchor=False)
    status = cached.held_store().status()
    held(status, cached.listing(status.revision))
    search_index()
    st.divider()
    settings = read_settings()
    collect(settings)
    st.divider()
    take_in(settings)
    st.divider()
    differing(cached.disagreeing(status.revision))
    st.divider()
    models(settings)
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


def moment(at: datetime | None) -> str:
    """When a source was last read, in Korean time; the starter rulings come with the app."""
    return at.astimezone(KOREA).strftime("%Y-%m-%d %H:%M") if at else _("앱과 함께")


def search_index() -> None:
    """Whether search knows every ruling, and the way to make it so."""
    store, index = cached.held_store(), cached.held_index()
    state = index.state(store)
    st.header(_("검색 색인"), anchor=False)
    if collecting():
        st.markdown(
            _("판례를 받는 중이라 색인이 몇 초 늦게 따라갑니다. 지금 {n}건이 검색됩니다.").format(
                n=f"{state.documents:,}"
            )
        )
        return
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


# --- collecting from the public services ---------------------------------------------------------


def collect(settings: Settings) -> None:
    """For each live source: what key it needs, or the way to start, follow and end a run."""
    st.header(_("공공 자료 모으기"), anchor=False)
    st.markdown(
        _(
            "무료 인증키가 있으면 공개된 산재 판결 전체를 이 컴퓨터에 받을 수 있습니다. 언제든 멈출 수 있고, 다시 시작하면 이어서 받습니다."
        )
    )
    for source in LIVE:
        with st.container(border=True, key=f"data_source_{source}"):
            st.subheader(source_name(source), anchor=False)
            if has_key(settings, source):
                live_source(source)
            else:
                needs_key(source)


def collecting() -> bool:
    """Whether a run of this process is under way."""
    return any(run.running for source in LIVE if (run := cached.sync_run(source)))


def needs_key(source: str) -> None:
    """Which key, where from, and where it goes."""
    name = variable(KEYS[source])
    if source == "comwel":
        st.markdown(
            _(
                "공공데이터포털의 [산재보험 판례 판결문 조회 서비스(15041878)](https://www.data.go.kr/data/15041878/openapi.do)에서 활용신청을 하면 인증키를 무료로 받습니다. 받은 키를 설정 `{name}`에 적고(환경 변수 또는 `.env` 파일) 앱을 다시 시작하세요."
            ).format(name=name)
        )
    else:
        st.markdown(
            _(
                "[국가법령정보 공동활용](https://open.law.go.kr)에서 OPEN API를 무료로 신청하고 이 컴퓨터의 IP 주소를 등록하세요. 신청한 이메일의 아이디(OC)를 설정 `{name}`에 적고(환경 변수 또는 `.env` 파일) 앱을 다시 시작하세요."
            ).format(name=name)
        )


def live_source(source: str) -> None:
    """A source with a key: a run to follow, or its outcome and the way to start the next."""
    run = cached.sync_run(source)
    if run and run.running:
        following(source)
        return
    last = last_sync(cached.held_store(), source)
    if last is None:
        st.caption(_("아직 받은 적이 없습니다."))
    else:
        st.caption(_("마지막으로 받은 때: {moment}").format(moment=moment(last.at)))
    if run:
        collected(source, run)
    elif last:
        remembered(last)
    if st.button(
        _("이어서 받기") if last and not last.finished else _("받기 시작"),
        icon=":material/cloud_download:",
        key=f"data_start_{source}",
    ):
        cached.start_sync(source)
        st.rerun()


@st.fragment(run_every="1s")
def following(source: str) -> None:
    """How far a run is, drawn each second until it is over; then the whole page, with its report."""
    with friendly():
        run = cached.sync_run(source)
        if run is None or not run.running:
            st.rerun()
        control = run.control
        far(run.progress, control.paused)
        if control.stopped:
            st.caption(_("그만두는 중입니다. 받은 판례는 그대로 남습니다."))
            return
        if control.paused:
            st.caption(_("잠시 멈추었습니다."))
        with st.container(horizontal=True):
            if control.paused:
                st.button(
                    _("계속 받기"),
                    icon=":material/play_arrow:",
                    key=f"data_resume_{source}",
                    on_click=control.resume,
                )
            else:
                st.button(
                    _("잠시 멈추기"),
                    icon=":material/pause:",
                    key=f"data_pause_{source}",
                    on_click=control.pause,
                )
            st.button(
                _("그만 받기"), icon=":material/stop:", key=f"data_stop_{source}", on_click=control.stop
            )


def far(progress: SyncProgress | None, paused: bool) -> None:
    """The bar, the counts, the speed and the time left."""
    if progress is None:
        st.progress(0.0, text=_("시작하는 중입니다…"))
        return
    doing = _("목록을 읽는 중입니다") if progress.phase == "listing" else _("판결문을 받는 중입니다")
    total = progress.total or 0
    share = min(1.0, progress.done / total) if total else 0.0
    parts = [f"{progress.done:,} / {total:,}" if total else f"{progress.done:,}"]
    if not paused:
        parts.append(_("1초에 {n}건").format(n=f"{progress.per_second:,.1f}"))
        if progress.seconds_left is not None:
            parts.append(time_left(progress.seconds_left))
    st.progress(share, text=f"{doing}: {' · '.join(parts)}")
    st.caption(
        _("새로 받음 {new}, 더 좋은 내용으로 바꿈 {changed}, 받지 못함 {refused}.").format(
            new=f"{progress.new:,}", changed=f"{progress.changed:,}", refused=f"{progress.refused:,}"
        )
    )


def time_left(seconds: float) -> str:
    """About how long it takes yet."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("1분 안에 끝남")
    if minutes < 60:
        return _("약 {minutes}분 남음").format(minutes=minutes)
    return _("약 {hours}시간 {minutes}분 남음").format(hours=minutes // 60, minutes=minutes % 60)


def collected(source: str, run: BackgroundSync) -> None:
    """What the run that just ended did, and why it ended where it did not reach the end."""
    report = run.report
    if run.control.stopped and report and not report.finished:
        st.info(
            _("멈추었습니다. 받은 판례는 그대로 있고, 다시 시작하면 이어서 받습니다."), icon=":material/stop:"
        )
    elif run.problem:
        st.warning(plain(run.problem), icon=":material/warning:")
    elif report and report.finished:
        st.success(_("출처에 있는 것을 모두 살펴보았습니다."), icon=":material/task_alt:")
    if report:
        done(report)


def done(report: SyncReport) -> None:
    """The counts of a run, what the source says it has against what is held, and what was refused."""
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
    against(report.says, report.holds)
    if report.refused:
        listed_refused(report.refused, _("항목"), report.source)


def against(says: int | None, holds: int) -> None:
    """What the source says it has against what is held of it."""
    st.markdown(
        _("출처가 가졌다고 하는 판례: {says} · 이 컴퓨터가 받은 판례: {holds}").format(
            says=_("모름") if says is None else bold(f"{says:,}"), holds=bold(f"{holds:,}")
        )
    )


def remembered(last: LastSync) -> None:
    """What is known of a run of an earlier day."""
    if last.problem:
        st.warning(plain(last.problem), icon=":material/warning:")
    st.markdown(
        _("그때 새로 받음 {new}, 더 좋은 내용으로 바꿈 {changed}, 받지 못함 {refused}.").format(
            new=f"{last.new:,}", changed=f"{last.changed:,}", refused=f"{last.refused:,}"
        )
    )
    against(last.says, last.holds)


# --- models --------------------------------------------------------------------------------------


def models(settings: Settings) -> None:
    """Which models are configured, what they took today, and how much is left."""
    st.header(_("AI 모델"), anchor=False)
    rows = [
        (
            settings.has_case_model,
            _("사건 분석"),
            settings.hf_model,
            [variable("hf_endpoint_url"), variable("hf_token")],
        ),
        (
            settings.has_summary_model,
            _("판결 요약"),
            settings.gemini_model,
            [variable("gemini_api_key")],
        ),
    ]
    for configured, use, model, names in rows:
        if configured:
            st.markdown(f"{bold(use)}: {plain(model)}")
        else:
            needed = ", ".join(f"`{name}`" for name in names)
            st.markdown(
                bold(use) + ": " + _("쓰지 않음. 쓰려면 설정 {names}에 적으세요.").format(names=needed)
            )
    if not any(configured for configured, *_rest in rows):
        st.caption(_("AI 모델이 없어도 이 앱의 모든 화면을 쓸 수 있습니다."))
    spent = cached.held_store().spent(today())
    if spent:
        st.table(
            pd.DataFrame([_spent_row(model, each) for model, each in spent.items()]).set_index(_("모델")),
            border="horizontal",
        )
    if spent or any(configured for configured, *_rest in rows):
        _limits_left(settings, list(spent.values()))


def _spent_row(model: str, spent: Spent) -> dict[str, str]:
    cost = _("모름") if spent.unpriced else f"${spent.cost:,.4f}"
    return {
        _("모델"): plain(model),
        _("답한 횟수"): f"{spent.answered:,}",
        _("답하지 못한 횟수"): f"{spent.failed:,}",
        _("토큰"): f"{spent.tokens:,}",
        _("걸린 시간(초)"): f"{spent.seconds:,.0f}",
        _("어림한 비용"): cost,
    }


def _limits_left(settings: Settings, spent: Sequence[Spent]) -> None:
    session = cached.model_budget()
    for name, calls, most_calls, tokens, most_tokens in (
        (
            _("오늘(한국 시간)"),
            sum(each.calls for each in spent),
            settings.model_calls_per_day,
            sum(each.tokens for each in spent),
            settings.model_tokens_per_day,
        ),
        (_("이번 접속"), session.calls, session.most_calls, session.tokens, session.most_tokens),
    ):
        st.markdown(
            _(
                "{when}: {most_calls}번 가운데 {calls}번, {most_tokens}토큰 가운데 {tokens}토큰을 썼습니다."
            ).format(
                when=bold(name),
                calls=f"{calls:,}",
                most_calls=f"{most_calls:,}",
                tokens=f"{tokens:,}",
                most_tokens=f"{most_tokens:,}",
            )
        )
        if calls >= most_calls or tokens >= most_tokens:
            st.warning(
                _("한도에 닿았습니다. AI 없이 나오는 결과는 그대로 쓸 수 있습니다."), icon=":material/block:"
            )


# --- where we and the sources differ -------------------------------------------------------------


def differing(compared: Sequence[Compared]) -> None:
    """Our labels against the words of the sources: how often they differ, and where."""
    st.header(_("분류가 다른 판례"), anchor=False)
    st.markdown(
        _(
            "이 앱이 붙인 분류와 출처가 붙인 분류를 견줍니다. 서로 어긋나는 판례는 이 앱이 틀렸을 수 있으니 원문을 확인하세요."
        )
    )
    if not compared:
        st.info(
            _("아직 견줄 것이 없습니다. 출처의 분류가 붙은 판례를 받으면 여기에 나옵니다."),
            icon=":material/rule:",
        )
        return
    for each in compared:
        label = {
            "outcome": _("결과"),
            "kind_b": _("급여·처분"),
            "kind_c": _("사고·질병·출퇴근"),
        }[each.label]
        st.markdown(
            _("{source}, {label}: 견준 판례 {compared}건 가운데 {n}건이 다릅니다.").format(
                source=bold(source_name(each.source)),
                label=bold(label),
                compared=f"{each.compared:,}",
                n=f"{each.disagreed:,}",
            )
        )
        if each.unread or each.unmapped:
            st.caption(
                _(
                    "견주지 못한 판례: 내용을 읽을 수 없음 {unread}건, 출처의 말로 알 수 없음 {unmapped}건."
                ).format(unread=f"{each.unread:,}", unmapped=f"{each.unmapped:,}")
            )
        if each.pairs:
            with st.expander(_("다른 판례 보기"), key=f"data_differing_{each.source}_{each.label}"):
                examples(each)


def examples(compared: Compared) -> None:
    """Some rulings of every kind of difference, each a link to its page."""
    rows = [
        {
            _(
                "판결"
            ): f"[{plain(f'{example.court} {example.case_number}')}](ruling?id={quote(example.id, safe='')})",
            _("이 앱의 분류"): label_name(pair.ours),
            _("출처의 분류"): plain(pair.theirs),
            _("이렇게 다른 판례 수"): f"{pair.n:,}",
        }
        for pair in compared.pairs
        for example in pair.examples
    ]
    with st.container(height=TALLEST if len(rows) > LONG else "content", border=False):
        st.table(pd.DataFrame(rows[:MOST_EXAMPLES]).set_index(_("판결")), border="horizontal")
    if compared.disagreed > min(len(rows), MOST_EXAMPLES):
        st.caption(_("다른 판례의 일부만 보여 드립니다."))


# --- taking in more ------------------------------------------------------------------------------


def take_in(settings: Settings) -> None:
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
    uploads = st.session_state.setdefault(UPLOADS, 0)
    files = st.file_uploader(
        _("판례 파일"),
        type=["md", "zip", *TABLES],
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
        _("불러오기"), type=main_action(), icon=":material/upload:", disabled=not files, key="data_import"
    ):
        limits = Limits(total_bytes=settings.upload_max_mb * 2**20, files=settings.upload_max_files)
        with st.status(_("불러오는 중입니다…"), expanded=False) as shown:

            def progress(done: int, _total: int | None) -> None:
                if done % 20 == 0:
                    shown.update(label=_("불러오는 중입니다… {n}건").format(n=f"{done:,}"))

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
            "모두 {read}건을 읽었습니다: 새로 넣음 {added}, 더 좋은 내용으로 바꿈 {updated}, 이미 있음 {unchanged}, 산재가 아니어서 뺌 {left_out}, 읽지 못함 {refused}."
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
        listed_refused(report.refused, _("파일"), "import")


def listed_refused(refused: Sequence[Refused], place: str, key: str) -> None:
    """What could not be read, and why; to take away, too."""
    table = pd.DataFrame([{place: each.path, _("읽지 못한 까닭"): each.reason} for each in refused])
    st.dataframe(table, hide_index=True, alt=_("읽지 못한 것과 까닭"))
    st.download_button(
        _("읽지 못한 목록(CSV)"),
        csv_file(table),
        file_name="sanjae_refused.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"data_refused_{key}",
    )


# --- where rulings come from ---------------------------------------------------------------------


def where_from() -> None:
    """What the starter rulings are, and how to get the public archive."""
    st.header(_("판례는 어디서 오나요?"), anchor=False)
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
