"""Rules of law as they are cited, in both languages, and that each stands in the law."""

import re
from datetime import date
from pathlib import Path

import pytest

from lib.guidance.benefits import benefits
from lib.guidance.criteria import Criterion, criteria
from lib.guidance.deadlines import (
    counting,
    each_apart,
    finding,
    late_review,
    once_passed,
    prescriptions,
    rules,
    unopened,
)
from lib.guidance.denial_kinds import kinds
from lib.guidance.entries import Text
from lib.guidance.evidence import evidence
from lib.guidance.factor_entries import factors
from lib.guidance.heard import for_the_bereaved, heard
from lib.guidance.legal_basis import LAWS, Basis, Elsewhere, authorities
from lib.guidance.path import path
from lib.guidance.steps import steps
from lib.guidance.turn_to import laws_elsewhere
from lib.ui.style import basis_line

LAW = Path(__file__).parents[2].parent / "shared" / "law"

ALL_BASES = sorted(
    {
        (basis.law, basis.article, basis.url)
        for entry in (
            *factors(),
            *evidence(),
            *criteria(),
            *laws_elsewhere().values(),
            *rules(),
            *prescriptions(),
            *once_passed(),
            *kinds(),
            *steps(),
            *path(),
            *heard(),
            *for_the_bereaved(),
            *benefits().values(),
            counting(),
            unopened(),
            late_review(),
        )
        for basis in (*entry.basis, *getattr(entry, "represented_basis", ()))
    }
)
LAW_FILES = {"법": "act.txt", "시행령": "decree.txt", "시행규칙": "rule.txt", "고시": "notice_2026-14.txt"}
CHECKABLE = [row for row in ALL_BASES if row[0] in LAW_FILES and (LAW / LAW_FILES[row[0]]).exists()]


@pytest.mark.parametrize(("law", "article", "url"), ALL_BASES)
def test_links_lead_to_what_is_cited(law: str, article: str, url: str) -> None:
    assert not re.search(r"\s", url)
    basis = Basis(what="x", article=article, url=url, law=law)
    assert article in basis.in_language("ko")
    if law not in LAWS:
        assert re.match(r"https?://[^/]+\.[a-z]+/", url)
        named = basis.in_language("en").removesuffix(article)
        assert named.strip(" ,") and not re.search(r"[가-힣]", named)
        return
    assert url.startswith(f"https://www.law.go.kr/{'행정규칙' if law == '고시' else '법령'}/")
    if law != "고시" and not article.startswith("별표"):
        assert url.endswith("/" + article.split()[0])
    assert not re.search(r"[가-힣]", basis.in_language("en").replace(article if law == "고시" else "", ""))


def test_each_is_a_link_on_the_page() -> None:
    for law, article, url in ALL_BASES:
        line = basis_line([Basis(what="x", article=article, url=url, law=law)])
        assert line.count("](http") == 1, f"{law} {article}: {line}"


@pytest.mark.parametrize("said", [finding(), each_apart()])
def test_what_stands_in_for_a_day_names_its_article(said: Text) -> None:
    assert re.search(r"\([^)]+ 제\d+조[^)]*\)$", said.ko)
    assert re.search(r"\(.+, Article \d+", said.en)


@pytest.mark.parametrize(("law", "article", "url"), CHECKABLE)
def test_article_stands_in_the_law(law: str, article: str, url: str) -> None:
    text = (LAW / LAW_FILES[law]).read_text(encoding="utf-8")
    if article.startswith("별표"):
        annex = "".join(article.split()[:2])
        assert re.search(rf"(?<!법){annex}(?![의\d])", re.sub(r"\s", "", text)), annex
        return
    for step in _steps(law, article):
        found = re.search(step, text, re.MULTILINE)
        assert found, f"{law} {article}: no {step}"
        text = text[found.end() :]
        if "조" in step:
            text = re.split(r"^\s*제\d+조(?:의\d+)?\(", text, flags=re.MULTILINE)[0]


