"""The archive's Markdown: what is read, what is refused and why, and that nothing ends the reading."""

import io
import os
import stat
import struct
import sys
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest

from lib.domain.scope import is_industrial_accident
from lib.sources import archive
from lib.sources.archive import (
    MAX_FILE_BYTES,
    count_paths,
    read_paths,
    read_upload,
)
from lib.sources.found import Found, Refused
from lib.sources.markdown import UnreadableRulingError, read_file, read_noted
from lib.sources.packed import Limits
from tests.domain.corpus import CORPUS, OWN
from tests.synthetic import BODY, STUB, archive_file

PLENTY = Limits(total_bytes=2**30, files=1000)
GOOD = archive_file()


# --- one file ------------------------------------------------------------------------------------


def test_a_ruling_is_read_whole() -> None:
    ruling = read_file(archive_file(decided_on="2022-03-04").encode())
    assert (ruling.id, ruling.title, ruling.source, ruling.source_serial) == (
        "한빛지방법원_2021구단100",
        "요양불승인처분취소",
        "archive",
        "900001",
    )
    assert ruling.source_url == "https://www.law.go.kr/LSW/precInfoP.do?precSeq=900001"
    assert ruling.decided_on == date(2022, 3, 4)
    assert ruling.text == BODY.strip()
    assert ruling.fetched_at is not None


def test_headings_before_the_ruling_stay_in_the_text() -> None:
    before = "## 판시사항\n\n[1] 허리를 다친 경우\n\n## 참조조문\n\n산업재해보상보험법 제37조\n\n"
    text = read_file(archive_file(before=before).encode()).text
    assert text == f"{before}## 판례내용\n\n{BODY.strip()}"


@pytest.mark.parametrize("written", ["2022-02-30", "언젠가", "0001-01-01"])
def test_a_day_that_is_none_costs_the_day_and_is_told(written: str) -> None:
    ruling, notes = read_noted(archive_file(decided_on=written).encode())
    assert ruling.decided_on is None and ruling.text == BODY.strip()
    assert notes == (f"선고일자를 읽지 못해 날짜 없이 넣었습니다: {written}",)


VERBATIM = {
    "tabs, double blanks and lost middle dots": "【주문】1.\t기각  한다.\n\n\n\t\t2. 끝？가나\n판사 판사1",
    "a heading inside the ruling": "【주문】기각한다.\n## 별지\n판사 판사1",
    "three dashes inside the ruling": "【주문】기각한다.\n---\n사건번호: 아님\n---\n판사 판사1",
    "indented first line": "  【주문】기각한다.\n판사 판사1",
}


@pytest.mark.parametrize("body", VERBATIM.values(), ids=VERBATIM.keys())
def test_the_text_is_verbatim(body: str) -> None:
    assert read_file(archive_file(body=body).encode()).text == body


def test_windows_checkout_reads_the_same() -> None:
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert read_file(windows).text == read_file(GOOD.encode()).text


def test_cp949_is_read_when_the_front_matter_proves_it() -> None:
    assert read_file(GOOD.encode("cp949")).text == BODY.strip()


def test_decomposed_hangul_gives_the_same_id() -> None:
    decomposed = unicodedata.normalize("NFD", "한빛지방법원")
    assert read_file(archive_file(court=decomposed).encode()).id == "한빛지방법원_2021구단100"


ADDRESSES = {
    "https://www.law.go.kr/LSW/precInfoP.do?precSeq=5": "https://www.law.go.kr/LSW/precInfoP.do?precSeq=5",
    "http://www.law.go.kr/LSW/precInfoP.do?precSeq=5": "made",
    "https://www.law.go.kr.example.com/x": "made",
    "https://example.com\\.law.go.kr/x": "made",
    "https://www.law.go.kr@example.com/x": "made",
    "javascript:alert(1)": "made",
    "''": "made",
}


@pytest.mark.parametrize("written, kept", ADDRESSES.items())
def test_only_an_address_of_the_service_is_kept(written: str, kept: str) -> None:
    made = "https://www.law.go.kr/LSW/precInfoP.do?precSeq=900001"
    content = GOOD.replace(f"출처: {made}", f"출처: {written}")
    assert read_file(content.encode()).source_url == (made if kept == "made" else kept)


def test_what_the_source_does_not_say_is_none() -> None:
    content = (
        GOOD.replace("판례일련번호: '900001'\n", "").replace("precSeq=900001", "").replace("https", "http")
    )
    ruling = read_file(content.encode())
    assert (ruling.source_serial, ruling.source_url, ruling.decided_on) == (None, None, None)
    assert read_file(archive_file(decided_on="'0000-00-00'").encode()).decided_on is None


