"""A model's opinion on the person's case, beside the numbers of the courts and never instead of them."""

import hashlib
from collections.abc import Sequence

import streamlit as st

from lib.access import Doing
from lib.casework.analysis import Analysis
from lib.casework.opinion import CaseOpinion, CasePrompt, ask_opinion, partial_opinion
from lib.casework.pairings import Paired, Said, Written
from lib.casework.rates import rate_in_words
from lib.domain.passages import Speaker
from lib.guidance.criteria import Criterion
from lib.i18n import N_
from lib.models.budget import Model, answer_key, not_in_vain
from lib.models.clients import analysis_client
from lib.rulings.summary import where_the_reasons_are
from lib.settings import read_settings
from lib.ui import cached
from lib.ui.cards import ruling_link
from lib.ui.consent import Request, offer, struck_words, waited_for
from lib.ui.labels import name_of
from lib.ui.language import _, language
from lib.ui.style import bold, bullets, plain, shipped_link
from lib.ui.visitor import this_visitor


def opinion_section(intake_json: str, choice: cached.Choice, analysis: Analysis) -> None:
    """What would be sent to the configured case model, the waiting, or its opinion."""
    client = analysis_client(read_settings()) if this_visitor().may(Doing.MODELS) else None
    if client is None:
        return
    st.header(_("AI의 의견 (참고)"), anchor=False)
    sent = cached.case_prompt(intake_json, choice, struck_words(), cached.revision(), client.room)
    # The story cannot be read back from it.
    key = "opinion " + hashlib.sha256(repr((intake_json, choice)).encode()).hexdigest()
    request = Request(
        purpose="opinion",
        recipient=client.recipient,
        model=client.name,
        what=_(
            "원하시면 AI가 적으신 이야기와 비슷한 판결을 읽고 서로 맞닿는 문장을 골라 짝지어 줍니다. AI가 지어낸 글은 보이지 않습니다."
        ),
        sent=sent.text,
        own=sent.own,
        told=sent.told,
        note=_masked_note(sent),
        begin=lambda: cached.begin_call(
            key,
            lambda ledger, watch: not_in_vain(
                answer_key(Model(client.name, sent.version, client.cost), client.recipient, sent.text),
                lambda: ask_opinion(analysis, sent, client, ledger, watch),
            ),
        ),
    )
    call = cached.model_call(key)
    if call is None:
        offer(request, _("AI에게 묻기"))
    elif answer := waited_for(call, request, lambda text: _partial(text, sent)):
        _opinion(answer, analysis)


def _masked_note(sent: CasePrompt) -> str:
    notes = (
        _("주민등록번호, 전화번호, 이름 같은 개인정보 {n}곳을 가렸습니다.").format(n=sent.masked)
        if sent.masked
        else "",
        _("자리가 모자라 덜 가까운 판결 {n}건은 뺐습니다.").format(n=sent.left_out) if sent.left_out else "",
        _("병과 사고 이야기는 그대로 보냅니다. 가리지 못한 이름이 없는지 아래에서 확인하세요."),
    )
    return " ".join(filter(None, notes))


def _partial(text: str, sent: CasePrompt) -> None:
    if found := partial_opinion(text, sent):
        _pairs(found)


def _opinion(checked: CaseOpinion, analysis: Analysis) -> None:
    opinion = checked.opinion
    with st.container(border=True, key="opinion_leaning"):
        numbers, leaning = st.columns(2)
        if analysis.similar.is_told and not analysis.needs_support:
            said = rate_in_words(analysis.similar.base_rate, _, name_of)
            numbers.markdown(bold(_("이 안내가 고른 비슷한 판결")) + "  \n" + plain(said))
        leaning.markdown(bold(_("AI의 의견")) + "  \n" + _(opinion.leaning))
    if checked.disagrees:
        st.warning(
            _("AI의 의견과 비슷한 판결의 통계가 서로 다릅니다. 어느 한쪽만 믿지 말고 근거를 열어 보세요."),
            icon=":material/compare_arrows:",
        )
    _pairs(opinion)
    if opinion.missing:
        st.subheader(_("AI가 고른 더 모을 자료 (글은 이 안내)"), anchor=False)
        st.markdown(
            bullets(
                bold(plain(each.what.in_language(language())))
                + f": {plain(each.how.in_language(language()))}"
                for each in opinion.missing
            )
        )
    st.caption(
        ":material/smart_toy: "
        + _(
            "{model}이(가) 짝을 골랐습니다. 글은 AI가 쓰지 않았습니다. 잘못 고를 수 있으니 열어서 확인하세요."
        ).format(model=plain(checked.use.name))
    )
    if n := checked.use.removed:
        st.caption(
            ":material/visibility_off: "
            + _("AI가 이은 말 가운데 서로 맞지 않아 보이지 않는 것: {n}개").format(n=n)
        )


