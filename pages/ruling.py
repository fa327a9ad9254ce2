"""판례 상세 (`?id=`): one ruling in everyday words, its instances, its text, and where to check it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.domain.digest import Digest
from lib.domain.records import StoredRuling
from lib.domain.sections import Part
from lib.domain.taxonomy import Disease, Issue, KindB, KindC, Outcome
from lib.rulings.summary import Quote, Summary, result_in_words
from lib.ui import cached
from lib.ui.cards import outcome_badge, ruling_link
from lib.ui.errors import friendly
from lib.ui.labels import name_of, source_name, step_name, step_result
from lib.ui.language import _, language
from lib.ui.reader import Passage, citation, passages, quotes_of
from lib.ui.routing import run_page
from lib.ui.style import bold, official, plain
from lib.ui.window import scroll_here

ASKED = "ruling_quote"
"""(ruling id, start, end, how often asked) of the quotation whose place is shown."""

TALLEST = 480
"""Pixels of a passage before it scrolls by itself."""
LONG = 1500
"""Characters that fit into TALLEST on a phone, about."""

state = st.session_state


def ruling_page() -> None:
    """The page."""
    id = st.query_params.get("id", "").strip()
    if not id:
        _nothing(_("볼 판결을 고르지 않았습니다. 검색에서 판결을 골라 주세요."))
        return
    revision = cached.revision()
    ruling = cached.ruling(id, revision)
    summary = cached.summary(id, revision)
    if ruling is None or summary is None:
        _nothing(
            _("이 판결은 지금 가진 자료에 없습니다. 주소가 바뀌었거나 아직 불러오지 않은 판결일 수 있습니다.")
        )
        return
    _head(ruling)
    _in_short(ruling, summary)
    _instances(ruling)
    _sources(ruling)
    _text(ruling)


def _nothing(sentence: str) -> None:
    st.title(_("판례 상세"), anchor=False)
    st.info(sentence, icon=":material/search:")
    st.page_link("pages/search.py", label=_("판례 검색으로 가기"), icon=":material/search:")


def _head(ruling: StoredRuling) -> None:
    precedent, labels = ruling.precedent, ruling.labels
    st.title(plain(f"{precedent.court} {precedent.case_number}"), anchor=False)
    year = f" · {precedent.year}" if precedent.year and not precedent.decided_on else ""
    day = f" · {precedent.decided_on:%Y-%m-%d}" if precedent.decided_on else ""
    st.caption(plain(f"{precedent.title}{day or year}"))
    with st.container(horizontal=True, gap="small"):
        outcome_badge(labels.outcome.value)
        for name in [name_of(labels.instance.value), *_telling_labels(ruling)]:
            st.badge(name, color="gray")
    st.markdown(bold(result_in_words(labels.outcome.value, _)))


def _telling_labels(ruling: StoredRuling) -> list[str]:
    """Names of the labels that say something: not 기타 or 해당없음, and none for a stub without content."""
    labels = ruling.labels
    if labels.outcome.value is Outcome.UNKNOWN:
        return []
    found = (labels.kind_c, labels.kind_b, labels.disease_category, labels.issue_category)
    empty = (KindC.NONE, KindB.OTHER, Disease.OTHER, Issue.PROCEDURE)
    return [
        name_of(label.value)
        for label, nothing in zip(found, empty, strict=True)
        if label.value is not nothing
    ]


def _in_short(ruling: StoredRuling, summary: Summary) -> None:
    """The ruling in short: our own words where there is a digest, else its own sentences."""
    digest = ruling.precedent.digest
    if digest:
        _digest(digest, summary)
        _retold(ruling)
    elif summary.quotes:
        if _retold(ruling):
            with st.expander(_("판결문에서 옮긴 문장 보기")):
                _extract(ruling, summary)
        else:
            _extract(ruling, summary)
    else:
        st.info(
            _(
                "공개된 기록에 이 판결의 내용이 없습니다. 사건번호와 관련 판결만 알 수 있고, "
                "무엇을 어떻게 판단했는지는 알 수 없습니다(모름)."
            ),
            icon=":material/help:",
        )


def _retold(ruling: StoredRuling) -> bool:
    """A model's retelling, or the way to ask for it; whether the ruling stands there retold."""
    if not ruling.precedent.text:
        return False
    # Loaded here: most rulings of a fresh machine have no text that a model could read.
    from lib.ui.retelling import retold_section

    def show(text: str, start: int, end: int, where: str) -> None:
        _quote(ruling.id, Quote(text, start, end), where)

    with friendly():
        return retold_section(ruling, show)
    # Whatever went wrong with a model, the ruling itself is shown.
    return False