@pytest.mark.parametrize("number", ["2000므1257(본소), 1264(반소)", "4289행5", "99두189", "2012누10"])
def test_case_numbers_of_every_shape(number: str) -> None:
    assert read_file(archive_file(case_number=f"'{number}'").encode()).case_number == number


REFUSED = {
    "empty": (b"", "빈 파일"),
    "blank": (b" \n\n", "빈 파일"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    "UTF-16": (GOOD.encode("utf-16"), "binary"),
    "invalid UTF-8": (GOOD.encode().replace("원고".encode(), b"\xff\xfe"), "UTF-8"),
    "CP949 without front matter": ("안녕하세요 판결문입니다".encode("cp949"), "머리말"),
    "no front matter": ("# 제목\n\n## 판례내용\n\n주문\n".encode(), "머리말"),
    "front matter not closed": (GOOD[:120].encode(), "잘렸습니다"),
    "cut inside a character": (GOOD.encode()[: GOOD.encode().index("요추".encode()) + 4], "잘렸습니다"),
    "cut before the ruling": (GOOD[: GOOD.index("## 판례내용")].encode(), "잘렸습니다"),
    "cut after its heading": (GOOD[: GOOD.index("【연관판결】")].encode(), "비어"),
    "cut in mid sentence": (GOOD[: GOOD.index("진단받고")].encode(), "잘렸습니다"),
    "no case number": (GOOD.replace("사건번호: 2021구단100\n", "").encode(), "사건번호가 없습니다"),
    "empty case number": (archive_file(case_number="").encode(), "사건번호가 없습니다"),
    "a number for a case number": (archive_file(case_number="20210100").encode(), "사건번호"),
    "a list for a case number": (archive_file(case_number="[1, 2]").encode(), "사건번호"),
    "no court": (archive_file(court="").encode(), "법원명이 없습니다"),
    "a mapping for a court": (archive_file(court="{가: 나}").encode(), "법원명"),
    "no name for a court": (archive_file(court="123").encode(), "법원명"),
    "bad YAML": (archive_file(title="'닫지 않은 따옴표").encode(), "YAML"),
    "a long front matter": (archive_file(title="x" * 20_000).encode(), "너무 깁니다"),
    "YAML nested too deep": (archive_file(title="[" * 5000).encode(), "YAML"),
    "YAML that is no mapping": (b"---\n- a\n- b\n---\n\n## x\n", "항목"),
}


@pytest.mark.parametrize("content, reason", REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableRulingError, match=reason):
        read_file(content)


def test_yaml_builds_no_objects() -> None:
    assert read_file(archive_file(title="!!python/name:os.system x").encode()).title == "x"


def test_a_stub_or_a_ruling_without_its_last_line_end_is_whole() -> None:
    assert read_file(archive_file(body=STUB).rstrip().encode()).text == STUB.strip()
    assert read_file(GOOD.rstrip().encode()).text == BODY.strip()


# --- folders -------------------------------------------------------------------------------------


def outcome(items: object) -> dict[str, str]:
    """File name → case number or reason of refusal."""
    assert hasattr(items, "__iter__")
    return {
        Path(item.path).name: item.precedent.case_number if isinstance(item, Found) else item.reason
        for item in items
    }


def test_a_folder_of_all_sorts(tmp_path: Path) -> None:
    deep = tmp_path / "일반행정" / "하급심"
    deep.mkdir(parents=True)
    (deep / "좋음.md").write_text(GOOD, encoding="utf-8")
    (deep / "큰글자.MD").write_text(archive_file("2021구단2"), encoding="utf-8")
    (tmp_path / "README.md").write_text("# 저장소\n", encoding="utf-8")
    (tmp_path / "그림.png").write_bytes(b"\x89PNG\0")
    (tmp_path / "빈.md").write_bytes(b"")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config.md").write_text("x", encoding="utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    (tmp_path / "고리").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "밖.md").symlink_to("/etc/hostname")
    (tmp_path / "끊어진.md").symlink_to(tmp_path / "없음")
    os.mkfifo(tmp_path / "관.md")
    found = outcome(read_paths([tmp_path]))
    assert found == {
        "좋음.md": "2021구단100",
        "큰글자.MD": "2021구단2",
        "README.md": "맨 앞에 판례 정보(YAML 머리말)가 없습니다. 판례 저장소의 파일이 아닙니다.",
        "그림.png": "판례 파일(.md)도 판례 표(.csv, .tsv, .xlsx, .jsonl)도 아닙니다.",
        "빈.md": "빈 파일입니다.",
        "고리": "다른 파일을 가리키는 링크라서 따라가지 않았습니다.",
        "밖.md": "다른 파일을 가리키는 링크라서 따라가지 않았습니다.",
        "끊어진.md": "다른 파일을 가리키는 링크라서 따라가지 않았습니다.",
        "관.md": "보통 파일이 아닙니다.",
    }
    assert count_paths([tmp_path]) == len(found)


