"""The evaluation counts what it says it counts, and leaves the answer out of what is searched."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from lib.casework.analysis import Analysis
from lib.casework.evaluation import Question, SetError, evaluate, read_questions
from lib.casework.opinion import CaseOpinion
from lib.casework.pairings import Dropped, Paired
from lib.cli import cli
from lib.domain.counting import Basis, wilson
from lib.domain.intake import Intake
from lib.domain.records import Origin
from lib.domain.taxonomy import Disease, Issue, Outcome
from lib.models.reply import ModelError, Problem
from lib.models.schemas import Leaning
from lib.models.structured import ModelUse
from tests.conftest import Home
from tests.servers import answers
from tests.servers.chat import TOKEN, ChatServer
from tests.synthetic import listed

HEADER = "이야기,진단명,거절이유,결과,사건번호\n"
STORY = "조선소에서 20년 동안 그라인더 일을 하다 귀가 먹었습니다."


def written(path: Path, rows: str, encoding: str = "utf-8") -> Path:
    path.write_bytes((HEADER + rows).encode(encoding))
    return path


def opinion(leaning: Leaning, removed: int = 0) -> CaseOpinion:
    return CaseOpinion(
        Paired(leaning=leaning, dropped=Counter({Dropped.UNRELATED: removed})),
        ModelUse("made-up", "opinion-1", 2.0, False, removed),
        False,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_set_is_read_in_the_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    questions, refused = read_questions(
        written(
            tmp_path / "set.csv", f"{STORY},소음성 난청,나이 탓,인정,2022구단1\n{STORY},,,기각,\n", encoding
        )
    )
    assert refused == []
    assert [(q.row, q.favourable, q.ruling) for q in questions] == [(2, True, "2022구단1"), (3, False, "")]
    assert questions[0].intake.diagnoses == ("소음성 난청",)


def test_rows_that_cannot_be_used_are_told_and_nothing_else_is_lost(tmp_path: Path) -> None:
    rows = f"{STORY},,,인정,\n{STORY},,,글쎄요,\n,,,인정,\n{'긴' * 20_001},,,인정,\n{STORY},,,0,\n"
    questions, refused = read_questions(written(tmp_path / "set.csv", rows))
    assert [question.row for question in questions] == [2, 6]
    assert [(each.row, bool(each.reason)) for each in refused] == [(3, True), (4, True), (5, True)]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", "이야기\n가\n".encode(), b"\xff\xfe\x00\x81\x00"])
def test_a_file_that_is_no_set_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "set.csv"
    path.write_bytes(content)
    with pytest.raises(SetError, match=r"set\.csv"):
        read_questions(path)


def questions_of(home: Home, count: int) -> list[Question]:
    """Stories made from shipped digests, with how those ended."""
    decided = [ruling for ruling in home.store.listing() if ruling.outcome.is_decided][:count]
    found = []
    for row, held in enumerate(home.store.get_many([ruling.id for ruling in decided]), start=2):
        digest = held.precedent.digest
        assert digest
        intake = Intake(story=" ".join(digest.facts))
        found.append(Question(row, intake, decided[row - 2].outcome.is_favourable, held.id))
    return found


def test_the_rulings_own_dispute_is_never_among_what_is_found(starter_home: Home) -> None:
    asked: list[Analysis] = []

    def opine(analysis: Analysis) -> CaseOpinion:
        asked.append(analysis)
        return opinion(Leaning.UNCLEAR)

    questions = questions_of(starter_home, 16)
    evaluate(questions, (), starter_home.store, starter_home.index, opine)
    found = [
        {each.ruling.id for each in (*analysis.similar.favourable, *analysis.similar.unfavourable)}
        for analysis in asked
    ]
    assert sum(map(bool, found)) >= 6
    for question, ids in zip(questions, found, strict=True):
        assert question.ruling not in ids


DEAF = {"disease_category": Disease.HEARING, "issue_category": Issue.CAUSATION}
LISTED = [listed(f"2020구단{n}", Outcome.GRANTED if n < 10 else Outcome.DENIED, **DEAF) for n in range(40)]


def test_figures_of_a_known_series(starter_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Basis(Origin.LISTING, tuple(LISTED), tuple(LISTED))
    monkeypatch.setattr("lib.casework.evaluation.basis", lambda store: whole)
    deaf = Intake(
        story=STORY, diagnoses=("소음성 난청",), denial_reason="업무 때문이 아니라 나이 탓이라고 합니다."
    )
    questions = [Question(n, deaf, n < 6, "") for n in range(10)]
    series = iter(
        [opinion(Leaning.APPROVAL, 1)] * 4  # right
        + [opinion(Leaning.DENIAL)] * 2  # wrong
        + [opinion(Leaning.DENIAL)]  # right
        + [opinion(Leaning.UNCLEAR, 2)] * 2
    )

    def opine(analysis: Analysis) -> CaseOpinion:
        told = next(series, None)
        if told is None:
            raise ModelError(Problem.SLOW)
        return told

    found = evaluate(questions, (), starter_home.store, starter_home.index, opine)
    assert (found.questions, found.answered, found.failed) == (10, 9, {"slow": 1})
    assert (found.took_side.hits, found.took_side.n) == (7, 9)
    assert (found.correct.hits, found.correct.n, found.correct.share) == (5, 7, pytest.approx(5 / 7))
    assert (found.correct.low, found.correct.high) == pytest.approx(wilson(5, 7))
    assert (found.dropped, found.seconds_median, found.seconds_total) == ({"unrelated": 8}, 2.0, 18.0)
    assert (found.model, found.prompt_version) == ("made-up", "opinion-1")
    brier = found.base_rate
    # Of the listing a quarter was won, of the questions six.
    assert (brier.n, brier.score) == (10, pytest.approx((6 * 0.75**2 + 4 * 0.25**2) / 10))
    assert brier.low is not None and brier.high is not None
    assert 0 <= brier.low <= brier.score <= brier.high <= 1


def test_without_a_listing_no_base_rate_is_judged(starter_home: Home) -> None:
    found = evaluate(questions_of(starter_home, 5), (), starter_home.store, starter_home.index, None)
    assert found.model is None and found.answered == 0 and found.correct.share is None
    assert (found.base_rate.n, found.base_rate.score) == (0, None)


def test_the_command_with_a_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, starter_home: Home
) -> None:
    path = written(tmp_path / "set.csv", f"{STORY},소음성 난청,,인정,\n{STORY},,,패소,\n{STORY},,,?,\n")

    def answer(messages: Sequence[dict[str, str]]) -> str:
        return json.dumps(
            answers.opinion(messages[0]["content"], leaning="승인 여지가 있음"), ensure_ascii=False
        )

    with ChatServer(answer) as server:
        for name, value in (
            ("SANJAE_HOME", str(starter_home.folder)),
            ("HF_ENDPOINT_URL", server.url),
            ("HF_TOKEN", TOKEN),
        ):
            monkeypatch.setenv(name, value)
        ran = CliRunner().invoke(cli, ["eval", "analysis", "--set", str(path), "--json"])
        offline = CliRunner().invoke(cli, ["eval", "analysis", "--set", str(path), "--offline"])
        assert len(server.received) == 2
    assert ran.exit_code == offline.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    assert (found["questions"], len(found["refused"]), found["answered"]) == (2, 1, 2)
    assert (found["correct"]["hits"], found["correct"]["n"]) == (1, 2)
    assert "Brier" in offline.stdout and "AI 모델을 쓰지 않았습니다" in offline.stdout


def test_the_command_without_a_usable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANJAE_HOME", str(tmp_path))
    missing = CliRunner().invoke(cli, ["eval", "analysis", "--set", str(tmp_path / "none.csv")])
    assert missing.exit_code == 1 and len(missing.stderr.strip().splitlines()) == 1