def _digest(digest: Digest, summary: Summary) -> None:
    if language() != "ko":
        st.caption(_("판결과 그 요약은 한국어로 되어 있습니다."))
    st.markdown(plain(summary.preview))
    st.markdown(bold(_("다툰 사람")) + "  \n" + _parties(summary))
    st.markdown(bold(_("결과")) + "  \n" + plain(summary.result))
    _heading(_("결과를 가른 것"))
    _bullets(summary.deciding_factors)
    _heading(_("무슨 일이 있었나"))
    _bullets(digest.facts)
    if digest.denial_reason:
        _heading(_("공단의 결정과 그 이유"))
        st.markdown(plain(digest.denial_reason))
    if summary.issue:
        _heading(_("무엇이 다툼이었나"))
        st.markdown(plain(summary.issue))
    _heading(_("법원은 무엇을 따졌나"))
    _bullets(digest.weighed)
    st.caption(_("판결문을 읽고 쉬운 말로 다시 쓴 요약입니다. 정확한 표현은 원문을 확인하세요."))


def _extract(ruling: StoredRuling, summary: Summary) -> None:
    st.markdown(plain(summary.preview))
    st.markdown(bold(_("다툰 사람")) + "  \n" + _parties(summary))
    st.caption(_("아래는 판결문에서 그대로 옮긴 문장입니다. 버튼을 누르면 판결문의 그 자리를 보여 드립니다."))
    deciding = {
        quote.start for field in summary.deciding_factors for quote in quotes_of(field, summary.quotes)
    }
    for title, quotes in (
        (_("무슨 일이 있었나"), quotes_of(summary.background, summary.quotes)),
        (_("무엇이 다툼이었나"), quotes_of(summary.issue, summary.quotes)),
        (_("법원은 왜 그렇게 판단했나"), quotes_of(summary.reason, summary.quotes)),
        (_("법원이 든 사정"), [quote for quote in summary.quotes if quote.start in deciding]),
    ):
        if quotes:
            _heading(title)
            for quote in quotes:
                _quote(ruling.id, quote, title)


def _quote(id: str, quote: Quote, where: str) -> None:
    with st.container(gap=None):
        st.markdown(f"> “{plain(' '.join(quote.text.split()))}”")
        st.button(
            _("원문에서 보기"),
            key=f"ruling_quote_{where}_{quote.start}",
            type="tertiary",
            icon=":material/format_quote:",
            on_click=_ask,
            args=(id, quote.start, quote.end),
        )


def _ask(id: str, start: int, end: int) -> None:
    before = state.get(ASKED)
    state[ASKED] = (id, start, end, before[3] + 1 if before else 1)


def _parties(summary: Summary) -> str:
    unknown = _("모름")
    plaintiff, defendant = summary.plaintiff or unknown, summary.defendant or unknown
    return plain(
        _("소송을 낸 쪽(원고): {plaintiff}\n상대방(피고): {defendant}").format(
            plaintiff=plaintiff, defendant=defendant
        )
    )


def _instances(ruling: StoredRuling) -> None:
    dispute = cached.dispute(ruling.id, cached.revision())
    if dispute is None or len(dispute.steps) < 2:
        return
    _heading(_("같은 사건의 1심·2심·3심"))
    for step in dispute.steps:
        name = f"{step_name(step)}: {step.ruling.court} {step.ruling.case_number}"
        if step.ruling.id == ruling.id:
            st.markdown(f"{bold(plain(name))} · {step_result(step)} · " + _("지금 보는 판결"))
        elif step.is_held:
            ruling_link(step.ruling.id, f"{name} · {step_result(step)}")
        else:
            st.markdown(f"{plain(name)} · {step_result(step)}")


def _sources(ruling: StoredRuling) -> None:
    labels = ruling.labels
    _heading(_("출처와 인용"))
    if address := official(ruling.precedent.source_url):
        place = _("국가법령정보센터") if "law.go.kr" in address else _("근로복지공단 판례 누리집")
        st.link_button(
            _("{place}에서 판결 확인하기").format(place=place), address, icon=":material/open_in_new:"
        )
    _provenance(ruling)
    st.caption(_("다른 글에 인용할 때 (오른쪽 단추로 복사)"))
    st.code(citation(ruling.precedent), language=None, wrap_lines=True)
    if labels.statutes:
        with st.expander(_("적용한 법 조문 {n}개").format(n=len(labels.statutes))):
            _bullets(labels.statutes)
    cited = cached.cited(ruling.id, cached.revision())
    if cited:
        with st.expander(_("인용한 판결 {n}건").format(n=len(cited))):
            for number, id in cited:
                if id and id != ruling.id:
                    ruling_link(id, id.replace("_", " "))
                else:
                    st.markdown(plain(number))


