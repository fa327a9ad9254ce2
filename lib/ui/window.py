"""The browser's window: how wide it is, and which place of the page it shows."""

import streamlit as st

# Where Streamlit itself begins to stack columns.
_NARROW = "(max-width: 640px)"

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


_SCROLL = st.components.v2.component(
    "sanjae_scroll",
    js="""
const done = new Map();
export default function(component) {
  const { key, token } = component.data;
  if (done.get(key) === token) return;
  done.set(key, token);
  const root = component.parentElement;
  const place = root instanceof ShadowRoot ? root.host : root;
  // The bar at the top of the page lies over what scrolls under it.
  place.style.scrollMarginTop = "4rem";
  const show = () => place.scrollIntoView({ block: "start" });
  setTimeout(show, 150);
  // What lies above may still have grown (charts, opened passages); whoever has scrolled stays there.
  const again = setTimeout(show, 900);
  for (const moved of ["wheel", "touchmove", "keydown"])
    addEventListener(moved, () => clearTimeout(again), { once: true, passive: true });
}
""",
)


def scroll_here(key: str, token: str) -> None:
    """Scroll to this place once for every new `token`; nothing happens for an empty one."""
    if token:
        _SCROLL(data={"key": key, "token": token}, key=f"scroll_{key}", height=1)
