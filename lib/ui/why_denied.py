"""Why they said no and what answers it: what the law asks, and what the person told that courts look at."""

from collections.abc import Sequence

import streamlit as st

from lib.casework.analysis import Analysis
from lib.domain.taxonomy import Issue, Stage
from lib.guidance.denial import Reason, blames_carelessness_alone
from lib.guidance.factors import FactorFound
from lib.ui.cards import shipped_link, won_or_lost
from lib.ui.labels import issue_explained
from lib.ui.language import _, language
from lib.ui.style import bold, bullets, plain, rests_on

# Of so many reasons the law stands open; of the others, and of what is beside them, it folds: a phone is small.
_MOST_IN_FULL = 1


def why_denied(analysis: Analysis) -> None:
    """The reasons of the refusal with what answers each; criteria and circumstances fold behind them."""
    st.header(_("왜 안 된다고 했고, 무엇으로 답하나요?"), anchor=False)
    issue, korean = analysis.understood.issue_category, analysis.intake.in_korean
    explained = (
        _(
            "법이 산재에서 빼는 것은 고의나 자해, 범죄행위와 그것이 원인인 때입니다. 조심하지 않았다는 것만으로는 빠지지 않습니다."
        )
        if issue is Issue.MISCONDUCT and blames_carelessness_alone(f"{korean.text}\n{korean.denial_reason}")
        else issue_explained(issue)
        if issue
        else _(
            "적은 내용만으로는 무엇이 갈렸는지 알 수 없습니다(모름). 거절 이유를 적거나 위에서 골라 주세요."
        )
    )
    if not (analysis.denial and issue):
        st.markdown(explained)
    full = [each for each in analysis.denial if not each.is_beside] or analysis.denial
    for number, reason in enumerate(analysis.denial):
        _reason(reason, number, _is_of_the_letter(analysis), reason not in full[:_MOST_IN_FULL])
    with st.expander(
        _("법은 무엇을 따지나요? (인정기준 {n}가지)").format(n=len(analysis.criteria)),
        icon=":material/gavel:",
    ):
        if analysis.denial and issue:
            st.markdown(explained)
        st.caption(_("법의 글을 이 안내가 쉬운 말로 옮긴 것입니다. 원문은 조문을 눌러 보세요."))
        for criterion in analysis.criteria:
            st.markdown(plain(criterion.says.in_language(language())))
            rests_on(criterion.basis)
    st.page_link("pages/criteria.py", label=_("기준에 맞는지 하나씩 확인하기"), icon=":material/fact_check:")
    _circumstances(analysis)


# Words for the refusal are the letter's where they stand in its field while a decision of the agency is contested;
# what a story passes on is hearsay, and later on it may be anybody's summary.
def _is_of_the_letter(analysis: Analysis) -> bool:
    return bool(analysis.intake.denial_reason) and analysis.intake.stage is Stage.DECISION


# One reason of the refusal: what the letter says, what the law asks, what the person can ask or has told already.
def _reason(reason: Reason, number: int, is_of_the_letter: bool, is_short: bool) -> None:
    with st.container(border=True, gap="small", key=f"assistant_reason_{number}"):
        st.markdown(bold(plain(reason.reason.in_language(language()))))
        words = "” · “".join(plain(" ".join(each.split())) for each in (reason.words, *reason.more_words))
        line = _("통지서의 말: “{words}”") if is_of_the_letter else _("거절한 이유로 들으신 말: “{words}”")
        st.caption(line.format(words=words))
        if not is_short:
            _what_the_law_asks(reason)
        with st.expander(_("무엇으로 답하나요?")):
            if is_short:
                _what_the_law_asks(reason)
            rests_on(reason.basis)
            if reason.told:
                st.markdown(bold(_("이미 적어 주신 것 가운데 답이 되는 것")))
                st.markdown(
                    bullets(
                        f"“{plain(' '.join(each.words.split()))}”: {plain(each.says.in_language(language()))}"
                        for each in reason.told
                    )
                )
            if reason.asks:
                st.markdown(bold(_("구해야 할 것")))
                st.markdown(bullets(plain(each.what.in_language(language())) for each in reason.asks))
            st.markdown(bold(_("이럴 때 법원은 어떻게 보았나요?")))
            if not reason.answers:
                st.markdown(_("가진 판결이 없습니다."))
            for answer in reason.answers:
                won_or_lost(answer.won, answer.says.in_language(language()), answer.ruling)


def _what_the_law_asks(reason: Reason) -> None:
    st.markdown(plain(reason.law.in_language(language())))
    st.markdown(bold(_("물어볼 것")) + ": " + plain(reason.question.in_language(language())))


def _circumstances(analysis: Analysis) -> None:
    found = (*analysis.factors_for, *analysis.factors_against, *analysis.neutral)
    if not found:
        # That nothing is looked for in English is said where the story is shown as understood.
        if not analysis.intake.is_in_english:
            st.markdown(
                _(
                    "적어 주신 글에서는 법원이 자주 따지는 사정을 아직 못 찾았습니다. "
                    "하던 일과 무게, 횟수를 적어 주시면 다시 볼게요."
                )
            )
        return
    title = _("적어 주신 글에서 법원이 따지는 점 {n}가지").format(n=len({each.id for each in found}))
    with st.expander(title, icon=":material/balance:"):
        for heading, note, factors in (
            (_("유리하게 볼 수 있는 점"), "", analysis.factors_for),
            (_("불리하게 볼 수 있는 점"), "", analysis.factors_against),
            (
                _("법에 따로 기준이 있는 점"),
                _("유리하다거나 불리하다고 미리 말할 수 없습니다. 기준에 맞는지를 따집니다."),
                analysis.neutral,
            ),
        ):
            if factors:
                st.markdown(bold(heading))
                if note:
                    st.caption(note)
                _listed(factors, _is_of_the_letter(analysis))


def _listed(factors: Sequence[FactorFound], is_of_the_letter: bool) -> None:
    told: dict[str, list[FactorFound]] = {}
    for each in factors:
        told.setdefault(each.id, []).append(each)
    for shown in told.values():
        # In the person's own words first; what the agency's letter says of the same stands below.
        factor = min(shown, key=lambda each: each.source == "denial")
        with st.container(border=True, gap="small"):
            st.markdown(plain(factor.says.in_language(language())))
            for source, line in (
                ("story", _("적으신 말: “{words}”")),
                (
                    "denial",
                    _("공단이 적은 말: “{words}”")
                    if is_of_the_letter
                    else _("거절한 이유로 들으신 말: “{words}”"),
                ),
            ):
                quoted = [plain(" ".join(each.words.split())) for each in shown if each.source == source]
                if quoted:
                    st.caption(line.format(words="” · “".join(quoted)))
            rests_on(factor.basis)
            with st.container(horizontal=True, gap="small"):
                for serial in factor.rulings[:2]:
                    shipped_link(serial, _("예: {case}"))
