"""What only the browser knows: how wide its window is."""

import streamlit as st

_NARROW = "(max-width: 640px)"
"""Where Streamlit itself begins to stack columns."""

_WIDTH = st.components.v2.component(
    "sanjae_window_width",
    js=f"""
export default function(component) {{
  const narrow = window.matchMedia("{_NARROW}");
  const report = () => {{
    if (component.data.narrow !== narrow.matches) component.setStateValue("narrow", narrow.matches);
  }};
  report();
  narrow.addEventListener("change", report);
  return () => narrow.removeEventListener("change", report);
}}
""",
)

_STATE = "window_is_narrow"


def is_narrow() -> bool:
    """True on a phone: from what the browser calls itself, then from how wide its window really is.

    To be called once in a run of a page, at its end or its start: it puts an invisible element there.
    """
    if _STATE not in st.session_state:
        st.session_state[_STATE] = "Mobi" in (st.context.headers.get("User-Agent") or "")
    width = _WIDTH(
        data={"narrow": st.session_state[_STATE]}, key="window_width", on_narrow_change=lambda: None
    )
    if width.get("narrow") is not None:
        st.session_state[_STATE] = bool(width["narrow"])
    return bool(st.session_state[_STATE])
