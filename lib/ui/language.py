"""The language of the interface, remembered in a cookie of the app's own address, and how it is set."""

import streamlit as st

from lib.i18n import LANGUAGES, translator
from lib.settings import read_settings

_STATE = "language"
_COOKIE = "sanjae_lang"
_ONE_YEAR = 31_536_000

# What Streamlit's theme cannot say. Korean lines break between words, not inside them (what is wider
# than the screen still may), and what has the keyboard's focus shows it, links included.
_STYLE = """
.stMarkdown :is(p, li), .stHeading :is(h1, h2, h3) { word-break: keep-all; overflow-wrap: anywhere; }
.stTable p { word-break: keep-all !important; overflow-wrap: break-word !important; }
:is(a, summary, [role=tab]):focus-visible { outline: 2px solid currentColor !important; outline-offset: 2px; }
"""

_REMEMBER = st.components.v2.component(
    "sanjae_remember_language",
    js=f"""
export default function(component) {{
  const wanted = component.data.language;
  document.cookie = "{_COOKIE}=" + wanted + "; path=/; max-age={_ONE_YEAR}; SameSite=Lax";
  document.documentElement.lang = wanted;
  if (!document.getElementById("sanjae_style")) {{
    const style = document.createElement("style");
    style.id = "sanjae_style";
    style.textContent = `{_STYLE}`;
    document.head.append(style);
  }}
}}
""",
)


def language() -> str:
    """Code of the language this session is shown in."""
    if _STATE not in st.session_state:
        asked = st.query_params.get("lang") or st.context.cookies.get(_COOKIE) or read_settings().lang
        st.session_state[_STATE] = asked if asked in LANGUAGES else "ko"
    return str(st.session_state[_STATE])


# A Korean message in the language of this session.
def _(message: str) -> str:
    return translator(language())(message)


def remember_language() -> None:
    """Keep the session's language for the next visit; put once on every page."""
    _REMEMBER(data={"language": language()}, key="remember_language")


def language_switch() -> None:
    """One tap to the other language, for the head of every page."""
    for code in [code for code in LANGUAGES if code != language()]:
        st.button(
            LANGUAGES[code],
            key=f"language_{code}",
            icon=":material/language:",
            on_click=_choose,
            args=(code,),
        )


def _choose(code: str) -> None:
    st.session_state[_STATE] = code
