"""판례 상세 (`?id=`): one ruling in everyday words, its instances, its text, and where to check it."""

import re
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial

import pandas as pd
import streamlit as st

from lib.domain.digest import Digest
from lib.domain.labels import Labels
from lib.domain.records import StoredRuling
from lib.domain.reference import cite, decision_day, former_statutes, place_of
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import TELLS_NOTHING, Outcome, Suit
from lib.rulings.summary import Summary, quotes_of, result_in_words
from lib.ui import cached
from lib.ui.address import ruling_named
from lib.ui.cards import PLACE, nearest_links, outcome_badge, ruling_link
from lib.ui.differing import said_by_files
from lib.ui.errors import friendly
from lib.ui.labels import name_of, source_name, step_name, step_result
from lib.ui.language import _, language
from lib.ui.reader import Passage, passages
from lib.ui.routing import run_page
from lib.ui.share import share_link
from lib.ui.style import bold, bullets, official, plain
from lib.ui.window import scroll_here

# State: (ruling id, start, end, how often asked) of the quotation whose place is shown.
ASKED = "ruling_quote"

# Pixels of a passage before it scrolls by itself, and how many characters fit in on a phone, about.
TALLEST, LONG = 480, 1500

state = st.session_state


def _page() -> None:
    words = ruling_named(st.query_params.get("id", ""))
    if not words:
        _nothing(_("볼 판결을 고르지 않았습니다. 검색에서 판결을 골라 주세요."))
        return
    revision = cached.revision()
    found, nearest = cached.named(words, revision)
    if len(found) > 1:
        _nothing(_("이 사건번호의 판결이 여러 개 있습니다. 아래에서 골라 주세요."), found)
        return
    id = found[0] if found else words
    ruling, summary = cached.ruling(id, revision), cached.summary(id, revision)
    if ruling is None or summary is None:
        _nothing(
            _("이 판결은 지금 가진 자료에 없습니다. 주소가 바뀌었거나 아직 불러오지 않은 판결일 수 있습니다.")
        )
        nearest_links(nearest)
        return
    _head(ruling)
    _in_short(ruling, summary)
    _instances(ruling)
    _sources(ruling)
    _text(ruling)


def _nothing(sentence: str, rulings: Sequence[str] = ()) -> None:
    st.title(_("판례 상세"), anchor=False)
    st.info(sentence, icon=":material/search:")
    for id in rulings:
        ruling_link(id, id.replace("_", " "))
    st.page_link("pages/search.py", label=_("판례 검색으로 가기"), icon=":material/search:")


def _head(ruling: StoredRuling) -> None:
    precedent, labels = ruling.precedent, ruling.labels
    st.title(plain(f"{name_of(precedent.court)} {precedent.case_number}"), anchor=False)
    st.caption(plain(" · ".join(filter(None, [precedent.title, _when(precedent)]))))
    with st.container(horizontal=True, gap="small"):
        outcome_badge(labels.outcome.value)
        suit = [] if ruling.suit is Suit.CLAIMANT else [name_of(ruling.suit)]
        for name in [name_of(labels.instance.value), *suit, *_telling_labels(labels)]:
            st.badge(name, color="gray")
    st.markdown(bold(result_in_words(labels.outcome.value, _)))
    if ruling.unvouched:
        st.warning(
            _(
                "올린 파일에만 있는 판결입니다. 법원이나 공단의 자료에서는 보지 못했습니다. "
                "진짜인지 알 수 없어 건수와 통계에서 뺍니다."
            ),
            icon=":material/upload_file:",
        )


# The day of the decision; where nobody gives it the year of filing, by that name.
def _when(precedent: Precedent) -> str:
    if day := decision_day(precedent):
        return _("{day} 선고").format(day=f"{day:%Y-%m-%d}")
    return _("{year}년에 접수한 사건").format(year=precedent.year) if precedent.year else ""


# Names of the labels that say something: not 기타 or 해당없음, and none for a stub without content.
def _telling_labels(labels: Labels) -> list[str]:
    if labels.outcome.value is Outcome.UNKNOWN:
        return []
    values = (
        labels.kind_c.value, labels.kind_b.value, labels.disease_category.value, labels.issue_category.value
    )  # fmt: skip
    return [name_of(value) for value in values if value not in TELLS_NOTHING]


# The ruling in short: our own words where there is a digest, else its own sentences.
def _in_short(ruling: StoredRuling, summary: Summary) -> None:
    digest = ruling.precedent.digest
    if digest:
        _digest(digest, summary)
        _retold(ruling)
    elif summary.quotes or summary.no_reasons:
        with st.expander(_("판결문에서 옮긴 문장 보기")) if _retold(ruling) else nullcontext():
            _extract(ruling, summary)
    else:
        st.info(
            _(
                "공개된 기록에 이 판결의 내용이 없습니다. 사건번호와 관련 판결만 알 수 있고, "
                "무엇을 어떻게 판단했는지는 알 수 없습니다(모름)."
            ),
            icon=":material/help:",
        )