def test_given_paths_may_be_files_links_or_missing(tmp_path: Path) -> None:
    ruling = tmp_path / "판결.txt"
    ruling.write_text(GOOD, encoding="utf-8")
    link = tmp_path / "링크"
    link.symlink_to(ruling)
    assert outcome(read_paths([ruling, link, tmp_path / "없음.md"])) == {
        "판결.txt": "2021구단100",
        "링크": "2021구단100",
        "없음.md": "파일이나 폴더가 없습니다.",
    }


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0,
    reason="root and Windows may read everything: run the tests as an ordinary user",
)
def test_what_may_not_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "닫힌.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "닫힌.md").chmod(0)
    (tmp_path / "폴더").mkdir(mode=0)
    found = outcome(read_paths([tmp_path]))
    (tmp_path / "폴더").chmod(stat.S_IRWXU)
    assert found == {
        "a.md": "2021구단100",
        "닫힌.md": "읽을 권한이 없습니다.",
        "폴더": "읽을 권한이 없습니다.",
    }


def test_a_huge_file_is_not_read_into_memory(tmp_path: Path) -> None:
    huge = tmp_path / "큰.md"
    with huge.open("wb") as file:
        file.truncate(100 * 2**30)  # sparse
    assert "너무 큰" in outcome(read_paths([huge]))["큰.md"]


# --- zip files and uploads -----------------------------------------------------------------------


