"""Who is asking, as far as limits on the use of models need to know."""

from datetime import date

import streamlit as st

from lib.models.budget import INSTALLATION
from lib.ui.signed_in import person_digest, place_of
from lib.ui.visitor import this_visitor

# Streamlit sets it in every browser while its protection against forged requests is on.
_COOKIE = "_streamlit_xsrf"


def person(day: date) -> str:
    """What tells this person's calls of a day from others': who signed in, else where they are, else nobody.

    On this machine it is the browser; beyond it the address, because whoever throws a cookie away is no other
    person. A digest that is another one each day, so that the store holds nobody's name and no trail.
    """
    if subject := _signed_in():
        return person_digest(day, "subject", subject)
    who = this_visitor()
    if not who.is_owner:
        told = ("name", who.name) if who.name else ("address", place_of(st.context.ip_address))
        return person_digest(day, *told)
    if token := _token(st.context.cookies.get(_COOKIE, "")):
        return person_digest(day, "browser", token)
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
