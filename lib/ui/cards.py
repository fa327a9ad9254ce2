"""A ruling in a list: what it is, how it ended, why it is here, and the way in."""

from collections.abc import Sequence

import streamlit as st

from lib.casework.comparable import Reason
from lib.domain.records import StoredRuling
from lib.domain.taxonomy import TELLS_NOTHING, Outcome, Suit
from lib.i18n import N_
from lib.rulings.summary import result_in_words
from lib.search.snippets import Snippet
from lib.ui import cached
from lib.ui.labels import name_of, outcome_hue, outcome_icon, step_name
from lib.ui.language import _, language
from lib.ui.style import bold, bullets, plain

RULING_PAGE = "pages/ruling.py"
PLACE = "at"
"""What names a place of the text in the address of that page."""
# Characters of a quotation on a card, about five lines on a phone; a longer sentence is not quoted there.
_QUOTED = 240
_REASONS = {
    "disease": N_("같은 종류의 병·부상"),
    "issue": N_("같은 쟁점"),
    "benefit": N_("같은 급여·처분"),
    "job": N_("비슷한 일"),
    "words": N_("겹치는 말"),
}


def outcome_badge(outcome: Outcome) -> None:
    """The result as icon, word and colour."""
    st.badge(name_of(outcome), icon=outcome_icon(outcome), color=outcome_hue(outcome))


def ruling_link(id: str, label: str, place: tuple[int, int] | None = None) -> None:
    """A link to the page of a held ruling, where a `place` (start and end) is given at that place of its text."""
    params = {"id": id, **({PLACE: f"{place[0]}-{place[1]}"} if place else {})}
    st.page_link(RULING_PAGE, label=plain(label), icon=":material/article:", query_params=params)


def shipped_link(serial: str, label: str = "{case}") -> None:
    """A link to the shipped ruling that the guidance names by this serial, where it is held; `label` may name the case."""
    if id := cached.ids_by_serial().get(serial):
        ruling_link(id, label.format(case=id.replace("_", " ")))


def won_or_lost(won: bool, words: str, serial: str) -> None:
    """What a shipped ruling says of a matter, whether the worker's side won, and the way to it."""
    mark = _("이긴 판결") if won else _("진 판결")
    st.markdown(f"{bold(mark)}: {plain(words)}")
    shipped_link(serial)


def nearest_links(ids: Sequence[str]) -> None:
    """The way to the held rulings whose numbers are nearest to one that is not held; nothing where there are none."""
    if ids:
        st.caption(_("번호가 가장 가까운 판결"))
    for id in ids:
        ruling_link(id, id.replace("_", " "))


def ruling_card(
    ruling: StoredRuling,
    revision: int,
    *,
    reasons: Sequence[Reason] = (),
    snippet: Snippet | None = None,
    key: str,
) -> None:
    """One ruling: result, court and number, the gist, what tipped it, its instances, why it is comparable, the link.

    A ruling without a digest shows its title and a sentence of its own instead, as a quotation.
    """
    precedent, labels, digest = ruling.precedent, ruling.labels, ruling.precedent.digest
    with st.container(border=True, key=key, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            outcome_badge(labels.outcome.value)
            if mark := _mark(ruling):
                st.badge(mark, color="gray")
            if ruling.unvouched:
                st.badge(_("올린 파일에만 있는 판결"), icon=":material/upload_file:", color="orange")
            st.caption(
                plain(
                    f"{name_of(precedent.court)} · {name_of(labels.instance.value)} · {precedent.case_number}"
                )
            )
        if digest:
            st.markdown(plain(digest.gist_in(language())))
        else:
            st.markdown(bold(plain(precedent.title)) + "  \n" + result_in_words(labels.outcome.value, _))
        if snippet and snippet.text:
            st.caption(marked(snippet))
        if digest:
            if digest.gist_in(language()) == digest.gist:
                # An English gist says why by itself.
                st.markdown(bold(_("왜 이런 결과가 나왔나")) + "\n" + bullets(map(plain, digest.tipped)))
        elif quoted := _quotation(ruling, revision):
            st.markdown(bold(_("판결문에서")) + "  \n" + plain(f"“{quoted}”"))
        if instances := _instances(ruling.id, revision):
            st.caption(plain(instances))
        if told := [text for reason in reasons if (text := reason_text(reason))]:
            st.caption(plain(" · ".join(told)))
        ruling_link(ruling.id, _("이 판례 자세히 보기"))


# What sets a ruling apart from a refused claimant's suit decided with reasons; empty where nothing does.
def _mark(ruling: StoredRuling) -> str:
    labels = ruling.labels
    if ruling.suit is not Suit.CLAIMANT:
        return name_of(ruling.suit)
    told = (labels.issue_category.value, labels.kind_c.value, labels.disease_category.value)
    return _("사정이 적혀 있지 않은 판결") if TELLS_NOTHING.issuperset(told) else ""


def reason_text(reason: Reason) -> str:
    """Why a ruling is comparable: `같은 쟁점`, or `겹치는 말: …` where the value is not on screen anyway.

    A job and words are the ruling's, in Korean: elsewhere the job is not named, and of words nothing is said.
    """
    kind = _(_REASONS[reason.kind])
    if language() != "ko":
        return "" if reason.kind == "words" else kind
    return f"{kind}: {reason.value}" if reason.kind in ("job", "words") else kind


# How each instance of the ruling's dispute ended, in one line; empty where it is the only one.
def _instances(id: str, revision: int) -> str:
    dispute = cached.dispute(id, revision)
    if dispute is None or len(dispute.steps) < 2:
        return ""
    results = (
        f"{step_name(step)} " + (name_of(step.ruling.outcome) if step.is_held else _("가진 자료에 없음"))
        for step in dispute.steps
    )
    return _("같은 사건") + ": " + " → ".join(results)


# The longest published rulings have some 300,000 characters. A longer one takes seconds to read, and a list has many.
_LONGEST_QUOTED = 350_000


# A sentence in which the court says why, for a ruling without a digest; empty where none is short enough.
def _quotation(ruling: StoredRuling, revision: int) -> str:
    if len(ruling.precedent.text) > _LONGEST_QUOTED:
        return ""
    summary = cached.summary(ruling.id, revision)
    said = [summary.reason, *summary.deciding_factors] if summary else []
    return next((words for each in said if 0 < len(words := " ".join(each.split())) <= _QUOTED), "")


def marked(snippet: Snippet) -> str:
    """A snippet as Markdown with its matching words bold and everything else plain."""
    return snippet.marked(lambda words: bold(plain(words)), _spaced)


# Plain text that keeps the space to the marked word beside it.
def _spaced(text: str) -> str:
    if not text.strip():
        return text[:1]
    return text[: text[0].isspace()] + plain(text) + text[len(text) - text[-1].isspace() :]
