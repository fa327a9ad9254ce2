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


# The page itself does not scroll, a part of it does; so no browser brings back where one was.
_PLACES = st.components.v2.component(
    "sanjae_places",
    js="""
const KEY = "sanjae_places", MOST = 30, PATIENCE = 20000;
let going = null;

const shown = () => document.querySelector("[data-testid=stMain]");
// The first page has two addresses.
const here = () => location.pathname.replace(/\\/assistant$/, "/") + location.search;
function places() {
  try { return JSON.parse(sessionStorage.getItem(KEY)) || {}; } catch { return {}; }
}
function leave() {
  const { [here()]: before, ...others } = places();
  const kept = Object.entries(others).slice(-MOST);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...kept, [here(), shown()?.scrollTop ?? 0]])));
  } catch { /* A browser that keeps nothing. */ }
}
function comeBack() {
  const top = places()[here()];
  clearInterval(going);
  if (!top) return;
  const begun = Date.now();
  let drawn = 0;
  const stop = () => {
    clearInterval(going);
    for (const moved of ["wheel", "touchstart", "keydown"]) removeEventListener(moved, stop, true);
  };
  for (const moved of ["wheel", "touchstart", "keydown"])
    addEventListener(moved, stop, { capture: true, passive: true });
  going = setInterval(() => {
    const main = shown();
    const rests = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
    drawn = rests && main && main.scrollHeight - main.clientHeight >= top ? drawn + 1 : 0;
    if (drawn && Math.abs(main.scrollTop - top) > 2) main.scrollTop = top;
    // What lies above may still grow (charts, pictures).
    if (drawn > 10 || Date.now() - begun > PATIENCE) stop();
  }, 100);
}
addEventListener("click", leave, { capture: true, passive: true });
addEventListener("pagehide", leave);
addEventListener("popstate", () => setTimeout(comeBack));
if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") comeBack();

const met = new Set();
export default function(component) {
  const token = component.data.token;
  if (!token || met.has(token)) return;
  met.add(token);
  comeBack();
}
""",
)
_BACK = "window_back"


def come_back(token: str) -> None:
    """Show the place where the person was on this page, once for every new `token`, however they came here."""
    st.session_state[_BACK] = token


def keep_places() -> None:
    """Whoever goes back or reloads is shown the place of the page where they were; put once on every page."""
    _PLACES(data={"token": st.session_state.get(_BACK, "")}, key="places")
