"""Glosses that a reader judged, measured as the page shows them."""

from pathlib import Path

import pytest

from lib.casework.evaluation import SetError
from lib.casework.gloss_evaluation import evaluate_glosses, read_judged
from lib.domain.classify import classify
from lib.domain.passages import passages
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from tests.synthetic import BODY

PRECEDENT = Precedent(
    case_number="2021구단100", court="한빛지방법원", title="요양불승인처분취소", source="archive", text=BODY
)
RULING = StoredRuling(PRECEDENT.id, PRECEDENT, classify(PRECEDENT), (), 1, 1)
FINDING = next(each.number for each in passages(RULING) if each.decides)
ROWS = f"""판례,칸,쉬운말,문장번호,맞음
2021구단100,reasons,나른 무게와 횟수로 보아 일 때문이라고 하기에는 자료가 모자란다고 했습니다.,{FINDING},맞음
2021구단100,reasons,나른 무게가 50kg이라 자료가 모자란다고 했습니다.,{FINDING},틀림
2021구단100,reasons,무게와 횟수를 보면 어느 쪽인지 알기 어렵다고 했습니다.,{FINDING},틀림
2021구단100,reasons,자료가 모자라다는 것은 이 사건의 무릎에 관한 말입니다.,{FINDING},맞음
2021구단999,reasons,자료가 모자랍니다.,1,맞음
2021구단100,칸,자료가 모자랍니다.,1,맞음
2021구단100,reasons,,1,맞음
2021구단100,reasons,자료가 모자랍니다.,1,글쎄
"""


def held(id: str) -> StoredRuling | None:
    return RULING if id == "2021구단100" else None


def write(folder: Path, rows: str) -> Path:
    path = folder / "glosses.csv"
    path.write_text(rows, encoding="utf-8")
    return path


def test_wrong_ones_shown_and_right_ones_lost(tmp_path: Path) -> None:
    judged, refused = read_judged(write(tmp_path, ROWS))
    found = evaluate_glosses(judged, refused, held)
    assert (found.wrong_shown.hits, found.wrong_shown.n) == (1, 2)
    assert (found.right_lost.hits, found.right_lost.n) == (1, 2)
    assert [each.row for each in found.refused] == [7, 8, 9, 6]
    assert found.verified_wrong_shown is None


def test_a_second_reading_lowers_what_is_wrong(tmp_path: Path) -> None:
    judged, _ = read_judged(write(tmp_path, ROWS))
    found = evaluate_glosses(judged, (), held, lambda ruling, answer: {0: True, 1: True, 2: False, 3: True})
    assert found.verified_wrong_shown and found.verified_wrong_shown.hits == 0
    assert found.verified_right_lost and found.verified_right_lost.hits == found.right_lost.hits


def test_more_glosses_than_a_page_shows_keep_their_verdicts(tmp_path: Path) -> None:
    lines = ROWS.splitlines()
    rows = [lines[0], *(lines[1].replace("보아", f"보아{' ' * n}") for n in range(12)), lines[2]]
    judged, _ = read_judged(write(tmp_path, "\n".join(rows)))
    found = evaluate_glosses(judged, (), held, lambda ruling, answer: dict.fromkeys(range(13), True))
    assert found.glosses == 13 and found.verified_right_lost and found.verified_right_lost.hits == 0


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="gloss"):
        read_judged(write(tmp_path, "판례,맞음\n2021구단100,맞음\n"))
