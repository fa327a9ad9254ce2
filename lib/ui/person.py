"""Who is asking, as far as limits on the use of models need to know."""

from datetime import date

import streamlit as st

from lib.models.budget import INSTALLATION
from lib.settings import read_settings
from lib.ui.signed_in import FORGERY_COOKIE, asking_place, browser_token, person_digest
from lib.ui.visitor import this_request, this_visitor


def person(day: date) -> str:
    """What tells this person's calls of a day from others': who signed in, else where they are, else nobody.

    On this machine it is the browser; beyond it the address, because whoever throws a cookie away is no other
    person. A digest that is another one each day, so that the store holds nobody's name and no trail.
    """
    who = this_visitor()
    # Whoever has a name here keeps their share under it, whatever else they are signed in as.
    if not who.is_owner and who.name:
        return person_digest(day, "name", who.name)
    if subject := _signed_in():
        return person_digest(day, "subject", subject)
    if not who.is_owner:
        return person_digest(day, "address", asking_place(this_request(), read_settings()))
    if token := browser_token(st.context.cookies.get(FORGERY_COOKIE, "")):
        return person_digest(day, "browser", token)
    return INSTALLATION


# The subject of who signed in with the app's provider; "" for nobody, also where none is set up.
def _signed_in() -> str:
    told = st.user.to_dict()
    return str(told.get("sub") or told.get("email") or "") if told.get("is_logged_in") else ""
