"""판례 검색: rulings by words, a sentence or a case number, narrowed down by what they are about.

The address of the page is its state: every widget shows what the address asks for and changes it,
so that a search can be shared, reloaded, and gone back to.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from math import ceil
from typing import Any

import streamlit as st

from lib.domain.records import StoredRuling
from lib.domain.taxonomy import Disease
from lib.rulings.statistics import newest_first
from lib.search.not_held import none_about, number_not_held
from lib.search.query import Filters, Hits, names_a_case
from lib.search.read_by_words import understand_text
from lib.search.snippets import Snippet, snippet
from lib.ui import cached
from lib.ui.address import (
    PARAMETERS,
    PER_PAGE,
    Asked,
    active,
    filtered,
    question,
    read_address,
    without,
    write_address,
)
from lib.ui.cards import nearest_links, ruling_card
from lib.ui.labels import VOCABULARIES, name_of
from lib.ui.language import _
from lib.ui.routing import run_page
from lib.ui.style import bullets, plain
from lib.ui.window import is_narrow, scroll_here

TEXT = "search_text"
YEARS = "search_years"
# State: how often the person turned a page of results; each time the first result comes into view.
TURNED = "search_turned"
# Begins the state key of every facet; the name of the field follows.
FACETS = "search_facet_"
# More pages of results than this are worth a word on their order.
FEW_PAGES = 2


def _page() -> None:
    narrow = is_narrow()
    st.title(_("판례 검색"), anchor=False)
    asked = _asked_for()
    st.session_state[TEXT] = asked.text
    st.text_input(
        _("찾을 말, 문장 또는 사건번호"),
        key=TEXT,
        type="search",
        placeholder=_("예: 소음성 난청 / 퇴근길에 사고가 났어요 / 2015두3867"),
        on_change=_search_again,
    )
    with st.spinner(_("찾는 중입니다…"), show_time=False):
        revision = cached.revision()
        hits = cached.hits(asked.text, asked.filters, PER_PAGE, asked.offset, revision)
    aside, main_part = (
        (st.expander(_("조건 고르기"), icon=":material/tune:", key="search_narrow_filters"), st.container())
        if narrow
        else st.columns([3, 7], gap="medium")
    )
    with aside:
        _facets(asked, hits, revision)
    with main_part:
        _results(asked, hits, revision)


# --- what is asked for ---------------------------------------------------------------------------


# What the address of the page asks for.
def _asked_for() -> Asked:
    return read_address({name: st.query_params.get_all(name) for name in st.query_params})


def _go(asked: Asked) -> None:
    kept = {"lang": st.query_params.get_all("lang")} if "lang" in st.query_params else {}
    st.query_params.from_dict({**kept, **write_address(asked)})


def _turn(asked: Asked) -> None:
    st.session_state[TURNED] = st.session_state.get(TURNED, 0) + 1
    _go(asked)


# The person typed something: the same filters, from the first page.
def _search_again() -> None:
    now = _asked_for()
    # Cut here: with `max_chars` Streamlit drops a longer paste without a word.
    _go(Asked(text=question(str(st.session_state[TEXT] or "")), filters=now.filters))


def _choose(field: str) -> None:
    _go(filtered(_asked_for(), **{field: tuple(st.session_state[FACETS + field])}))


# The person moved the ends of the years; an end that is as far as it goes filters nothing.
def _choose_years(first: int, last: int) -> None:
    start, end = st.session_state[YEARS]
    _go(
        filtered(
            _asked_for(), year_from=start if start > first else None, year_to=end if end < last else None
        )
    )


# --- narrowing down ------------------------------------------------------------------------------


# Every way to narrow down, with how many rulings each would leave.
def _facets(asked: Asked, hits: Hits, revision: int) -> None:
    as_buttons = partial(st.pills, selection_mode="multi", wrap=True)
    # Long names or many values: a list to open.
    as_list = partial(st.multiselect, placeholder=_("모두"))
    for field, title, widget in (
        ("outcome", _("결과"), as_buttons),
        ("kind_c", _("사고·질병"), as_buttons),
        ("disease_category", _("다친 곳·병"), as_buttons),
        ("issue_category", _("무엇을 두고 다퉜나(쟁점)"), as_list),
        ("kind_b", _("급여·처분"), as_list),
        ("instance", _("심급"), as_buttons),
        ("suit", _("누가 낸 소송인가"), as_list),
        ("court", _("법원"), as_list),
    ):
        counts, chosen = hits.facets.get(field, {}), getattr(asked.filters, field)
        if options := _choices(field, counts, chosen):
            st.session_state[FACETS + field] = list(chosen)
            widget(
                title,
                options,
                format_func=partial(_choice_name, counts),
                key=FACETS + field,
                on_change=_choose,
                args=(field,),
            )
    _years(asked, revision)


# The values of a label that would leave something, or are chosen; courts by how many rulings they have.
def _choices(field: str, counts: Mapping[str, int], chosen: Sequence[Any]) -> list[Any]:
    if field == "court":
        return list(dict.fromkeys([*sorted(counts, key=lambda court: (-counts[court], court)), *chosen]))
    return [value for value in VOCABULARIES[field] if counts.get(str(value.value)) or value in chosen]


def _choice_name(counts: Mapping[str, int], value: Any) -> str:
    return f"{name_of(value)} {counts.get(str(getattr(value, 'value', value)), 0):,}"


def _years(asked: Asked, revision: int) -> None:
    first, last = cached.years(revision)
    if first == last:
        return
    start, end = asked.filters.year_from or first, asked.filters.year_to or last
    st.session_state[YEARS] = (min(max(start, first), last), max(min(end, last), first))
    st.slider(
        _("사건이 접수된 해"),
        first,
        last,
        key=YEARS,
        on_change=_choose_years,
        args=(first, last),
        help=_("사건번호에 적힌 해입니다. 판결은 보통 그해나 한두 해 뒤에 나옵니다."),
    )


# The filters that are on, each to be taken away with one tap.
def _chips(asked: Asked) -> None:
    rests = [
        (
            plain(name_of(value)) if field == "court" else name_of(value),
            f"{field}_{value}",
            without(asked, field, value),
        )
        for field, value in active(asked.filters)
    ]
    start, end = asked.filters.year_from, asked.filters.year_to
    if start is not None or end is not None:
        label = f"{start or ''} – {end or ''}".strip()
        rests.append((label, "years", filtered(asked, year_from=None, year_to=None)))
    if not rests:
        return
    with st.container(horizontal=True, gap="small"):
        for label, key, rest in rests:
            st.button(
                label,
                icon=":material/close:",
                icon_position="right",
                key=f"search_chip_{key}",
                on_click=_go,
                args=(rest,),
            )
        st.button(
            _("모두 지우기"),
            type="tertiary",
            key="search_clear_all",
            on_click=_go,
            args=(Asked(text=asked.text),),
        )


# --- what was found ------------------------------------------------------------------------------


# How many were found, and the rulings of this page.
def _results(asked: Asked, hits: Hits, revision: int) -> None:
    scroll_here("search", str(st.session_state.get(TURNED, "")))
    _chips(asked)
    if unknown := cached.not_held(asked.text, revision):
        _not_held(unknown, asked, hits)
    numbers = cached.cases_not_held(asked.text, revision)
    if not hits.total:
        if not unknown:
            _nothing_found(asked, [id for _number, nearest in numbers for id in nearest])
        return
    for number, nearest in numbers:
        st.info(plain(number_not_held(number, (), _)), icon=":material/search_off:")
        nearest_links(nearest)
    pages = ceil(hits.total / PER_PAGE)
    if asked.page > pages:
        # An old address may point past the end.
        _go(Asked(asked.text, asked.filters, pages))
        st.rerun()
    _summary(asked, hits)
    legal = understand_text(asked.text).legal if asked.text else ()
    for id in _shown(asked, hits, revision):
        if ruling := cached.ruling(id, revision):
            ruling_card(
                ruling, revision, snippet=_matching(ruling, asked.text, legal), key=f"search_card_{id}"
            )
    _paging(asked, pages)


# That no ruling is about what was asked, and the way to those about the same kind of illness.
def _not_held(unknown: Sequence[str], asked: Asked, hits: Hits) -> None:
    said = none_about(map(plain, unknown), _)
    if hits.total:
        said += " " + _("그 말이 스쳐 지나가는 판결만 아래에 있습니다.")
    st.info(said, icon=":material/search_off:")
    disease = understand_text(asked.text).disease_category
    if disease not in (None, Disease.OTHER):
        st.button(
            _("같은 종류의 병에 관한 판결 보기: {disease}").format(disease=name_of(disease)),
            key="search_same_kind",
            on_click=_go,
            args=(Asked(filters=Filters(disease_category=(disease,))),),
        )


def _summary(asked: Asked, hits: Hits) -> None:
    heading = (
        _("찾은 판결 {n}건")
        if asked.text
        else _("조건에 맞는 판결 {n}건")
        if asked.filters != Filters()
        else _("지금 볼 수 있는 판결 {n}건")
    )
    st.header(heading.format(n=f"{hits.total:,}"), anchor=False)
    # How the hits of a search ended tells nothing: they are a long tail, and no one dispute counts once.
    if asked.text and hits.total > FEW_PAGES * PER_PAGE:
        st.caption(_("조금이라도 관련 있는 판결이 모두 나옵니다. 위에 있을수록 가깝습니다."))


# Ids of this page's rulings: the closest first, or the newest where nothing was asked.
def _shown(asked: Asked, hits: Hits, revision: int) -> tuple[str, ...]:
    if asked.text:
        return tuple(hit.id for hit in hits.hits)
    rulings = newest_first(asked.filters.select(cached.listing(revision)))
    return tuple(ruling.id for ruling in rulings[asked.offset : asked.offset + PER_PAGE])


# Where a ruling's text answers the question; None where it does not or there is no text.
def _matching(ruling: StoredRuling, text: str, legal: Sequence[str]) -> Snippet | None:
    if not text or not ruling.precedent.text:
        return None
    found = snippet(ruling.precedent.plain_text, text, tuple(legal))
    return found if found.marks else None


def _paging(asked: Asked, pages: int) -> None:
    if pages == 1:
        return
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
        st.button(
            _("이전"),
            icon=":material/chevron_left:",
            disabled=asked.page <= 1,
            key="search_page_before",
            on_click=_turn,
            args=(Asked(asked.text, asked.filters, asked.page - 1),),
        )
        st.markdown(f"{asked.page:,} / {pages:,}", width="content")
        st.button(
            _("다음"),
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=asked.page >= pages,
            key="search_page_after",
            on_click=_turn,
            args=(Asked(asked.text, asked.filters, asked.page + 1),),
        )


def _nothing_found(asked: Asked, nearest: Sequence[str]) -> None:
    if asked.filters == Filters() and not asked.text:
        st.info(_("아직 판례가 없습니다. '관리' 화면에서 판례를 불러올 수 있습니다."), icon=":material/info:")
        return
    numbered = names_a_case(asked.text)
    st.info(
        _("이 사건번호의 판결은 가지고 있지 않습니다.")
        if numbered and asked.filters == Filters()
        else _("조건에 맞는 판결을 찾지 못했습니다."),
        icon=":material/search_off:",
    )
    nearest_links(nearest)
    tries = [_("찾는 판결이 이 앱에 아직 없을 수 있습니다. '관리' 화면에서 더 불러올 수 있습니다.")]
    if asked.text:
        tries.insert(0, _("사건번호는 띄어쓰기 없이 적어 보세요. 예: 2015두3867"))
    if asked.text and not numbered:
        tries = [
            _("낱말 수를 줄이거나, 겪은 일을 한 문장으로 적어 보세요. 예: 야근이 계속되다 쓰러졌어요"),
            _("병 이름은 진단서에 적힌 대로 적어 보세요. 예: 회전근개 파열"),
            *tries,
        ]
    if asked.filters != Filters():
        tries.insert(0, _("위의 조건을 하나씩 빼 보세요."))
    st.markdown(bullets(tries))
    if asked.text and asked.filters != Filters():
        st.button(
            _("조건 없이 다시 찾기"),
            key="search_without_filters",
            on_click=_go,
            args=(Asked(text=asked.text),),
        )


assert set(VOCABULARIES) | {"court"} == set(PARAMETERS)

run_page(_page)