# What is complete of an answer: also shown while the rest is still being written.
def _pairs(opinion: Paired) -> None:
    if language() != "ko" and not opinion.is_bare:
        st.caption(_("판결과 적으신 말은 한국어 그대로 보입니다."))
    sides = (
        (_("근로자에게 유리한 근거"), opinion.for_claimant, "for"),
        (_("공단에 유리한 근거"), opinion.for_agency, "against"),
    )
    for column, (title, pairs, side) in zip(st.columns(2), sides, strict=True):
        with column:
            if pairs:
                st.subheader(title, anchor=False)
            for number, pair in enumerate(pairs):
                with st.container(border=True, gap="small", key=f"opinion_{side}_{number}"):
                    _told(pair.story)
                    if pair.rule:
                        _criterion(pair.rule.criterion)
                    if pair.said:
                        _said(pair.said)
    if opinion.differences:
        st.subheader(_("판결과 이 사건이 다른 점"), anchor=False)
        for number, each in enumerate(opinion.differences):
            with st.container(border=True, gap="small", key=f"opinion_differs_{number}"):
                st.markdown(bold(_("다른 점: {kind}").format(kind=_(each.kind))))
                _told(each.story)
                _said(each.said)


# The person's own words, and those of the agency that they copied, each under its name.
def _told(story: Sequence[Written]) -> None:
    for is_agencys, name, icon in (
        (False, _("당신의 말"), ":material/person:"),
        (True, _("공단이 거절하며 한 말"), ":material/domain:"),
    ):
        if words := [each.text for each in story if each.is_agencys is is_agencys]:
            st.badge(name, icon=icon, color="orange" if is_agencys else "blue")
            st.markdown(plain("\n".join(words)))


def _criterion(criterion: Criterion) -> None:
    st.badge(_("법의 기준"), icon=":material/gavel:", color="gray")
    links = " · ".join(shipped_link(basis.in_language(language()), basis.url) for basis in criterion.basis)
    st.markdown(f"{plain(criterion.says.in_language(language()))} ({links})")


def _said(said: Said) -> None:
    passage, precedent = said.passage, said.ruling.precedent
    if passage.speaker is Speaker.GUIDE:
        st.badge(_("이 안내의 요약"), icon=":material/menu_book:", color="violet")
        st.markdown(plain(passage.text))
        st.caption(_("법원의 문장이 아니라 이 안내가 판결을 줄여 쓴 말입니다."))
    else:
        voice = f"{_('법원이 한 말')} · {_(_VOICES[passage.speaker])}"
        st.badge(voice, icon=":material/account_balance:", color="green")
        st.markdown(f"> “{plain(passage.text)}”")
    if reasons := where_the_reasons_are(said.ruling):
        st.caption(_(reasons))
    result = name_of(said.ruling.labels.outcome.value)
    ruling_link(
        said.ruling.id,
        f"{name_of(precedent.court)} {precedent.case_number} · {result}",
        (passage.start, passage.end) if passage.end else None,
    )


# Whose words of a court are shown: those that `Said.is_the_courts` lets through.
_VOICES = {
    Speaker.COURT: N_("이 법원의 판단"),
    Speaker.CONCLUSION: N_("이 법원의 결론"),
    Speaker.FACT: N_("이 법원이 인정한 사실"),
    Speaker.BELOW: N_("앞선 법원의 판단을 받아들임"),
}