# A model's retelling, or the way to ask for it; whether the ruling stands there retold.
def _retold(ruling: StoredRuling) -> bool:
    # Loaded here: without a model there is nothing to retell with.
    from lib.ui.retelling import retold_section

    with friendly():
        return retold_section(ruling, partial(_quote, ruling))
    # Whatever went wrong with a model, the ruling itself is shown.
    return False


def _digest(digest: Digest, summary: Summary) -> None:
    if language() != "ko":
        st.caption(_("판결문과 자세한 내용은 한국어로 되어 있습니다."))
    st.markdown(plain(digest.gist_in(language())))
    _parties(summary)
    st.markdown(bold(_("결과")) + "  \n" + plain(summary.result))
    for title, words in (
        (_("왜 이런 결과가 나왔나"), bullets(map(plain, summary.deciding_factors))),
        (_("무슨 일이 있었나"), bullets(map(plain, digest.facts))),
        (_("공단의 결정과 그 이유"), plain(digest.denial_reason)),
        (_("무엇이 다툼이었나"), plain(summary.issue)),
        (_("법원은 무엇을 따졌나"), bullets(map(plain, digest.weighed))),
    ):
        if words:
            st.header(title, anchor=False)
            st.markdown(words)
    st.caption(_("판결문을 읽고 쉬운 말로 다시 쓴 요약입니다. 정확한 표현은 원문을 확인하세요."))


def _parties(summary: Summary) -> None:
    parties = _("소송을 낸 쪽(원고): {plaintiff}\n상대방(피고): {defendant}").format(
        plaintiff=summary.plaintiff or _("모름"), defendant=summary.defendant or _("모름")
    )
    st.markdown(bold(_("다툰 사람")) + "  \n" + plain(parties))


def _extract(ruling: StoredRuling, summary: Summary) -> None:
    # Its preview says what the head of the page says.
    _parties(summary)
    if summary.no_reasons:
        st.info(_(summary.no_reasons), icon=":material/help:")
    if not summary.quotes:
        return
    st.caption(_("아래는 판결문에서 그대로 옮긴 문장입니다. 버튼을 누르면 판결문의 그 자리를 보여 드립니다."))
    questions = quotes_of(summary.issue, summary.quotes)
    for title, quotes in (
        (_("무슨 일이 있었나"), quotes_of(summary.background, summary.quotes)),
        (_("공단의 결정과 그 이유"), quotes_of(summary.denial_reason, summary.quotes)),
        (_("무엇이 다툼이었나"), questions),
        (_("법원은 왜 그렇게 판단했나"), quotes_of(summary.reason, summary.quotes)),
        (
            _("법원이 든 사정"),
            [quote for quote in summary.quotes if quote.text in summary.deciding_factors],
        ),
    ):
        if quotes or (quotes is questions and summary.issue):
            st.header(title, anchor=False)
        for quote in quotes:
            _quote(ruling, quote.text, quote.start, quote.end, title, quote.voice)
        if quotes is questions and summary.issue and not questions:
            st.markdown(plain(_(summary.issue)))
            st.caption(
                _("판결문에 다툼을 따로 적은 문장이 없어, 법원이 판단한 것을 보고 이 앱이 적었습니다.")
            )


def _quote(ruling: StoredRuling, text: str, start: int, end: int, where: str, voice: str = "") -> None:
    with st.container(gap=None):
        st.markdown(f"> “{plain(' '.join(text.split()))}”")
        if voice:
            st.caption(plain(_(voice)))
        if place := place_of(ruling.sections, start):
            st.caption(plain(place))
        st.button(
            _("원문에서 보기"),
            key=f"ruling_quote_{where}_{start}",
            type="tertiary",
            icon=":material/format_quote:",
            on_click=_ask,
            args=(ruling.id, start, end),
        )


def _ask(id: str, start: int, end: int) -> None:
    before = state.get(ASKED)
    state[ASKED] = (id, start, end, before[3] + 1 if before else 1)


def _instances(ruling: StoredRuling) -> None:
    dispute = cached.dispute(ruling.id, cached.revision())
    if dispute is None or len(dispute.steps) < 2:
        return
    st.header(_("같은 사건의 1심·2심·3심"), anchor=False)
    for step in dispute.steps:
        name = f"{step_name(step)}: {name_of(step.ruling.court)} {step.ruling.case_number}"
        if step.ruling.id == ruling.id:
            st.markdown(f"{bold(plain(name))} · {step_result(step)} · " + _("지금 보는 판결"))
        elif step.is_held:
            ruling_link(step.ruling.id, f"{name} · {step_result(step)}")
        else:
            st.markdown(f"{plain(name)} · {step_result(step)}")


