"""Text that comes from rulings, uploads or a person's story, made safe to show.

Streamlit shows most text as Markdown. What others wrote must never become a link, an image, a
formula, an icon or a colour, so it goes through `plain` wherever it is put into Markdown.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal
from urllib.parse import quote

import streamlit as st

from lib.guidance.legal_basis import LAWS, Basis
from lib.sources.shapes import public_address
from lib.ui.language import _, language

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# Invisible and without width: breaks what is recognised in the finished text (addresses, `:icons:`).
_JOINER = "\N{WORD JOINER}"
_RECOGNISED = re.compile(r"(?<=:)(?=[\w/+-])|(?<=@)|(?<=www)(?=\.)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)


def plain(text: str) -> str:
    """Markdown that shows exactly this text: no format, link, image, HTML, formula, icon or directive.

    Line breaks stay; white space at the start of a line goes, because it would make a code block.
    """
    return "  \n".join(_plain_line(" ".join(line.split())) for line in text.splitlines())


def _plain_line(line: str) -> str:
    return _PUNCTUATION.sub(r"\\\g<0>", _RECOGNISED.sub(_JOINER, line))


def bold(text: str) -> str:
    """Our own words in bold. (Keeps asterisks out of the pages.)"""
    return f"**{text}**"


def bullets(lines: Iterable[str]) -> str:
    """A list with a mark before each line; the lines are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)


def is_dark() -> bool:
    """Whether the page is shown in the dark theme."""
    return st.context.theme.type == "dark"


def main_action() -> Literal["primary", "secondary"]:
    """The type of a page's main button.

    Streamlit writes white on the primary colour, always. In the dark theme that colour is light, so
    that links and what is selected can be read (WCAG AA); white on it could not.
    """
    return "secondary" if is_dark() else "primary"


def official(url: str | None) -> str | None:
    """The address, if it leads to a public ruling service we know; None otherwise."""
    return public_address(url)


def official_link(label: str, url: str | None) -> str:
    """Markdown for a link to a public ruling or law service; the bare label where the address is none."""
    address = official(url)
    return shipped_link(label, address) if address else plain(label)


def shipped_link(label: str, url: str) -> str:
    """Markdown for a link to an address that ships in `data/`; never for one from a ruling or a person."""
    return f"[{plain(label)}]({quote(url, safe=':/?=&%')})"


def basis_line(bases: Sequence[Basis]) -> str:
    """Markdown of what something rests on, small, each a link; empty for none.

    Their addresses ship in `data/`, so that one of a newspaper is a link like one of the law service.
    A law is named once for articles that follow on each other.
    """
    links, before = [], ""
    for basis in bases:
        label = basis.in_language(language())
        law = LAWS[basis.law].name.in_language(language()) if basis.law in LAWS else ""
        short = label.removeprefix(law).strip(" ,") if law and law == before else ""
        links.append(shipped_link(short or label, basis.url))
        before = law
    return ":small[" + _("근거: {links}").format(links=" · ".join(links)) + "]" if links else ""


def rests_on(bases: Sequence[Basis]) -> None:
    """The same in a line of its own; nothing for none."""
    if bases:
        st.markdown(basis_line(bases))
