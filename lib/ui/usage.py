"""Which models are configured, what they took today, and how much is left."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from lib.domain.records import Spent
from lib.models.budget import today
from lib.models.clients import analysis_client, summary_client
from lib.settings import Settings, read_settings, variable
from lib.ui import cached
from lib.ui.consent import recipient_told
from lib.ui.language import _
from lib.ui.style import bold, plain


def model_usage() -> None:
    """Which models are configured, what they took today, and how much is left."""
    st.header(_("AI 모델"), anchor=False)
    settings = read_settings()
    uses = (
        (_("사건 분석"), analysis_client(settings), "analysis_model"),
        (_("판결 요약"), summary_client(settings), "summary_model"),
    )
    for use, client, chosen in uses:
        told = (
            f"{plain(client.name)}, {recipient_told(client.recipient)}"
            if client
            else _not_used(settings, chosen)
        )
        st.markdown(f"{bold(use)}: {told}")
    any_configured = settings.has_case_model or settings.has_summary_model
    if not any_configured:
        st.caption(_("AI 모델이 없어도 이 앱의 모든 화면을 쓸 수 있습니다."))
    spent = cached.store().spent(today())
    if spent:
        st.table(
            pd.DataFrame([_spent_row(model, each) for model, each in spent.items()]).set_index(_("모델")),
            border="horizontal",
        )
    if spent or any_configured:
        _limits(settings, spent.values())


# Why no model does a job, and what to set for one.
def _not_used(settings: Settings, chosen: str) -> str:
    named = getattr(settings, chosen)
    needed = {
        "gemma": f"`{variable('hf_endpoint_url')}`",
        "gemini": f"`{variable('gemini_api_key')}`",
    }
    if named == "auto":
        return _("쓰지 않음. 쓰려면 설정 {names} 가운데 하나를 적으세요.").format(
            names=", ".join(needed.values())
        )
    return _("쓰지 않음. 설정 `{chosen}`에 {named}을(를) 적었지만 {needed}이(가) 비어 있습니다.").format(
        chosen=variable(chosen), named=named, needed=needed[named]
    )


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


# How much of what may be asked was asked, today by all and by this person.
def _limits(settings: Settings, spent: Collection[Spent]) -> None:
    budget = cached.model_budget()
    own = cached.store().spent_by(today(), budget.person)
    for when, calls, most_calls, tokens, most_tokens in (
        (
            _("오늘(한국 시간)"),
            sum(each.calls for each in spent),
            settings.model_calls_per_day,
            sum(each.tokens for each in spent),
            settings.model_tokens_per_day,
        ),
        (_("오늘 나"), own.calls, budget.most_calls, own.tokens, budget.most_tokens),
    ):
        st.markdown(
            _(
                "{when}: {most_calls}번 가운데 {calls}번, {most_tokens}토큰 가운데 {tokens}토큰을 썼습니다."
            ).format(
                when=bold(when),
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