def _steps(law: str, article: str) -> list[str]:
    """Patterns to be met one behind the other: the article, its paragraph, subparagraph and item."""
    if law == "고시":
        part, heading, *rest = re.findall(r"[Ⅰ]|[12](?=\.)|[가-하]|\d\)|[①-⑮]", article)
        title = {"1": "뇌혈관 질병 또는 심장 질병$", "2": "근골격계에 발생한 질병$"}[heading]
        marks = {mark: rf"^{re.escape(mark)}\.? ?" for mark in rest}
        return [rf"^{part}\.", rf"^{heading}\. {title}", *(marks[mark] for mark in rest)]
    steps = []
    for word in article.split():
        number = re.sub(r"\D", "", word)
        if word.endswith("항"):
            steps.append(chr(ord("①") + int(number) - 1))
        elif word.endswith("호"):
            steps.append(rf"^\s*{number}\. ?")
        elif word.endswith("목"):
            steps.append(rf"^\s*{word[0]}\. ?")
        elif word == "단서":
            steps.append("다만,")
        else:
            steps.append(rf"^\s*{re.escape(word)}\(")
    return steps


def test_basis_in_both_languages() -> None:
    entry = Criterion.model_validate(
        {
            "id": "one",
            "says": {"ko": "가나다.", "en": "Abc."},
            "basis": ["법 제37조 제1항 제1호 라목", "시행령 제35조의2"],
        }
    )
    first, second = entry.basis
    assert first.in_language("ko") == "산업재해보상보험법 제37조 제1항 제1호 라목"
    assert first.in_language("en").endswith("Act, Article 37(1), subparagraph 1, item (ra)")
    assert second.url == "https://www.law.go.kr/법령/산업재해보상보험법시행령/제35조의2"
    assert second.in_language("en").endswith("Article 35-2")


# ── Every statement of law says where it stands ──────────────────────────────────────────────────

_SPEAKS_OF_LAW = re.compile(
    r"인정(?:될|되|됩|기준)|인정하|업무상|산재로|보호받|받을 수 있|나옵니다|급여가|시효|권리[가를]|의무가|조건입니다|해야 합니다"
    r"|안에 (?:내|다투|심사)|법[은이에]|고시|인정기준|판결[은이]|대법원|배우자로|근로자로"
)


@pytest.mark.parametrize(
    ("name", "said", "rests_on"),
    [
        *((entry.id, entry.says.ko, len(entry.basis)) for entry in criteria()),
        *((entry.id, entry.says.ko, len(entry.basis) + len(entry.rulings)) for entry in factors()),
        *((entry.id, f"{entry.why.ko} {entry.how.ko}", len(entry.basis)) for entry in evidence()),
        *((entry.id, entry.law.ko, len(entry.basis)) for entry in kinds()),
    ],
)
def test_a_statement_of_law_has_an_article_or_a_ruling(name: str, said: str, rests_on: int) -> None:
    assert rests_on or not _SPEAKS_OF_LAW.search(said), f"{name}: {_SPEAKS_OF_LAW.search(said)}"


def test_of_the_laws_read_elsewhere_only_what_two_sources_hold_is_cited() -> None:
    named = {f"{law} {article}" for law, article, _ in ALL_BASES} | {law for law, _, _ in ALL_BASES}
    assert set(authorities().elsewhere) <= named, "read, and cited nowhere"
    assert set(authorities().rulings) == {
        article.split()[0] for law, article, _ in ALL_BASES if law == "대법원"
    }


@pytest.mark.parametrize(
    ("sources", "reason"),
    [
        ([], "fewer than two sources"),
        ([{"ruling": "1"}, {"ruling": "1"}], "fewer than two sources"),
        ([{"url": "https://a.kr/1", "dated": "2026-01-01"}, {"url": "https://a.kr/2", "dated": "2026-01-01"}], "fewer than two"),
        ([{"ruling": "1"}, {"url": "https://a.kr/1"}], "an address with its date"),
        ([{"ruling": "1"}, {"url": "a.kr", "dated": "2026-01-01"}], "url"),
    ],
)  # fmt: skip
def test_hearsay_is_no_authority(sources: list[dict[str, str]], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Elsewhere.model_validate({"sources": sources})


def test_the_day_in_force_is_that_of_the_text_at_hand() -> None:
    """The file of an act begins with its name and, in brackets, the day from which it applies."""
    if not LAW.is_dir():
        pytest.skip("no text of the law in ../shared/law, and nothing installs it")
    for law, name in LAW_FILES.items():
        head = (LAW / name).read_text(encoding="utf-8").split("\n", 1)[0]
        assert LAWS[law].in_force == date.fromisoformat(head.rsplit("(", 1)[1].rstrip(")\ufeff \r"))
