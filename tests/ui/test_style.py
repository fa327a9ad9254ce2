"""What others wrote is shown as it is, whatever it contains."""

import re

import pytest

from lib.ui.style import official, official_link, plain

INVISIBLE = "\N{WORD JOINER}"

# What Streamlit's Markdown would make something of, and what.
HOSTILE = [
    ("**굵게** __굵게__ *기울임* _기울임_ ~~지움~~", "emphasis"),
    ("`코드` ```블록```", "code"),
    ("[링크](https://evil.example) [a]: x", "links"),
    ("![그림](https://evil.example/a.png)", "images"),
    ("<b>html</b> &lt; <!-- -->", "HTML and references"),
    ("$x^2$ $$y$$", "formulas"),
    (":red[빨강] :blue-background[파랑] :small[작게]", "directives"),
    ("# 제목", "headings"),
    ("- 항목\n* 항목\n+ 항목\n1. 항목", "lists"),
    ("> 인용", "quotations"),
    ("| a | b |\n|---|---|", "tables"),
    ("제목\n===\n제목\n---", "underlined headings"),
    ("\\* 역슬래시", "escapes themselves"),
]


@pytest.mark.parametrize("text, what", HOSTILE, ids=[what for _, what in HOSTILE])
def test_all_punctuation_is_escaped(text: str, what: str) -> None:
    shown = plain(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[!-/:-@\[-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", shown))
    assert read_back(shown) == "\n".join(" ".join(line.split()) for line in text.splitlines())


# Recognised after Markdown is read, in the finished text: an escape would not help.
RECOGNISED = [
    "https://evil.example",
    "HTTP://evil.example",
    "www.evil.example",
    "WWW.evil.example",
    "a@evil.example",
    ":smile:",
    ":+1:",
    ":material/home:",
    ":streamlit:",
    "->",
    "<-",
    ">=",
    "--",
    "~=",
]


@pytest.mark.parametrize("text", RECOGNISED)
def test_what_is_recognised_in_finished_text_is_broken_up(text: str) -> None:
    finished = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text))
    assert text not in finished
    assert finished.replace(INVISIBLE, "") == text


@pytest.mark.parametrize(
    "text, shown",
    [
        ("평범한 한국어 문장입니다", "평범한 한국어 문장입니다"),
        ("첫 줄\n    들여쓴 줄", "첫 줄  \n들여쓴 줄"),
        ("", ""),
    ],
)
def test_plain_words_stay(text: str, shown: str) -> None:
    assert plain(text) == shown


def read_back(shown: str) -> str:
    """The text a reader sees."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown.replace("  \n", "\n")).replace(INVISIBLE, "")


OFFICIAL = [
    ("https://www.law.go.kr/LSW/precInfoP.do?precSeq=1", True),
    ("https://sanjaecase.comwel.or.kr/service/1", True),
    ("https://www.law.go.kr/DRF/x?target=prec&OC=somebody&ID=7", False),
    ("https://www.law.go.kr@evil.example/", False),
    ("https://www.law.go.kr:8443/", False),
    ("http://www.law.go.kr/", False),
    ("https://www.law.go.kr.evil.example/", False),
    ("https://www.law.go.kr/\nx", False),
    ("javascript:alert(1)", False),
    ("", False),
    (None, False),
]


@pytest.mark.parametrize("url, allowed", OFFICIAL)
def test_only_official_addresses_are_links(url: str | None, allowed: bool) -> None:
    assert (official(url) is not None) is allowed
    assert official_link("법", url).startswith("[법](") is allowed


def test_a_link_cannot_be_broken_out_of() -> None:
    link = official_link("법 제1조](x", "https://www.law.go.kr/법령/산재(1)")
    assert link == "[법 제1조\\]\\(x](https://www.law.go.kr/%EB%B2%95%EB%A0%B9/%EC%82%B0%EC%9E%AC%281%29)"
