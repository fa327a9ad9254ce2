"""What two versions are compared by; a whole comparison takes a checkout of each and is no test."""

from pathlib import Path

from lib.domain.classify import classify
from lib.domain.ruling import Precedent
from tools.same import checkout, differences, plain, read_questions


def test_every_changed_field_is_a_line_and_nothing_else() -> None:
    old = {
        "ruling a": {"outcome": "인정", "terms of body": {"소음": 2, "난청": 1}},
        "question q": {"hits": ["a", "b"]},
    }
    new = {
        "ruling a": {"outcome": "불인정", "terms of body": {"소음": 3, "난청": 1}},
        "question q": {"hits": ["b", "a"]},
    }
    assert list(differences(old, old)) == []
    assert list(differences(old, new)) == [
        'question q · hits: ["a", "b"] → ["b", "a"]',
        'ruling a · outcome: "인정" → "불인정"',
        'ruling a · terms of body: - {"소음": 2} + {"소음": 3}',
    ]


def test_a_ruling_that_only_one_version_holds_is_told_and_a_new_field_is_not() -> None:
    old, new = {"ruling a": {"outcome": "인정"}}, {"ruling a": {"outcome": "인정", "side": 1}, "ruling b": {}}
    assert list(differences(old, new)) == ["ruling b: only in the new version"]


def test_questions_are_lines_or_json_with_or_without_an_intake(tmp_path: Path) -> None:
    file = tmp_path / "questions"
    file.write_text(
        '난청인데 거절됐어요\n\n{"question": "회식 뒤 사고"}\n'
        '{"id": "A", "intake": {"story": "주 70시간 일했습니다", "kind_b": null}}\n',
        encoding="utf-8",
    )
    assert list(read_questions(file)) == [
        {"text": "난청인데 거절됐어요", "intake": {}},
        {"text": "회식 뒤 사고", "intake": {}},
        {"text": "주 70시간 일했습니다", "intake": {"story": "주 70시간 일했습니다"}},
    ]


def test_labels_are_compared_with_the_words_they_were_read_from() -> None:
    labels = plain(classify(Precedent("2020구단1", "서울행정법원", "요양불승인처분취소", "table")))
    assert labels["kind_b"]["value"] == "요양" and labels["kind_b"]["words"] == "요양"


def test_a_folder_stands_for_itself() -> None:
    root = Path(__file__).resolve().parents[2]
    with checkout(str(root)) as folder:
        assert folder == root
