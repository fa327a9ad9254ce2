"""A whole listing with known outcomes, imported as one, gives the known rates to the ruling."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.rates import GROUPS, Group, counted, write_listing
from lib.cli import cli
from lib.domain.counting import wilson
from lib.domain.intake import Intake
from lib.domain.taxonomy import Issue
from lib.search.index import SearchIndex
from lib.store import Store

# Stories that are of the groups, by their illness or issue.
STORIES = {
    "소음성난청": Intake(
        story="조선소에서 20년 용접을 했고 귀가 잘 안 들립니다.",
        diagnoses=("감각신경성 난청",),
        denial_reason="업무와 인과관계가 없다고 합니다.",
    ),
    Issue.EMPLOYEE_STATUS.value: Intake(story="지입차주인데 짐을 내리다 발목이 부러졌습니다. 근로자가 아니라고 합니다."),
}  # fmt: skip


def run(home: Path, *arguments: str, stdin: str | None = None) -> str:
    done = CliRunner().invoke(cli, arguments, input=stdin, env={"SANJAE_HOME": str(home)})
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_a_listing_gives_the_known_rates(tmp_path: Path) -> None:
    folder, home = tmp_path / "판례", tmp_path / "home"
    known = write_listing(folder, 400, seed=3)
    assert all(each.n >= 30 and each.other_suits for each in known.values())

    # Imported without a word they were chosen: counts, and no rate.
    run(home, "import", str(folder))
    before = rate_of(home, STORIES["소음성난청"])
    assert (before["basis"], before["rate"], before["low"], before["high"]) == ("chosen", None, None, None)

    run(home, "import", str(folder), "--listing")
    with Store(home / "sanjae.db") as store:
        assert {
            group: each for group, (each, _) in counted(store, SearchIndex(home / "index")).items()
        } == known
    for group, story in ((of(name), story) for name, story in STORIES.items()):
        rate, truth = rate_of(home, story), known[group]
        assert (rate["basis"], rate["by"]) == ("listing", "dispute")
        assert (rate["n"], rate["favourable"]) == (truth.n, truth.won)
        assert rate["rate"] == pytest.approx(truth.won / truth.n)
        assert (rate["low"], rate["high"]) == pytest.approx(wilson(truth.won, truth.n))
        said = run(home, "analyze", stdin=story.model_dump_json(exclude_defaults=True))
        assert f"사건 {truth.n}건(" in said and f"{truth.won}건에서 근로자 쪽이 이겼습니다" in said


def of(name: str) -> Group:
    return next(group for group in GROUPS if name in (group.issue.value, group.disease.value))


def rate_of(home: Path, intake: Intake) -> dict[str, object]:
    told = run(home, "analyze", "--json", stdin=intake.model_dump_json(exclude_defaults=True))
    found: dict[str, object] = json.loads(told)["base_rate"]
    return found