def _sources(ruling: StoredRuling) -> None:
    st.header(_("출처와 인용"), anchor=False)
    if address := official(ruling.precedent.source_url):
        place = _("국가법령정보센터") if "law.go.kr" in address else _("근로복지공단 판례 누리집")
        st.link_button(
            _("{place}에서 판결 확인하기").format(place=place), address, icon=":material/open_in_new:"
        )
    share_link(cite(ruling.precedent))
    _provenance(ruling)
    said_by_files(ruling)
    _citation(ruling.precedent)
    _statutes(ruling)
    if cited := cached.cited(ruling.id, cached.revision()):
        with st.expander(_("인용한 판결 {n}건").format(n=len(cited))):
            for number, id in cited:
                if id and id != ruling.id:
                    ruling_link(id, id.replace("_", " "))
                else:
                    st.markdown(plain(number))


def _citation(precedent: Precedent) -> None:
    st.caption(_("다른 글에 인용할 때 (칸 오른쪽 끝을 누르면 복사)"))
    st.code(cite(precedent), language=None, wrap_lines=True)
    if not decision_day(precedent):
        st.caption(_("선고일: 공개된 기록에 없습니다. 대법원 누리집의 '나의사건검색'에서 확인해 적으세요."))
    if precedent.title:
        st.caption(_("사건명"))
        st.code(precedent.title, language=None, wrap_lines=True)


# The articles a ruling cites; those that no longer stand in the law are marked.
def _statutes(ruling: StoredRuling) -> None:
    statutes = ruling.labels.statutes
    if not statutes:
        return
    former = former_statutes(ruling.precedent, statutes)
    with st.expander(_("적용한 법 조문 {n}개").format(n=len(statutes))):
        st.markdown(bullets(plain(each) + (_(" (구법)") if each in former else "") for each in statutes))
        if former:
            st.caption(
                _(
                    "구법: 판결이 옛 법이라고 부르거나 지금 법에는 없는 조문입니다. 지금의 조문을 따로 확인하세요."
                )
            )


# Which sources gave this ruling; what they call it beside what we call it, where they say.
def _provenance(ruling: StoredRuling) -> None:
    if names := ", ".join(source_name(seen.source) for seen in ruling.sightings):
        st.markdown(_("출처: {sources}").format(sources=plain(names)))
    telling = [seen for seen in ruling.sightings if seen.kind_a or seen.kind_b or seen.kind_c]
    if not telling:
        return
    labels = (ruling.labels.outcome, ruling.labels.kind_b, ruling.labels.kind_c)
    # A source's own words are data, whatever language the page is in.
    columns = {_("이 앱의 분류"): [name_of(label.value) for label in labels]} | {
        source_name(seen.source): [
            plain(word or _("말 없음")) for word in (seen.kind_a, seen.kind_b, seen.kind_c)
        ]
        for seen in telling
    }
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


# The place whose quotation was asked for last, else the one that the address names, and what it is told by.
def _asked(id: str, length: int) -> tuple[int, int, str]:
    asked = state.get(ASKED)
    if asked and asked[0] == id:
        return asked[1], asked[2], f"{asked[3]}"
    named = re.fullmatch(r"(\d{1,9})-(\d{1,9})", st.query_params.get(PLACE, ""))
    if named and int(named[1]) < int(named[2]) <= length:
        return int(named[1]), int(named[2]), f"at {named[0]}"
    return -1, -1, ""


# The original text by its headings; the place of the asked quotation open and marked.
def _text(ruling: StoredRuling) -> None:
    text = ruling.precedent.shown_text
    st.header(_("판결문 원문"), anchor=False)
    if not text.strip():
        # Loaded here: a ruling whose text is held needs no source.
        from lib.ui.full_text import full_text

        full_text(ruling)
        return
    if source := ruling.precedent.text_source:
        st.caption(
            _("이 원문은 사람이 넣은 것입니다({source}). 위의 공식 판결문과 견주어 보세요.").format(
                source=plain(source_name(source))
            )
        )
    start, end, token = _asked(ruling.id, len(text))
    st.caption(_("제목을 누르면 그 부분이 펼쳐집니다."))
    for passage in passages(ruling.sections):
        holds = passage.start <= start < passage.end
        if holds:
            scroll_here("ruling_quote", token)
        # A new key opens the passage again when another quotation in it is asked for.
        key = f"ruling_passage_{passage.start}" + (f"_{token}" if holds else "")
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
    name = name_of(passage.part)
    return (
        name
        if not heading or heading.replace(" ", "") == passage.part.value
        else f"{name} · {plain(heading)}"
    )


run_page(_page)
