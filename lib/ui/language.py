"""The language of the interface: what the person chose, else what the browser asks for.

A choice is remembered in a cookie of the app's own address; what the browser asks for is not.
"""

import streamlit as st

from lib.i18n import LANGUAGES, translator
from lib.settings import read_language

_STATE = "language"
_IS_CHOSEN = "language_is_chosen"
_COOKIE = "sanjae_lang"
_ONE_YEAR = 31_536_000

# What Streamlit's theme cannot say. Korean lines break between words, not inside them (what is wider
# than the screen still may), and what has the keyboard's focus shows it, links included.
_STYLE = """
.stApp :is(p, li, label, summary, button, textarea, h1, h2, h3) { word-break: keep-all !important; overflow-wrap: anywhere; }
.stTable p { word-break: keep-all !important; overflow-wrap: break-word !important; }
:is(a, summary, [role=tab]):focus-visible { outline: 2px solid currentColor !important; outline-offset: 2px; }
.stMarkdown ol > li { margin-bottom: .4rem; }
/* A tick belongs to what stands above it. */
:is([class*=st-key-tick_step_], [class*=st-key-tick_evidence_]) { margin-top: -.5rem; margin-bottom: -1.25rem; }
.st-key-assistant_deadline { border-left: 5px solid light-dark(#1f5f8b, #74b4e8) !important; }
/* A link to another ruling leads to the page it stands on, for Streamlit to where one is already; and none is cut. */
.stPageLink a[href*="ruling?"] { background-color: transparent; }
.stPageLink a[href*="ruling?"] * { font-weight: 400 !important; }
.stPageLink a * { white-space: normal !important; }
/* What Streamlit says there is English in every language. */
[data-testid=InputInstructions] { display: none; }
/* No finger hovers. */
@media (hover: none) {
  .stCode > div:last-child, .stCode > div:last-child * { visibility: visible !important; opacity: 1 !important; }
}
/* What a thumb meets: 44 pixels. */
@media (hover: none), (max-width: 640px) {
  :is(.stButton, .stDownloadButton, .stFormSubmitButton, .stLinkButton) > :is(button, a, * > button),
  [data-testid=stMain] [data-testid^=stBaseButton]:not([data-testid$=oolbar]), [data-testid=stPageLink-NavLink],
  [data-testid=stSidebarNavLink], [data-testid=stBaseLinkButton-secondary], [data-testid=stExpander] summary,
  [data-testid=stRadioOption], .stCheckbox label, [role=group]:has(> [role=combobox]), .stTextInput input,
  [data-testid=stDateInputField], .stMultiSelect [role=group], [data-testid=stButtonGroup] button,
  [data-testid=stTextInputClearButton] { min-height: 44px; }
  [data-testid=stExpandSidebarButton], [data-testid=stSidebarCollapseButton] button, .stCode button,
  [data-testid=stDateInputCalendarButton] { min-width: 44px; min-height: 44px; }
  .stApp a[href^="tel:"] { display: inline-block; padding: .6rem .3rem; margin: -.6rem -.3rem; }
}
[class*=st-key-on_paper] { display: none !important; }
@media print {
  [class*=st-key-on_paper] { display: flex !important; }
  :is([class*=st-key-tick_], .st-key-assistant_go_on) { display: none !important; }
  [data-testid=stHorizontalBlock]:has(> [data-testid=stColumn]) { flex-wrap: wrap !important; }
  [data-testid=stColumn] { flex: 1 1 100% !important; min-width: 100% !important; }
  .stMarkdown :is(p, li) { break-inside: avoid; }
  details::details-content { content-visibility: visible !important; height: auto !important; }
  [data-testid=stExpanderDetails] { height: auto !important; opacity: 1 !important; visibility: visible !important; }
  :is(.st-key-appeal_tools, .st-key-appeal_report, [data-testid=stMain]:has(.st-key-appeal_draft) h1) { display: none !important; }
  :is(.stButton, .stDownloadButton, .stForm, .st-key-page_foot, [data-testid=stHeader], [data-testid=stMain] button) { display: none !important; }
}
"""

_REMEMBER = st.components.v2.component(
    "sanjae_remember_language",
    js=f"""
let names = {{}};
// What Streamlit calls its own buttons is English in every language.
function rename() {{
  for (const [theirs, ours] of Object.entries(names))
    for (const each of document.querySelectorAll(`[aria-label="${{theirs}}"]`)) {{
      each.dataset.theirs = theirs;
      each.setAttribute("aria-label", ours);
    }}
  for (const each of document.querySelectorAll("[data-theirs]"))
    if (!names[each.dataset.theirs]) each.setAttribute("aria-label", each.dataset.theirs);
}}
let waiting = 0;
new MutationObserver(() => {{
  clearTimeout(waiting);
  waiting = setTimeout(rename, 200);
}}).observe(document.body, {{ childList: true, subtree: true }});
export default function(component) {{
  const wanted = component.data.language;
  if (component.data.chosen)
    document.cookie = "{_COOKIE}=" + wanted + "; path=/; max-age={_ONE_YEAR}; SameSite=Lax";
  document.documentElement.lang = wanted;
  names = component.data.names;
  rename();
  if (!document.getElementById("sanjae_style")) {{
    const style = document.createElement("style");
    style.id = "sanjae_style";
    style.textContent = `{_STYLE}`;
    document.head.append(style);
    // What is folded is opened on paper; a browser that knows no ::details-content needs it open.
    const folded = () => document.querySelectorAll("[data-testid=stExpander] details:not([open])");
    let opened = [];
    addEventListener("beforeprint", () => {{ opened = [...folded()]; opened.forEach(each => each.open = true); }});
    addEventListener("afterprint", () => opened.forEach(each => each.open = false));
  }}
}}
""",
)


def language() -> str:
    """Code of the language this session is shown in."""
    if _STATE not in st.session_state:
        chosen = st.query_params.get("lang") or st.context.cookies.get(_COOKIE)
        st.session_state[_IS_CHOSEN] = chosen in LANGUAGES
        st.session_state[_STATE] = chosen if chosen in LANGUAGES else _first_language()
    return str(st.session_state[_STATE])


# The language of a first visit: the operator's, or the first of ours that the browser asks for.
def _first_language() -> str:
    if (fixed := read_language()) != "browser":
        return fixed
    return preferred(st.context.headers.get("Accept-Language") or st.context.locale or "")


def preferred(accepted: str) -> str:
    """The first language of an Accept-Language header that we speak; Korean where it names none."""
    tags = (part.split(";")[0].strip().lower().split("-")[0] for part in accepted.split(","))
    return next((tag for tag in tags if tag in LANGUAGES), "ko")


# A Korean message in the language of this session.
def _(message: str) -> str:
    return translator(language())(message)


def remember_language() -> None:
    """Keep a language that was chosen for the next visit; put once on every page."""
    names = {
        "Expand sidebar": _("메뉴 열기"),
        "Collapse sidebar": _("메뉴 닫기"),
        "Copy to clipboard": _("복사하기"),
        "Open": _("고를 것 보기"),
    }
    data = {
        "language": language(),
        "chosen": st.session_state.get(_IS_CHOSEN, False),
        "names": names if language() != "en" else {},
    }
    _REMEMBER(data=data, key="remember_language")


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
    st.session_state[_IS_CHOSEN] = True
