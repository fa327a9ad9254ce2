"""What every use of a model has in common on a page: consent, waiting, and what stands under an answer."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

import streamlit as st

from lib.i18n import N_
from lib.models.background import BackgroundCall, Progress
from lib.models.clients import place_of
from lib.models.reply import PASSING, SENTENCES, ModelError, Phase, Problem
from lib.models.structured import ModelUse
from lib.privacy import STRUCK, word_of
from lib.store import StoreError
from lib.ui.errors import friendly, log_place, told_by
from lib.ui.language import _, language
from lib.ui.style import bold, plain

state = st.session_state

T = TypeVar("T")


class Request(NamedTuple):
    """Something that may be sent to a model.

    `purpose` tells uses apart that share a recipient; `what` says in a sentence what it is for,
    `sent` holds it word for word, `own` the part of it that the person wrote ("" for none) and `told` what
    they wrote, of which every word can be struck out; `note` says what was masked or left out ("" for
    nothing). `begin` sends it.
    """

    purpose: str
    recipient: str
    model: str
    what: str
    sent: str
    own: str
    told: str
    note: str
    begin: Callable[[], None]


def offer(request: Request, button: str) -> None:
    """What would be sent, word for word, to whom, and the way to send it or not; nothing is sent by this.

    Consent is asked once per session for each purpose and recipient; later requests show what is
    sent too, and end with one button.
    """
    agreed = state.get(_consent(request))
    if agreed is False:
        st.caption(_("AI에게 아무것도 보내지 않습니다. 이 화면은 이 컴퓨터의 자료만으로 만들었습니다."))
        _button(_("다시 생각하기"), "rethink", request, None, "tertiary")
        return
    with st.container(border=True, key=f"consent_{request.purpose}"):
        st.markdown(request.what)
        st.markdown(
            _("받는 곳: {recipient} (모델 {model}). 누르기 전에는 아무것도 보내지 않습니다.").format(
                recipient=recipient_told(request.recipient), model=plain(request.model)
            )
        )
        if request.note:
            st.caption(request.note)
        if request.own:
            with st.expander(_("내가 쓴 글이 나가는 모습")):
                st.code(request.own, language=None, wrap_lines=True)
                _words_to_strike(request)
        with st.expander(_("보낼 내용 그대로 보기 ({n}자)").format(n=f"{len(request.sent):,}")):
            st.code(request.sent, language=None, wrap_lines=True, height=360)
        with st.container(horizontal=True, gap="small"):
            _button(button if agreed else _("동의하고 보내기"), "agree", request, True)
            _button(_("보내지 않기"), "decline", request, False, "tertiary")


def recipient_told(recipient: str) -> str:
    """Who receives a text: what a bare or private address is to the person, before the address itself."""
    place = place_of(recipient)
    return f"{_(place)} ({plain(recipient)})" if place else plain(recipient)


def _button(
    label: str,
    name: str,
    request: Request,
    answer: bool | None,
    type: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    st.button(
        label,
        type=type,
        icon=":material/send:" if answer else None,
        key=f"{name}_{request.purpose}",
        on_click=_answer,
        args=(request, answer),
    )


def _answer(request: Request, answer: bool | None) -> None:
    state[_consent(request)] = answer
    if answer:
        with friendly():
            request.begin()


def _consent(request: Request) -> str:
    return f"model_consent_{request.purpose}_{request.recipient}"


# --- striking words out --------------------------------------------------------------------------

_WORDS_AT_ONCE = 60
"""Words shown to be struck out at a time: about a screen of a phone."""


def struck_words() -> tuple[str, ...]:
    """The words that the person struck out in this session; they stand in no request from then on."""
    return tuple(sorted(state.get("struck_words", ())))


# Every word that the person wrote, to be struck out with a tap, and to be put back with another.
def _words_to_strike(request: Request) -> None:
    words = [word for word in request.told.split() if word_of(word)]
    parts = [words[at : at + _WORDS_AT_ONCE] for at in range(0, len(words), _WORDS_AT_ONCE)]
    st.markdown(bold(_("보내고 싶지 않은 낱말을 누르세요")))
    st.caption(
        _(
            "누른 낱말은 {mark}으로 바뀌어 나갑니다. 다시 누르면 돌아옵니다. "
            "이름처럼 이미 가린 곳은 대괄호로 보입니다."
        ).format(mark=plain(STRUCK))
    )
    part = 0
    if len(parts) > 1:
        part = st.selectbox(
            _("글의 어느 부분"),
            range(len(parts)),
            format_func=lambda at: f"{at + 1}/{len(parts)} · {' '.join(parts[at][:4])} …",
            key=f"strike_part_{request.purpose}",
        )
    shown, key = _labels(parts[part]), f"strike_{request.purpose}_{part}"
    struck = struck_words()
    # What is struck is kept in one place: a word that stands twice is struck in both.
    state[key] = [label for label, word in shown.items() if word in struck]
    st.pills(
        _("보내고 싶지 않은 낱말을 누르세요"),
        [*shown],
        selection_mode="multi",
        key=key,
        on_change=_strike,
        args=(key, shown),
        label_visibility="collapsed",
        wrap=True,
    )


# Each written word as it is shown, with the word it is told by. Streamlit tells pills by what they show, so
# one that stands there again gets a mark that nobody sees.
def _labels(written: Sequence[str]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for each in written:
        label = plain(each)
        while label in labels:
            label += "\N{WORD JOINER}"
        labels[label] = word_of(each)
    return labels


def _strike(key: str, shown: dict[str, str]) -> None:
    struck, chosen = set(struck_words()), state[key]
    tapped = {word for label, word in shown.items() if (label in chosen) != (word in struck)}
    state["struck_words"] = frozenset(struck ^ tapped)


# --- waiting -------------------------------------------------------------------------------------

_PHASES = {
    Phase.CONNECTING: N_("AI 서버에 연결하는 중입니다"),
    Phase.WAKING: N_("서버를 깨우는 중입니다"),
    Phase.WAITING: N_("AI가 읽는 중입니다"),
    Phase.WRITING: N_("AI가 쓰는 중입니다"),
}


# How a call goes, drawn each second until it is over; then the whole page, with its answer.
@st.fragment(run_every="1s")
def _follow(call: BackgroundCall[Any], show_partial: Callable[[str], None], key: str) -> None:
    with friendly():
        if call.is_over:
            st.rerun()
        progress = call.progress()
        st.status(_phase(progress), state="running")
        if progress.phase is Phase.WAKING:
            st.caption(
                _(
                    "잠든 서버가 깨어나는 데 5분에서 10분쯤 걸립니다. 다른 내용을 보고 계세요. "
                    "답이 오면 여기에 나타납니다."
                )
            )
        st.button(_("그만 기다리기"), icon=":material/close:", key=f"cancel_{key}", on_click=call.cancel)
        if progress.text:
            show_partial(progress.text)


def _phase(progress: Progress) -> str:
    status = f" ({plain(progress.status)})" if progress.status else ""
    return _(_PHASES[progress.phase]) + status + " · " + _("{n}초").format(n=int(progress.seconds))


def waited_for(call: BackgroundCall[T], request: Request, show_partial: Callable[[str], None]) -> T | None:
    """The answer of a call; until it is there how it goes, and where there is none why not."""
    if not call.is_over:
        _follow(call, show_partial, request.purpose)
        return None
    if call.error is not None:
        _failed(call.error, request)
    return call.answer


# Why there is no answer, in a sentence, and the way to try again.
def _failed(error: BaseException, request: Request) -> None:
    if not isinstance(error, ModelError | StoreError):
        log_place(error)
        error = ModelError(Problem.SERVER)
    message = _(SENTENCES[error.problem]) if isinstance(error, ModelError) else told_by(error)
    st.info(
        plain(message) + " " + _("이 화면의 나머지는 그대로 쓸 수 있습니다."), icon=":material/cloud_off:"
    )
    if not isinstance(error, ModelError) or error.problem in PASSING:
        st.button(
            _("다시 시도"),
            icon=":material/refresh:",
            key=f"again_{request.purpose}",
            on_click=request.begin,
        )


# --- what stands under every answer --------------------------------------------------------------


def in_korean_only() -> None:
    """That a model answers in Korean, where the page is in another language."""
    if language() != "ko":
        st.caption(_("AI는 한국어로 답합니다."))


def stands_under(use: ModelUse) -> None:
    """Which model wrote or chose this."""
    warning = _("{model}이(가) 쓴 글입니다. AI는 틀릴 수 있으니 근거를 열어 확인하세요.").format(
        model=plain(use.name)
    )
    st.caption(f":material/smart_toy: {warning}")
