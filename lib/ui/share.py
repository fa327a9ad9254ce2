"""The address of a ruling's page, to be sent to somebody or copied."""

import streamlit as st

from lib.ui.language import _

# A phone has its own way to send something; elsewhere the address is copied, or shown where a browser copies nothing.
_SHARE = st.components.v2.component(
    "sanjae_share",
    html='<button type="button"></button><p role="status"></p><input readonly hidden>',
    css="""
button { font-family: var(--st-font); font-size: 1rem; padding: .5rem .8rem; min-height: 44px;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, var(--st-base-radius));
  background: var(--st-background-color); color: var(--st-text-color); cursor: pointer; }
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
p, input { font-family: var(--st-font); font-size: .9rem; color: var(--st-text-color); margin: .4rem 0 0; }
p:empty { display: none; }
input { width: 100%; box-sizing: border-box; padding: .5rem; background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); }
[hidden] { display: none; }
""",
    js="""
export default function(component) {
  const { title, words } = component.data;
  const [button, told, shown] = ["button", "p", "input"].map(name => component.parentElement.querySelector(name));
  button.textContent = words.send;
  shown.setAttribute("aria-label", words.send);
  button.onclick = async () => {
    // Which language it is read in is the reader's choice.
    const address = new URL(location.href);
    address.searchParams.delete("lang");
    address.hash = "";
    if (matchMedia("(pointer: coarse)").matches && navigator.share) {
      try { await navigator.share({ title, url: address.href }); return; }
      catch (error) { if (error.name === "AbortError") return; }
    }
    try {
      await navigator.clipboard.writeText(address.href);
      told.textContent = words.copied;
    } catch {
      told.textContent = words.copy;
      shown.hidden = false;
      shown.value = address.href;
      shown.select();
    }
  };
}
""",
)


def share_link(title: str) -> None:
    """A button that sends the address of this page, under this title, or copies it."""
    words = {
        "send": _("이 판결의 주소 보내기"),
        "copied": _("주소를 복사했습니다. 보낼 곳에 붙여 넣으세요."),
        "copy": _("아래 주소를 복사해 보내세요."),
    }
    _SHARE(data={"title": title, "words": words}, key="share")
