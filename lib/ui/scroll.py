"""Bring a place of the page into view, for phones: what was asked for is what one sees."""

import streamlit as st

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
  place.style.scrollMarginTop = "5rem";
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
