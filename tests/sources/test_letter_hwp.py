"""HWP of Hancom becomes text in the order in which it is read; what is locked, damaged or made to harm is told."""

import io
import random
import struct

import pytest
from PIL import Image

from lib.sources.letter_file import UnreadableLetterError, can_read_pictures, read_letter
from lib.sources.letter_hwp import hwp_text
from lib.text.cells import APART
from tests.letters import drawn, hwp, texts
from tests.letters.compound import compound
from tests.letters.hwp import (
    CERTIFIED,
    COMPRESSED,
    DISTRIBUTED,
    DRM,
    PASSWORD,
    SECTION_SIGN,
    aside,
    box,
    control_sign,
    document,
    paragraph,
    record,
    section,
    section_controls,
    table,
    words,
)

LETTER = texts.letter("treatment", 1)


def lines(*sections: bytes) -> list[str]:
    return hwp_text(document(*sections))[0].splitlines()


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableLetterError) as caught:
        hwp_text(content)
    told = str(caught.value.args[0])
    assert "\n" not in told
    return told


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("flags", [COMPRESSED, 0])
def test_a_letter_is_read_packed_or_not(flags: int) -> None:
    text, pictures = hwp_text(document(section(LETTER), flags=flags))
    assert flat(text) == flat(LETTER.text)
    assert pictures == []


def test_rows_of_a_table_are_lines_and_its_long_cells_texts_of_their_own() -> None:
    rows = [["성명", "홍길동"], ["신청 상병", "요추 염좌"], ["결정 사유", "첫째 줄\n둘째 줄"]]
    text = paragraph(
        0, "앞에 있는 글" + control_sign(11, "tbl ") + "뒤에 있는 글", table(1, rows, caption="표 1")
    )
    assert lines(text) == [
        "앞에 있는 글", "표 1", "성명  홍길동", "신청 상병  요추 염좌", "결정 사유", "첫째 줄", "둘째 줄", "뒤에 있는 글",
    ]  # fmt: skip


def test_cells_are_read_by_their_places_and_a_table_in_a_cell_within_it() -> None:
    inner = table(3, [["안", "쪽"]])
    cell = paragraph(2, "겉" + control_sign(11, "tbl "), inner)
    told = record(71, 1, b"tbl "[::-1] + bytes(42)) + record(77, 2, struct.pack("<IHH", 0, 2, 2) + bytes(16))
    for row, column, inside in (
        (1, 1, paragraph(2, "라")),
        (0, 1, cell),
        (1, 0, paragraph(2, "다")),
        (0, 0, paragraph(2, "가")),
    ):
        told += record(72, 2, struct.pack("<HHIHH", 1, 0, 0, column, row) + bytes(22)) + inside
    assert lines(paragraph(0, control_sign(11, "tbl "), told)) == ["가", "겉", "안 쪽", "다  라"]


def test_what_floats_comes_before_its_paragraph_and_does_not_break_it() -> None:
    text = paragraph(
        0, "요양급여를 " + control_sign(11, "gso ") + "승인하지 않습니다.", box(1, "상자 속의 글")
    )
    assert lines(text) == ["상자 속의 글", "요양급여를 승인하지 않습니다."]
    text = paragraph(0, "앞" + control_sign(11, "gso ") + "뒤", box(1, "상자", as_letter=True))
    assert lines(text) == ["앞", "상자", "뒤"]


def test_heads_first_feet_last_notes_behind_and_comments_never() -> None:
    first = paragraph(
        0,
        SECTION_SIGN
        + control_sign(16, "foot")
        + control_sign(16, "head")
        + "본문의 첫 문단"
        + control_sign(17, "fn  "),
        section_controls(),
        aside(1, "foot", "꼬리말"),
        aside(1, "head", "머리말"),
        aside(1, "fn  ", "각주의 글"),
    )
    second = paragraph(0, control_sign(15, "tcmt") + "둘째 문단", aside(1, "tcmt", "숨은 설명"))
    again = paragraph(0, control_sign(16, "head") + "셋째 문단", aside(1, "head", "머리말"))
    assert lines(first + second, again) == [
        "머리말",
        "본문의 첫 문단",
        "각주의 글",
        "둘째 문단",
        "셋째 문단",
        "꼬리말",
    ]


def test_controls_take_their_units_and_signs_are_what_they_stand_for() -> None:
    field = control_sign(3, "%clk") + "누름틀" + control_sign(4)
    text = words(f"가\t나\x1e다\x1f라\x18마\n바{field}사\x00아") + "\U00020000\ud800"
    assert lines(paragraph(0, text, record(71, 1, b"%clk"[::-1]))) == [
        "가 나 다 라-마",
        "바누름틀사아\U00020000\ufffd",
    ]
    # Nothing behind it, and cut off in the middle of a control.
    assert lines(paragraph(0, "가" + control_sign(11, "tbl ") + "나") + paragraph(0, "다\x0b\x01")) == [
        "가나",
        "다",
    ]


def test_sections_come_by_their_numbers() -> None:
    many = [paragraph(0, f"{number}번 구역") for number in range(12)]
    assert lines(*many) == [f"{number}번 구역" for number in range(12)]


def test_an_empty_document_and_one_with_empty_paragraphs_have_no_text() -> None:
    assert lines(paragraph(0, "") * 3) == []
    with pytest.raises(UnreadableLetterError, match="글이 없는"):
        read_letter([("빈.hwp", document(paragraph(0, "")))])


