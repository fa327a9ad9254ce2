"""The language of the interface: chosen once, remembered in a cookie of the app's own address."""

import streamlit as st

from lib.i18n import LANGUAGES, translator
from lib.settings import read_settings

_STATE = "language"
_COOKIE = "sanjae_lang"
_ONE_YEAR = 31_536_000

_REMEMBER = st.components.v2.component(
    "sanjae_remember_language",
    js=f"""
export default function(component) {{
  const wanted = component.data.language;
  document.cookie = "{_COOKIE}=" + wanted + "; path=/; max-age={_ONE_YEAR}; SameSite=Lax";
  document.documentElement.lang = wanted;
}}
""",
)


def language() -> str:
    """Code of the language this session is shown in."""
    if _STATE not in st.session_state:
        asked = st.query_params.get("lang") or st.context.cookies.get(_COOKIE) or read_settings().lang
        st.session_state[_STATE] = asked if asked in LANGUAGES else "ko"
    return str(st.session_state[_STATE])


def _(message: str) -> str:
    """A Korean message in the language of this session."""
    return translator(language())(message)


def remember_language() -> None:
    """Keep the session's language for the next visit; put once on every page."""
    _REMEMBER(data={"language": language()}, key="remember_language")


def language_switch() -> None:
    """One tap to the other language, for the head of every page."""
    others = [code for code in LANGUAGES if code != language()]
    for code in others:
        st.button(
            LANGUAGES[code],
            key=f"language_{code}",
            icon=":material/language:",
            on_click=_choose,
            args=(code,),
        )


def _choose(code: str) -> None:
    st.session_state[_STATE] = code
