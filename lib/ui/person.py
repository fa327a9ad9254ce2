"""Who is asking, as far as limits on the use of models need to know."""

import hashlib
from datetime import date

import streamlit as st

from lib.models.budget import INSTALLATION

# Streamlit sets it in every browser while its protection against forged requests is on.
_COOKIE = "_streamlit_xsrf"


def person(day: date) -> str:
    """What tells this person's calls of a day from others': who signed in, else the browser, else nobody.

    A digest that is another one each day, so that the store holds nobody's name and no trail.
    """
    if subject := _signed_in():
        return _digest(day, "subject", subject)
    if token := _token(st.context.cookies.get(_COOKIE, "")):
        return _digest(day, "browser", token)
    return INSTALLATION


# The subject of who signed in with the app's provider; "" for nobody, also where none is set up.
def _signed_in() -> str:
    told = st.user.to_dict()
    return str(told.get("sub") or told.get("email") or "") if told.get("is_logged_in") else ""


# What stays the same in a browser: each visit writes the cookie anew under another mask.
def _token(cookie: str) -> str:
    try:
        version, mask, masked, _ = cookie.strip("\"'").split("|")
        key, hidden = bytes.fromhex(mask), bytes.fromhex(masked)
    except ValueError:
        return ""
    if version != "2" or not key or not hidden:
        return ""
    return bytes(byte ^ key[place % len(key)] for place, byte in enumerate(hidden)).hex()


def _digest(day: date, *told: str) -> str:
    return hashlib.sha256("\x00".join((day.isoformat(), *told)).encode()).hexdigest()[:20]