@pytest.mark.skipif(not (can_read_pictures() and drawn.has_fonts()), reason="tesseract with Korean, or fonts")
@pytest.mark.parametrize("pack", [True, False])
def test_a_scan_in_a_document_is_read_from_the_picture(pack: bool) -> None:
    [page, *_] = drawn.pages(LETTER)
    out = io.BytesIO()
    page.save(out, "PNG")
    picture = hwp.packed(out.getvalue()) if pack else out.getvalue()
    content = document(paragraph(0, ""), more={"BinData/BIN0001.png": picture})
    read = read_letter([("스캔.hwp", content)])
    assert read.by_ocr and "근로복지공단" in flat(read.text)


# --- what is not read ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "says"),
    [(PASSWORD, "암호"), (DISTRIBUTED, "배포용"), (DRM, "보안"), (CERTIFIED, "보안")],
)
def test_what_is_locked_says_how(flags: int, says: str) -> None:
    assert says in refusal(document(section(LETTER), flags=COMPRESSED | flags))


def test_other_files_of_that_kind_are_told_apart() -> None:
    assert "97" in refusal(b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + bytes(500))
    assert "워드" in refusal(compound({"WordDocument": bytes(5000)}))
    assert "암호" in refusal(compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": bytes(100)}))
    assert "아니거나 손상" in refusal(compound({"Workbook": bytes(5000)}))
    assert "아니거나 손상" in refusal(document(section(LETTER), version=0x06000000))
    assert "아니거나 손상" in refusal(document())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (document(paragraph(0, "가" * 60_000) * 10), "압축"),
        (document(paragraph(0, "가" * 60_000) * 10, flags=0), "너무 긴"),
        (document(record(66, 0) * 250_000, flags=0), "너무 긴"),
        (document(*[paragraph(0, "가")] * 101), "너무 긴"),
        (document(b"".join(record(66, level) for level in range(1000))), "아니거나 손상"),
        (document(record(67, 1, bytes(40))[:-10]), "아니거나 손상"),
        (document(paragraph(0, "가") + b"\x00"), "아니거나 손상"),
        (document(bytes(150_000_000)), "압축"),
    ],
    ids=["dense", "long", "records", "sections", "deep", "short record", "half a head", "bomb"],
)  # fmt: skip
def test_what_is_made_to_harm_is_refused(content: bytes, says: str) -> None:
    assert says in refusal(content)


def test_a_section_that_breaks_off_is_not_read_in_part() -> None:
    whole = hwp.packed(section(LETTER))
    assert "손상" in refusal(document(more={"BodyText/Section0": whole[: len(whole) // 2]}))


def test_chains_that_run_in_a_circle_end() -> None:
    good = document(section(LETTER), more={"BinData/BIN0001.jpg": bytes(200_000)})
    # The table of sectors stands last: each points to the one before, and so do those of the folder.
    count = struct.unpack_from("<I", good, 44)[0] * 128
    table_at = len(good) - 4 * count
    for each in (0, 1, 2, 7):
        spoilt = bytearray(good)
        for number in range(count):
            struct.pack_into("<I", spoilt, table_at + 4 * number, each)
        refusal(bytes(spoilt))
    for place, value in ((44, 0xFFFFFF), (64, 0xFFFFFF), (72, 0xFFFFFF), (30, 30)):
        spoilt = bytearray(good)
        struct.pack_into("<I" if place != 30 else "<H", spoilt, place, value)
        assert "손상" in refusal(bytes(spoilt))


def test_whatever_is_spoilt_gives_text_or_a_sentence() -> None:
    good = document(
        paragraph(0, SECTION_SIGN + control_sign(16, "head"), section_controls(), aside(1, "head", "머리말"))
        + section(LETTER),
        flags=0,
    )
    chance = random.Random(18)
    told = 0
    for _ in range(400):
        spoilt = bytearray(good[: chance.choice((len(good), chance.randrange(8, len(good))))])
        for _ in range(chance.choice((1, 3, 30))):
            place = chance.randrange(8, len(spoilt))
            spoilt[place] = chance.choice((0, 0xFF, chance.randrange(256)))
        try:
            text, _pictures = hwp_text(bytes(spoilt))
            text.encode()
        except UnreadableLetterError:
            told += 1
    assert 50 < told < 400


def test_the_process_tells_of_a_spoilt_file_in_a_sentence() -> None:
    for content in (document(section(LETTER))[:3000], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)):
        with pytest.raises(UnreadableLetterError, match="손상"):
            read_letter([("통지서.hwp", content)])


# --- HWPML ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_hwpml_is_read_as_its_packed_sister(encoding: str) -> None:
    read = read_letter([("통지서.hml", hwp.hwpml(LETTER, encoding))])
    assert flat(read.text) == flat(LETTER.text)
    rows = next(block for block in LETTER.blocks if isinstance(block, texts.Table)).rows
    assert APART.join(rows[1]) in read.text.splitlines()


def test_hwpml_that_is_none_is_told() -> None:
    content = hwp.hwpml(LETTER)
    for spoilt in (
        content[:-200],
        content.replace(b"<BODY>", b"<BODY><A>"),
        content.replace(b"<HWPML ", b"<HWPML <"),
    ):
        with pytest.raises(UnreadableLetterError, match="손상"):
            read_letter([("통지서.hml", spoilt)])
    # Text that speaks of it stays text.
    assert "HWPML" in read_letter([("글.txt", "이것은 <HWPML> 파일이 아닙니다.".encode())]).text


def test_a_picture_of_another_kind_than_its_name_is_told_by_what_it_is() -> None:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "JPEG")
    content = document(paragraph(0, ""), more={"BinData/BIN0001.png": out.getvalue()})
    text, [picture] = hwp_text(content)
    assert text == "" and picture == out.getvalue()
