"""A model's opinion on the person's case, beside the numbers of the courts and never instead of them."""

import hashlib
from collections.abc import Sequence

import streamlit as st

from lib.casework.analysis import Analysis
from lib.casework.opinion import CaseOpinion, CasePrompt, ask_opinion, partial_opinion
from lib.casework.rates import rate_in_words
from lib.guidance.criteria import Criterion
from lib.models.clients import analysis_client
from lib.models.schemas import Ground, Opinion
from lib.settings import read_settings
from lib.ui import cached
from lib.ui.cards import ruling_link
from lib.ui.consent import Request, in_korean_only, offer, stands_under, struck_words, waited_for
from lib.ui.labels import name_of
from lib.ui.language import _, language
from lib.ui.style import bold, bullets, official_link, plain


def opinion_section(intake_json: str, choice: cached.Choice, analysis: Analysis) -> None:
    """What would be sent to the configured case model, the waiting, or its opinion."""
    client = analysis_client(read_settings())
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
        what=_("원하시면 AI가 적으신 이야기와 비슷한 판결을 읽고 양쪽의 근거를 정리합니다."),
        sent=sent.text,
        own=sent.given.intake,
        told=sent.told,
        note=_masked_note(sent),
        begin=lambda: cached.begin_call(
            key, lambda ledger, watch: ask_opinion(analysis, sent, client, ledger, watch)
        ),
    )
    call = cached.model_call(key)
    if call is None:
        offer(request, _("AI에게 묻기"))
    elif answer := waited_for(call, request, lambda text: _partial(text, sent, analysis)):
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


def _partial(text: str, sent: CasePrompt, analysis: Analysis) -> None:
    if grounded := partial_opinion(text, sent):
        _grounds(grounded.answer, analysis)


def _opinion(checked: CaseOpinion, analysis: Analysis) -> None:
    opinion = checked.opinion
    with st.container(border=True, key="opinion_leaning"):
        numbers, leaning = st.columns(2)
        if analysis.similar.is_told and not analysis.needs_support:
            said = rate_in_words(analysis.similar.base_rate, _, name_of)
            numbers.markdown(bold(_("비슷한 판결")) + "  \n" + plain(said))
        sure = (
            "  \n" + _("스스로 매긴 확신 {n}/100 (맞을 확률이 아닙니다)").format(n=opinion.confidence)
            if opinion.confidence is not None and not analysis.needs_support
            else ""
        )
        leaning.markdown(bold(_("AI의 의견")) + "  \n" + _(opinion.leaning) + sure)
        if opinion.reason:
            st.markdown(plain(opinion.reason))
    if checked.disagrees:
        st.warning(
            _("AI의 의견과 비슷한 판결의 통계가 서로 다릅니다. 어느 한쪽만 믿지 말고 근거를 열어 보세요."),
            icon=":material/compare_arrows:",
        )
    _grounds(opinion, analysis)
    if opinion.missing_evidence:
        st.subheader(_("AI가 짚은 부족한 증거"), anchor=False)
        st.markdown(
            bullets(
                bold(plain(each.what)) + (f": {plain(each.how)}" if each.how else "")
                for each in opinion.missing_evidence
            )
        )
    stands_under(checked.use, checked.removed)


# What is complete of an answer: also shown while the rest is still being written.
def _grounds(opinion: Opinion, analysis: Analysis) -> None:
    in_korean_only()
    if opinion.issue:
        st.markdown(bold(_("AI가 보기에 갈린 점")) + "  \n" + plain(opinion.issue))
    criteria = {criterion.id: criterion for criterion in analysis.criteria}
    sides = (
        (_("근로자에게 유리한 근거"), opinion.for_claimant, "for"),
        (_("공단에 유리한 근거"), opinion.for_agency, "against"),
    )
    for column, (title, grounds, side) in zip(st.columns(2), sides, strict=True):
        with column:
            _side(title, grounds, criteria, side)
    if opinion.differences:
        st.subheader(_("판결과 이 사건이 다른 점"), anchor=False)
        for each in opinion.differences:
            st.markdown(plain(each.says))
            ruling_link(each.ruling, each.ruling.replace("_", " "))


def _side(title: str, grounds: Sequence[Ground], criteria: dict[str, Criterion], side: str) -> None:
    if grounds:
        st.subheader(title, anchor=False)
    for number, ground in enumerate(grounds):
        with st.container(border=True, gap="small", key=f"opinion_{side}_{number}"):
            st.markdown(plain(ground.says))
            for id in ground.rests_on:
                if id in criteria:
                    _criterion(criteria[id])
                else:
                    ruling_link(id, id.replace("_", " "))


def _criterion(criterion: Criterion) -> None:
    links = " · ".join(official_link(basis.in_language(language()), basis.url) for basis in criterion.basis)
    st.markdown(":small[" + plain(criterion.says.in_language(language())) + f" ({links})]")