def _provenance(ruling: StoredRuling) -> None:
    """Which sources gave this ruling; what they call it beside what we call it, where they say."""
    names = ", ".join(source_name(seen.source) for seen in ruling.sightings)
    if names:
        st.markdown(_("이 판결을 준 곳: {sources}").format(sources=plain(names)))
    telling = [seen for seen in ruling.sightings if seen.kind_a or seen.kind_b or seen.kind_c]
    if not telling:
        return
    labels, unsaid = ruling.labels, _("말 없음")
    columns = {
        _("이 앱의 분류"): [
            name_of(labels.outcome.value),
            name_of(labels.kind_b.value),
            name_of(labels.kind_c.value),
        ]
    }
    for seen in telling:
        # A source's own words are data, whatever language the page is in.
        columns[source_name(seen.source)] = [
            plain(word or unsaid) for word in (seen.kind_a, seen.kind_b, seen.kind_c)
        ]
    with st.expander(_("출처의 분류와 견주기")):
        st.table(
            pd.DataFrame(columns, index=[_("결과"), _("급여·처분"), _("사고·질병·출퇴근")]),
            border="horizontal",
        )
        st.caption(
            _(
                "출처는 법원이 한 일(취소, 기각)을 적고, 이 앱은 근로자 쪽에서 본 결과를 적습니다. 뜻이 서로 어긋나면 이 앱이 틀렸을 수 있으니 원문을 확인하세요."
            )
        )


def _text(ruling: StoredRuling) -> None:
    """The original text by its headings; the place of the asked quotation open and marked."""
    text = ruling.precedent.text
    _heading(_("판결문 원문"))
    if not text.strip():
        st.markdown(
            _(
                "이 앱에는 이 판결의 원문이 없고 요약만 있습니다. 위의 공식 판결문 링크에서 원문을 볼 수 있습니다."
            )
        )
        return
    asked = state.get(ASKED)
    start, end = asked[1:3] if asked and asked[0] == ruling.id else (-1, -1)
    st.caption(_("제목을 누르면 그 부분이 펼쳐집니다."))
    for passage in passages(ruling.sections):
        holds = passage.start <= start < passage.end
        if holds:
            scroll_here("ruling_quote", f"{asked[3]}")
        # A new key opens the passage again when another quotation in it is asked for.
        key = f"ruling_passage_{passage.start}" + (f"_{asked[3]}" if holds else "")
        with st.expander(_title(passage), expanded=holds, key=key, type="compact"):
            long = passage.end - passage.start > LONG
            with st.container(height=TALLEST if long else "content", border=False):
                _passage(text, passage, start, end)


def _passage(text: str, passage: Passage, start: int, end: int) -> None:
    if not passage.start <= start < passage.end:
        st.markdown(plain(text[passage.start : passage.end]))
        return
    end = min(end, passage.end)
    before, after = text[passage.start : start], text[end : passage.end]
    near = before.rfind("\n", 0, max(0, len(before) - 300)) + 1
    if before[:near].strip():
        with st.expander(_("앞부분")):
            st.markdown(plain(before[:near]))
    st.markdown(f"{plain(before[near:])} :orange-background[{plain(text[start:end])}] {plain(after)}")


def _title(passage: Passage) -> str:
    if passage.part is None:
        return _("첫머리")
    heading = " ".join(passage.heading.split())
    name = part_name(passage.part)
    return (
        name
        if not heading or heading.replace(" ", "") == passage.part.value
        else f"{name} · {plain(heading)}"
    )


def part_name(part: Part) -> str:
    """The legal name of a part, with everyday words where they help."""
    return {
        Part.RELATED: _("연관판결"),
        Part.PARTIES: _("당사자"),
        Part.PRIOR_RULING: _("앞선 판결(원심판결)"),
        Part.HOLDINGS: _("다룬 문제(판시사항)"),
        Part.SUMMARY: _("판단의 요점(판결요지)"),
        Part.CITED_STATUTES: _("참조조문"),
        Part.CITED_CASES: _("참조판례"),
        Part.ORDER: _("결론(주문)"),
        Part.CLAIM: _("원고가 구한 것(청구취지)"),
        Part.REASONS: _("이유"),
        Part.HISTORY: _("어떤 일이 있었나(처분의 경위)"),
        Part.ARGUMENT: _("양쪽의 주장"),
        Part.LAW: _("관련 법령"),
        Part.FACTS: _("인정한 사실"),
        Part.MEDICAL: _("의학적 소견"),
        Part.JUDGMENT: _("법원의 판단"),
        Part.CONCLUSION: _("맺음(결론)"),
    }[part]


def _heading(words: str) -> None:
    st.header(words, anchor=False)


def _bullets(lines: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


run_page(ruling_page)
