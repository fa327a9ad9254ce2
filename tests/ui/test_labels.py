"""Every value of every vocabulary has a name, a colour and an explanation."""

import tomllib
from pathlib import Path

import pytest

from lib.casework.comparable import Reason
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome
from lib.ui import labels
from lib.ui.cards import reason_text


@pytest.mark.parametrize(
    "named, values",
    [
        (labels.name_of, Outcome),
        (labels.outcome_icon, Outcome),
        (labels.name_of, KindB),
        (labels.name_of, KindC),
        (labels.name_of, Disease),
        (labels.name_of, Issue),
        (labels.issue_explained, Issue),
        (labels.name_of, Instance),
    ],
)
def test_every_value_is_named(named, values) -> None:  # type: ignore[no-untyped-def]
    assert all(named(value) for value in values)


ROOT = Path(__file__).resolve().parents[2]


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_colour_of_what_is_urgent_can_be_read(mode: str) -> None:
    """Text on its background, WCAG 1.4.3."""
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    theme = config["theme"][mode]
    shades = [_luminance(theme["orangeTextColor"]), _luminance(theme["backgroundColor"])]
    lighter, darker = sorted(shades)[::-1]
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize("background", ["#ffffff", "#15191d"])
@pytest.mark.parametrize("outcome", Outcome)
def test_chart_colours_stand_out(outcome: Outcome, background: str) -> None:
    lighter, darker = sorted([_luminance(labels.outcome_colour(outcome)), _luminance(background)])[::-1]
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def test_colour_never_stands_alone() -> None:
    names = [labels.name_of(outcome) for outcome in Outcome]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("court", "name"),
    [
        ("대법원", "Supreme Court"),
        ("서울행정법원", "Seoul Administrative Court"),
        ("의정부지방법원", "Uijeongbu District Court"),
        ("서울고등법원(춘천)", "Seoul High Court (Chuncheon)"),
        ("부산고등법원창원재판부", "Busan High Court (Changwon)"),
        ("한빛고등법원", "한빛고등법원"),
    ],
)
def test_courts_are_named_in_english(monkeypatch: pytest.MonkeyPatch, court: str, name: str) -> None:
    monkeypatch.setattr(labels, "language", lambda: "en")
    assert labels.name_of(court) == name
    monkeypatch.setattr(labels, "language", lambda: "ko")
    assert labels.name_of(court) == court


def test_reasons() -> None:
    assert reason_text(Reason("issue", "장해등급")) == "같은 쟁점"
    assert reason_text(Reason("words", "난청, 소음")) == "겹치는 말: 난청, 소음"
    assert labels.name_of("기타") == "기타"
    assert labels.name_of("유족") == "사망·유족(유족급여)"
    assert labels.name_of("모르는 값") == "모르는 값"
