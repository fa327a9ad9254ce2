"""What is held, from where and how fresh; whether search follows it; where rulings come from."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from lib.domain.records import KOREA, Collection, Origin
from lib.sources.starter import refused_starter
from lib.text.said import translated
from lib.ui import cached
from lib.ui.labels import source_name
from lib.ui.language import _
from lib.ui.style import plain

_ARCHIVE = "https://github.com/legalize-kr/precedent-kr"


def rulings_held() -> None:
    """How many rulings, from where and how fresh."""
    status = cached.store().status()
    listing = cached.listing(status.revision)
    digests = sum(ruling.has_digest for ruling in listing)
    with st.container(horizontal=True, gap="medium"):
        for name, count in (
            (_("판례"), status.rulings),
            (_("전문이 있는 판례"), status.with_text),
            (_("쉬운 요약이 있는 판례"), digests),
        ):
            st.metric(name, f"{count:,}", width="content")
    first, last = cached.years(status.revision)
    if first:
        st.caption(
            _("사건번호로 보아 {first}년부터 {last}년까지 접수된 사건입니다.").format(first=first, last=last)
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
    if uncounted := sum(ruling.unvouched for ruling in listing):
        st.caption(
            _("이 가운데 {n}건은 올린 파일에만 있습니다. 그래서 건수와 통계에서 뺍니다.").format(
                n=f"{uncounted:,}"
            )
        )
    _not_as_it_should_be()
    if len(status.by_source) > 1:
        st.caption(_("한 판례가 여러 출처에 있으면 출처마다 셉니다."))
    _how_they_came(cached.store().collections())


# Shipped files that were passed over, and a home that cannot be written.
def _not_as_it_should_be() -> None:
    for refused in refused_starter():
        st.warning(
            _("기본 판례 파일 {file}을(를) 읽지 못해 건너뛰었습니다. 까닭: {reason}").format(
                file=plain(refused.path), reason=plain(translated(refused.reason, _))
            ),
            icon=":material/warning:",
        )
    if cached.store().read_only:
        st.info(_("데이터 폴더에 쓸 수 없습니다. 가진 판례를 찾고 읽는 것만 됩니다."), icon=":material/lock:")


# Which whole listings or sample there are, or that everything was chosen and has no rate.
def _how_they_came(collections: Sequence[Collection]) -> None:
    if not collections:
        st.caption(
            _(
                "가진 판례는 골라 넣은 것이라 이긴 비율을 세지 않습니다. 공개된 판결을 빠짐없이 받거나 넣으면 셉니다."
            )
        )
    for each in collections:
        said = (
            _("무작위로 뽑은 표본: {place}, {n}건({day})")
            if each.origin is Origin.RANDOM
            else _("공개된 판결 전체 목록: {place}, {n}건({day})")
        )
        st.caption(said.format(place=plain(source_name(each.place)), n=f"{each.total:,}", day=each.day))


def moment(at: datetime | None) -> str:
    """When a source was last read, in Korean time; the starter rulings come with the app."""
    return at.astimezone(KOREA).strftime("%Y-%m-%d %H:%M") if at else _("앱과 함께")


def search_index() -> None:
    """Whether search knows every ruling, and the way to make it so."""
    store, index = cached.store(), cached.index()
    state = index.state(store)
    st.header(_("검색 색인"), anchor=False)
    if cached.is_collecting():
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
            indexed = 0

            def progress(more: int) -> None:
                nonlocal indexed
                indexed += more
                shown.update(label=_("색인을 맞추는 중입니다… {n}건").format(n=f"{indexed:,}"))

            index.sync(store, progress)
            shown.update(label=_("색인이 판례와 같습니다."), state="complete")
        if not state.in_step:
            st.rerun()


def where_rulings_come_from() -> None:
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
        f"git clone --depth 1 {_ARCHIVE}\n./sanjae import precedent-kr/일반행정 --trusted",
        language="bash",
        wrap_lines=True,
    )
    st.caption(
        _(
            "나중에는 `git -C precedent-kr pull` 을 실행한 뒤 두 번째 줄만 다시 실행하세요. 새로 생긴 판례만 더 들어갑니다."
        )
    )
