"""Letters of many people become cases: in order, with codes that stay and name nobody; what is none is told."""

import io
import zipfile
from datetime import date
from pathlib import Path

from lib.casework.letter_batch import LetterCases, cases_of, understood
from lib.domain.office_case import OfficeCase, RefusedCase
from lib.sources.found import Refused
from lib.sources.letter_folder import LetterFiles, letters_in, letters_sent, read_each
from lib.sources.packed import Limits
from tests.casework.forty_letters import LETTERS

TODAY = date(2026, 11, 30)


def text(number: int) -> bytes:
    return LETTERS[number].text.encode()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def cases(letters: list[LetterFiles | Refused]) -> list[OfficeCase | RefusedCase]:
    return list(LetterCases(understood(read_each(letters), TODAY)))


def codes(letters: list[LetterFiles | Refused]) -> list[str]:
    return [each.code for each in cases(letters) if isinstance(each, OfficeCase)]


def test_a_case_is_called_by_its_file_below_what_was_given(tmp_path: Path) -> None:
    (tmp_path / "월요일" / "안").mkdir(parents=True)
    (tmp_path / "월요일" / "1.txt").write_bytes(text(0))
    (tmp_path / "월요일" / "안" / "1.txt").write_bytes(text(2))
    (tmp_path / "월요일" / "묶음.zip").write_bytes(zipped({"1.txt": text(4), "둘/2.txt": text(6)}))
    found = list(letters_in([tmp_path / "월요일"]))
    assert codes(found) == ["1", "묶음.zip/1", "묶음.zip/둘/2", "안/1"]
    # The same folder elsewhere, and as a zip, holds the same cases.
    (tmp_path / "월요일").rename(tmp_path / "화요일")
    assert codes(list(letters_in([tmp_path / "화요일"]))) == codes(found)
    whole = zipped({"1.txt": text(0), "안/1.txt": text(2)})
    assert codes(list(letters_sent([("월요일.zip", whole)]))) == ["1", "안/1"]


def test_a_name_in_a_file_name_is_not_kept_and_the_case_stays_the_same() -> None:
    sent = [("홍길동 통지서.txt", text(0)), ("김민수 통지서.txt", text(2))]
    first = codes(list(letters_sent(sent)))
    assert len(set(first)) == 2 and all(code.startswith("편지-") for code in first)
    assert sorted(codes(list(letters_sent(sent[::-1])))) == sorted(first)


def test_two_of_one_name_are_two_cases_and_one_letter_twice_is_one() -> None:
    found = cases(list(letters_sent([("a.txt", text(0)), ("a.txt", text(2)), ("b.txt", text(0))])))
    assert [type(each) for each in found] == [OfficeCase, OfficeCase, RefusedCase]
    assert [each.row for each in found] == [1, 2, 3]
    last = found[-1]
    assert isinstance(last, RefusedCase) and last.reason.startswith("b.txt: a.txt와 같은 파일")
    assert len({each.code for each in found if isinstance(each, OfficeCase)}) == 2


def test_pages_are_one_letter_and_what_is_none_costs_no_other() -> None:
    half = len(LETTERS[0].text) // 2
    pages = [LETTERS[0].text[:half], LETTERS[0].text[half:]]
    sent = [
        ("통지서 2쪽.txt", pages[1].encode()), ("통지서 1쪽.txt", pages[0].encode()), ("표.xlsx", b"PK"),
        ("깨진.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), ("깨진.zip", b"PK\x03\x04"),
        ("장보기.txt", "우유, 달걀, 두부를 산다.".encode()), ("또.txt", text(2)),
    ]  # fmt: skip
    good, bad = cases_of(understood(read_each(letters_sent(sent)), TODAY))
    assert sorted(each.code for each in good) == ["또", "통지서 1쪽"]
    assert good[-1].intake.decision_date == LETTERS[0].printed_on
    told = {each.reason.partition(":")[0]: each.reason for each in bad}
    assert set(told) == {"표.xlsx", "깨진.hwp", "깨진.zip", "장보기.txt"}
    assert "손상" in told["깨진.hwp"] and "알아보지 못했습니다" in told["장보기.txt"]


def test_more_than_is_taken_at_once_is_told() -> None:
    sent = [(f"{number}.txt", text(number)) for number in range(6)]
    found = list(letters_sent(sent, Limits(total_bytes=2**20, files=4)))
    assert len(found) == 5 and isinstance(found[-1], Refused) and "4개" in found[-1].reason
    bomb = zipped({"큰.txt": b" " * 40_000_000})
    found = list(letters_sent([("큰.zip", bomb)], Limits(total_bytes=2**20, files=4)))
    assert [type(each) for each in found] == [Refused]


def test_a_letter_is_read_when_it_is_asked_for() -> None:
    def endless():  # type: ignore[no-untyped-def]
        yield from letters_sent([("a.txt", text(0))])
        raise AssertionError("asked for too early")

    first = next(LetterCases(understood(read_each(endless()), TODAY)))
    assert isinstance(first, OfficeCase)
