"""The numbers of the law, guarded where no text of the law is beside the project.

The table was written by hand from the texts that law.go.kr gives with the day in force named here: who changes a row
has read the article. The other test holds every number of the data files to what was compared last.
"""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lib.guidance.criteria import criteria
from lib.guidance.deadlines import prescriptions, rules
from lib.guidance.legal_basis import LAWS
from tests.guidance import law_numbers

ROOT = Path(__file__).resolve().parents[2]

IN_FORCE = {
    "법": date(2026, 7, 1),  # 법률 제21375호
    "시행령": date(2026, 1, 2),  # 대통령령 제35947호
    "고시": date(2026, 2, 23),  # 고용노동부고시 제2026-14호
}

# Criterion, the article, and what it says there.
TABLE = [
    ("wage_loss_benefit", "법 제52조", "평균임금의 70%"),
    ("wage_loss_benefit", "법 제52조", "3일 이내"),
    ("part_time_while_treated", "법 제53조 제1항", "80%"),
    ("low_wage_loss_benefit", "법 제54조 제1항", "80% 이하이면 평균임금의 90%"),
    ("wage_loss_in_renewed_treatment", "법 제56조 제1항", "70%"),
    ("three_days", "법 제40조 제3항", "3일"),
    ("half_as_a_lump_sum", "법 제62조 제3항", "일시금의 50%"),
    ("half_as_a_lump_sum", "법 제62조 제3항", "연금은 50%"),
    ("rest_of_the_pension", "법 제62조 제4항", "1,300일"),
    ("who_gets_the_pension", "법 제63조 제1항", "25세"),
    ("who_gets_the_pension", "법 제63조 제1항", "19세"),
    ("who_gets_the_pension", "법 제63조 제1항", "60세"),
    ("missing_pensioner", "법 제64조 제3항", "3개월"),
    ("funeral_costs", "법 제71조 제1항", "120일"),
    ("paid_in_two_weeks", "법 제82조 제1항", "14일"),
    ("ninety_days_to_object", "법 제103조 제3항", "90일"),
    ("time_of_the_review", "법 제105조 제1항", "60일"),
    ("time_of_the_review", "법 제105조 제1항", "20일"),
    ("three_or_five_years", "법 제112조 제1항", "3년"),
    ("three_or_five_years", "법 제112조 제1항", "5년"),
    ("days_to_sue", "행정소송법 제20조 제1항", "90일"),
    ("days_to_sue", "행정소송법 제20조 제2항", "1년"),
    ("sudden_event", "고시 Ⅰ.1.가", "24시간"),
    ("last_week", "고시 Ⅰ.1.나", "30%"),
    ("last_week", "고시 Ⅰ.1.나", "12주"),
    ("over_60_hours", "고시 Ⅰ.1.다.1)", "60시간"),
    ("over_60_hours", "고시 Ⅰ.1.다.1)", "64시간"),
    ("over_52_hours", "고시 Ⅰ.1.다.2)", "52시간"),
    ("night_hours", "고시 Ⅰ.1.라", "30%"),
    ("noise_standard", "시행령 별표 3 제7호 차목", "85dB"),
    ("noise_standard", "시행령 별표 3 제7호 차목", "3년"),
    ("noise_standard", "시행령 별표 3 제7호 차목", "40dB"),
]

# The deadline, its article, days, and years from the decision.
DAYS = {
    "review": ("법 제103조 제3항", 90, 0),
    "second_review": ("법 제106조 제3항", 90, 0),
    "second_review_directly": ("법 제106조 제3항", 90, 0),
    "suit": ("행정소송법 제20조 제1항", 90, 1),
    "suit_after_review": ("행정소송법 제20조 제1항", 90, 1),
    "suit_after_second_review": ("행정소송법 제20조 제1항", 90, 1),
    "appeal": ("민사소송법 제396조 제1항", 14, 0),
    "grounds_of_appeal": ("민사소송법 제402조의2 제1항", 40, 0),
    "final_appeal": ("민사소송법 제425조", 14, 0),
    "grounds_of_final_appeal": ("민사소송법 제427조", 20, 0),
    "joined_appeal": ("민사소송법 제396조 제1항", 14, 0),
    "joined_last_appeal": ("민사소송법 제425조", 14, 0),
}
YEARS = {"treatment": 3, "wage_loss": 3, "nursing": 3, "disability": 5, "survivors": 5}


def test_the_texts_are_those_that_were_read() -> None:
    assert {name: LAWS[name].in_force for name in IN_FORCE} == IN_FORCE


@pytest.mark.parametrize(("id_", "article", "said"), TABLE)
def test_a_criterion_says_what_its_article_says(id_: str, article: str, said: str) -> None:
    [criterion] = [each for each in criteria() if each.id == id_]
    assert said in criterion.says.ko
    assert any(f"{basis.law} {basis.article}".startswith(article) for basis in criterion.basis)


def test_deadlines_count_what_their_articles_say() -> None:
    found = {
        rule.id: (f"{rule.basis[0].law} {rule.basis[0].article}", rule.days, rule.years_from_decision)
        for rule in rules()
        if rule.days
    }
    assert found == DAYS
    assert {each.id: each.years for each in prescriptions()} == YEARS


def test_every_number_is_the_one_that_was_compared_last() -> None:
    """Compare what changed with its article, then run `.venv/bin/python -m tests.guidance.law_numbers`."""
    kept = law_numbers.KEPT.read_text(encoding="utf-8").splitlines()
    assert law_numbers.lines() == kept


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("criteria.yaml", "평균임금의 70%를", "평균임금의 80%를"),
        ("criteria.yaml", "basis: [법 제52조]", "basis: [법 제54조]"),
        ("deadlines.yaml", "days: 90", "days: 60"),
        ("heard.yaml", "120일분", "100일분"),
        ("parameters/official_figures.yaml", "value: ", "value: 1"),
    ],
)
def test_a_changed_number_is_noticed(tmp_path: Path, name: str, old: str, new: str) -> None:
    for folder in ("lib", "data", "tests/guidance"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests/__init__.py").touch()
    file = tmp_path / "data" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    script = "from tests.guidance import law_numbers as n; print(n.lines() == n.KEPT.read_text(encoding='utf-8').splitlines())"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "False"
