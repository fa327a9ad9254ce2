"""A ruling in everyday words by a model, each above the ruling's own sentence; asked once, then there for all."""

from collections.abc import Callable, Mapping

import streamlit as st

from lib.access import Doing
from lib.domain.passages import Passage, Speaker
from lib.domain.records import StoredRuling
from lib.i18n import N_
from lib.models.clients import Client, summary_client
from lib.rulings.glosses import Fault
from lib.rulings.retelling import (
    Glossed,
    RulingPrompt,
    RulingRetold,
    ask_retelling,
    partial_retelling,
    ruling_prompt,
)
from lib.rulings.summary import preview
from lib.settings import read_settings
from lib.ui import cached
from lib.ui.consent import Request, in_korean_only, offer, stands_under, waited_for
from lib.ui.labels import name_of
from lib.ui.language import _
from lib.ui.style import bold, plain
from lib.ui.visitor import this_visitor

# Shows words of the ruling with the way to their place: text, start, end, and a name for where it stands.
_ShowQuote = Callable[[str, int, int, str], None]

_PARTS = {
    "facts": N_("무슨 일이 있었나"),
    "issue": N_("무엇이 다툼이었나"),
    "reasons": N_("법원은 왜 그렇게 판단했나"),
    "factors": N_("결과를 이끈 사정"),
}

_FAULTS = {
    Fault.UNKNOWN: N_("없는 문장을 든 것"),
    Fault.LONGER: N_("문장보다 긴 것"),
    Fault.LINK: N_("링크나 연락처"),
    Fault.FIGURE: N_("문장에 없는 숫자나 이름"),
    Fault.LIMB: N_("문장과 다른 몸의 부위"),
    Fault.SPEAKER: N_("말한 사람이 다른 것"),
    Fault.WON: N_("문장에 없는 결과"),
    Fault.DEADLINE: N_("문장에 없는 기한"),
    Fault.ADVICE: N_("문장에 없는 조언"),
    Fault.CERTAINTY: N_("문장에 없는 장담"),
    Fault.TURNED: N_("문장과 반대되는 것"),
    Fault.ADDS: N_("문장에 없는 말을 보탠 것"),
    Fault.NOT_THE_SAME: N_("다시 견주어 같다고 하지 않은 것"),
}

# The court's own words stand out from those it only reports.
_OF_THE_COURT = (Speaker.COURT, Speaker.CONCLUSION, Speaker.FACT)


def retold_section(ruling: StoredRuling, show_quote: _ShowQuote) -> bool:
    """The retelling that is kept; where a model is configured, the way to ask for one.

    True where the ruling stands there retold.
    """
    retold = cached.kept_retelling(ruling.id, cached.revision())
    settings = read_settings()
    client = summary_client(settings) if this_visitor().may(Doing.MODELS) else None
    sent = ruling_prompt(ruling, client.room) if retold is None and client is not None else None
    # A stub has no sentence to choose from.
    if client is not None and sent is not None and sent.given:
        key = f"retelling {ruling.id}"
        call, request = cached.model_call(key), _request(ruling, client, sent, key)
        if call is None:
            # Folded: the ruling itself is what the person came for.
            with st.expander(_("AI로 쉽게 풀어 보기"), icon=":material/smart_toy:"):
                offer(request, _("AI로 쉽게 풀어 보기"))
        else:
            verify = settings.verify_glosses
            retold = waited_for(call, request, lambda text: _partial(text, ruling, sent, verify))
    if retold is not None:
        _retold(ruling, retold, show_quote)
    return retold is not None


def _request(ruling: StoredRuling, client: Client, sent: RulingPrompt, key: str) -> Request:
    verify = read_settings().verify_glosses
    return Request(
        purpose="retelling",
        recipient=client.recipient,
        model=client.name,
        what=_(
            "공개된 이 판결문을 AI에게 보내 쉬운 말로 풀어 달라고 합니다. 적으신 이야기는 보내지 않습니다."
        )
        if ruling.precedent.text
        else _(
            "이 앱의 판결 요약을 AI에게 보내 더 쉬운 말로 풀어 달라고 합니다. 적으신 이야기는 보내지 않습니다."
        ),
        sent=f"{sent.instruction}\n\n{sent.text}",
        own="",
        told="",
        note="",
        begin=lambda: cached.begin_call(
            key, lambda ledger, watch: ask_retelling(ruling, client, ledger, watch, verify)
        ),
    )


def _partial(text: str, ruling: StoredRuling, sent: RulingPrompt, verify: bool) -> None:
    if parts := partial_retelling(text, ruling, sent, verify):
        _parts(parts, None)


def _retold(ruling: StoredRuling, retold: RulingRetold, show_quote: _ShowQuote) -> None:
    with st.container(border=True, key="retelling"):
        st.header(_("쉽게 풀어 쓴 판결 (AI)"), anchor=False)
        in_korean_only()
        if ruling.precedent.digest is None:
            # How it ended and whose suit it was is read from the ruling itself, never from the model.
            st.markdown(plain(preview(ruling)))
        if retold.glosses:
            st.caption(_said_of_glosses(retold.verified))
        _parts(retold.parts, show_quote)
        stands_under(retold.use)
        if retold.dropped:
            kinds = ", ".join(f"{_(_FAULTS[fault])} {n}" for fault, n in retold.dropped.items())
            said = _("쉬운 말을 싣지 않은 곳: {n}").format(n=sum(retold.dropped.values()))
            st.caption(f":material/visibility_off: {said} ({kinds})")


def _said_of_glosses(verified: bool) -> str:
    if verified:
        return _("쉬운 말은 AI가 썼고, 아래 원문과 같은 뜻인지 AI에게 다시 물어 같다고 한 것만 실었습니다.")
    return _("쉬운 말은 AI가 썼습니다. 아래 원문과 견주어 보세요.")


# What is complete of an answer: also shown while the rest is still being written.
def _parts(parts: Mapping[str, tuple[Glossed, ...]], show_quote: _ShowQuote | None) -> None:
    for field, title in _PARTS.items():
        if not parts[field]:
            continue
        st.subheader(_(title), anchor=False)
        for place, each in enumerate(parts[field]):
            with st.container(border=True, gap="small", key=f"retelling_{field}_{place}"):
                speaker = each.sentences[0].speaker
                _speaker(speaker)
                if each.gloss:
                    st.markdown(bold(_("쉬운 말(AI)")) + "  \n" + plain(each.gloss))
                for sentence in each.sentences:
                    if sentence.speaker is not speaker:
                        _speaker(speaker := sentence.speaker)
                    _sentence(sentence, show_quote, f"retelling_{field}")


def _speaker(speaker: Speaker) -> None:
    st.badge(name_of(speaker), color="blue" if speaker in _OF_THE_COURT else "gray")


# A sentence of the ruling, or of our digest.
def _sentence(sentence: Passage, show_quote: _ShowQuote | None, where: str) -> None:
    if show_quote and sentence.end:
        show_quote(sentence.text, sentence.start, sentence.end, where)
    else:
        st.markdown(f"> {plain(sentence.text)}")