def zipped(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return packed.getvalue()


def test_a_zip_file_reads_like_a_folder_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "판례.zip"
    path.write_bytes(
        zipped(
            {
                "일반행정/": "",
                "일반행정/하급심/하나.md": GOOD,
                "둘.md": archive_file("2021구단2"),
                "__MACOSX/._둘.md": b"\0",
                ".hidden/x.md": "x",
                "그림.png": b"\0",
                "안.zip": zipped({"셋.md": GOOD}),
                "../../밖.md": GOOD,
                "/etc/위.md": GOOD,
                "..\\..\\뒤.md": GOOD,
                "C:\\창.md": GOOD,
                "가짜\x1b[31m.md": "x",
            }
        )
    )
    found = {item.path.removeprefix(f"{path}/"): item for item in read_paths([tmp_path])}
    reasons = {name: item.reason for name, item in found.items() if isinstance(item, Refused)}
    outside = "압축 파일 안의 이름이 폴더 밖을 가리킵니다."
    assert {name for name, item in found.items() if isinstance(item, Found)} == {
        "일반행정/하급심/하나.md",
        "둘.md",
        "안.zip/셋.md",
    }
    assert reasons == {
        "그림.png": "판례 파일(.md)도 판례 표(.csv, .tsv, .xlsx, .jsonl)도 아닙니다.",
        "../../밖.md": outside,
        "/etc/위.md": outside,
        "../../뒤.md": outside,
        "C:/창.md": outside,
        "가짜?[31m.md": "맨 앞에 판례 정보(YAML 머리말)가 없습니다. 판례 저장소의 파일이 아닙니다.",
    }
    assert [file.name for file in tmp_path.iterdir()] == ["판례.zip"]


def test_korean_windows_names_are_readable() -> None:
    # Such zip files hold CP949 names without the flag that says UTF-8.
    name = "판결.md".encode("cp949")
    packed = bytearray(zipped({"x" * len(name): b""}))
    for at in (packed.find(b"PK\x03\x04") + 30, packed.find(b"PK\x01\x02") + 46):
        packed[at : at + len(name)] = name
    assert outcome(read_upload([("a.zip", bytes(packed))], PLENTY)) == {"판결.md": "빈 파일입니다."}


def test_encrypted_members_are_reported() -> None:
    packed = bytearray(zipped({"비밀.md": GOOD}))
    for at in (packed.find(b"PK\x03\x04") + 6, packed.find(b"PK\x01\x02") + 8):
        struct.pack_into("<H", packed, at, struct.unpack_from("<H", packed, at)[0] | 1)
    assert outcome(read_upload([("a.zip", bytes(packed))], PLENTY)) == {
        "비밀.md": "암호가 걸린 압축 파일입니다."
    }


def test_a_member_without_a_name_costs_no_other() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr(zipfile.ZipInfo(""), GOOD)
        target.writestr("하나.md", GOOD)
    read = list(read_upload([("a.zip", packed.getvalue()), ("둘.md", GOOD.encode())], PLENTY))
    assert [isinstance(each, Found) for each in read] == [False, True, True]
    assert [each.path for each in read] == ["a.zip/", "a.zip/하나.md", "둘.md"]


def test_a_damaged_zip_file_is_reported_wherever_it_is_cut() -> None:
    packed = zipped({"하나.md": GOOD, "둘.md": archive_file("2021구단2")})
    for end in range(4, len(packed), 7):
        assert outcome(read_upload([("a.zip", packed[:end])], PLENTY)) == {"a.zip": "손상된 압축 파일입니다."}


def test_a_zip_file_with_any_byte_changed_never_ends_the_reading() -> None:
    packed = zipped({"하나.md": GOOD})
    for at in range(4, len(packed), 3):
        damaged = bytearray(packed)
        damaged[at] ^= 0xFF
        list(read_upload([("a.zip", bytes(damaged)), ("b.md", GOOD.encode())], PLENTY))


def test_zip_bombs_are_reported() -> None:
    bomb = zipped({"폭탄.md": b"a" * (MAX_FILE_BYTES - 1)})
    assert len(bomb) < 20_000
    assert outcome(read_upload([("b.zip", bomb)], PLENTY)) == {
        "폭탄.md": "비정상적으로 많이 압축된 파일입니다."
    }


def test_the_declared_size_is_not_believed() -> None:
    packed = bytearray(zipped({"폭탄.md": b"a" * (MAX_FILE_BYTES + 10)}))
    declared = outcome(read_upload([("b.zip", bytes(packed))], PLENTY))
    for at in (packed.find(b"PK\x03\x04") + 22, packed.find(b"PK\x01\x02") + 24):
        struct.pack_into("<I", packed, at, 100)
    lying = outcome(read_upload([("b.zip", bytes(packed))], PLENTY))
    assert "너무 큰" in declared["폭탄.md"]
    assert not isinstance(lying["폭탄.md"], Found) and lying["폭탄.md"].endswith("파일입니다.")


def test_one_upload_stays_within_its_limits() -> None:
    members: dict[str, bytes | str] = {f"{n}.md": archive_file(f"2021구단{n}") for n in range(20)}
    size = len(GOOD.encode())
    few = list(read_upload([("a.zip", zipped(members))], Limits(total_bytes=2**30, files=5)))
    small = list(read_upload([("a.zip", zipped(members))], Limits(total_bytes=4 * size, files=100)))
    assert [isinstance(item, Found) for item in few] == [True] * 5 + [False]
    assert [isinstance(item, Found) for item in small] == [True] * (len(small) - 1) + [False]
    assert 4 <= len(small) - 1 <= 5
    assert "파일 수" in few[-1].reason if isinstance(few[-1], Refused) else False
    loose = [(name, str(content).encode()) for name, content in members.items()]
    limited = list(read_upload(loose, Limits(total_bytes=2**30, files=5)))
    assert sum(isinstance(item, Found) for item in limited) == 5


def test_zip_in_other_packings() -> None:
    for packing in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert outcome(read_upload([("a.zip", zipped({"a.md": GOOD}, packing))], PLENTY)) == {
            "a.md": "2021구단100"
        }


@pytest.mark.parametrize(
    "folder",
    [
        OWN / "rulings",
        pytest.param(
            CORPUS / "rulings",
            marks=pytest.mark.skipif(
                not CORPUS.is_dir(), reason="no real rulings in ../shared/corpus, and nothing installs them"
            ),
        ),
    ],
    ids=["ours", "real"],
)
def test_a_folder_of_rulings_is_read_whole_and_all_of_it_belongs(folder: Path) -> None:
    items = list(read_paths([folder]))
    assert [item.path for item in items if isinstance(item, Refused)] == []
    rulings = [item.precedent for item in items if isinstance(item, Found)]
    assert len(rulings) == len(list(folder.glob("*.md"))) == archive.count_paths([folder])
    assert [ruling.id for ruling in rulings if not is_industrial_accident(ruling)] == []
    for item in items:
        assert isinstance(item, Found)
        assert item.precedent.text in Path(item.path).read_text(encoding="utf-8")
