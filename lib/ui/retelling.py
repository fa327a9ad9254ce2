"""A ruling in everyday words by a model, above its own: asked for once, then there for everybody."""

from collections.abc import Callable, Sequence

import streamlit as st

from lib.domain.records import StoredRuling
from lib.i18n import N_
from lib.models.checks.grounding import Quote
from lib.models.clients import Client, summary_client
from lib.models.schemas import Retelling
from lib.rulings.retelling import (
    RulingRetold,
    ask_retelling,
    can_be_retold,
    partial_retelling,
    ruling_prompt,
)
from lib.settings import read_settings
from lib.ui import cached
from lib.ui.consent import Request, in_korean_only, offer, stands_under, waited_for
from lib.ui.language import _
from lib.ui.style import bullets, plain

# Shows words of the ruling with the way to their place: text, start, end, and a name for where it stands.
_ShowQuote = Callable[[str, int, int, str], None]

_PARTS = (
    ("background", N_("무슨 일이 있었나")),
    ("issue", N_("무엇이 다툼이었나")),
    ("reason", N_("법원은 왜 그렇게 판단했나")),
    ("deciding_factors", N_("왜 이런 결과가 나왔나")),
    ("meaning", N_("비슷한 처지라면")),
)


def retold_section(ruling: StoredRuling, show_quote: _ShowQuote) -> bool:
    """The retelling that is kept; where a model is configured, the way to ask for one.

    True where the ruling stands there retold.
    """
    retold = cached.kept_retelling(ruling.id, cached.revision())
    client = summary_client(read_settings())
    if retold is None and client is not None and can_be_retold(ruling):
        key = f"retelling {ruling.id}"
        call, request = cached.model_call(key), _request(ruling, client, key)
        if call is None:
            # Folded: the ruling itself is what the person came for.
            with st.expander(_("AI로 쉽게 풀어 보기"), icon=":material/smart_toy:"):
                offer(request, _("AI로 쉽게 풀어 보기"))
        else:
            retold = waited_for(call, request, lambda text: _partial(text, ruling))
    if retold is not None:
        _retold(retold, show_quote)
    return retold is not None


def _request(ruling: StoredRuling, client: Client, key: str) -> Request:
    sent = ruling_prompt(ruling, client.room)
    return Request(
        purpose="retelling",
        recipient=client.recipient,
        model=client.name,
        what=_(
            "공개된 이 판결문을 AI에게 보내 쉬운 말로 풀어 달라고 합니다. 적으신 이야기는 보내지 않습니다."
        ),
        sent=f"{sent.instruction}\n\n{sent.text}",
        own="",
        told="",
        note="",
        begin=lambda: cached.begin_call(
            key, lambda ledger, watch: ask_retelling(ruling, client, ledger, watch)
        ),
    )


def _partial(text: str, ruling: StoredRuling) -> None:
    if grounded := partial_retelling(text, ruling):
        _parts(grounded.answer, (), None)


def _retold(retold: RulingRetold, show_quote: _ShowQuote) -> None:
    with st.container(border=True, key="retelling"):
        st.header(_("쉽게 풀어 쓴 판결 (AI)"), anchor=False)
        in_korean_only()
        if retold.retelling.preview:
            st.markdown(plain(retold.retelling.preview))
        # How it ended stands above, read from the order itself and never from the model.
        _parts(retold.retelling, retold.quotes, show_quote)
        stands_under(retold.use, retold.removed)


# What is complete of an answer: also shown while the rest is still being written.
def _parts(retelling: Retelling, quotes: Sequence[Quote], show_quote: _ShowQuote | None) -> None:
    for field, title in _PARTS:
        words = getattr(retelling, field)
        if not words:
            continue
        st.subheader(_(title), anchor=False)
        st.markdown(plain(words) if isinstance(words, str) else bullets(map(plain, words)))
        found = [quote for quote in quotes if quote.where.startswith(field)]
        if found and show_quote:
            with st.expander(_("판결문의 문장 {n}개").format(n=len(found))):
                for quote in found:
                    show_quote(quote.text, quote.start, quote.end, f"retelling_{field}")
