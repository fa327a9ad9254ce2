"""Bytes in any encoding of a Korean machine are read, and words that were lost on the way are told from words."""

import codecs
import io
import json

import pytest

from lib.text.documents import read_json
from lib.text.encoding import Encoding, damage, decode, find_encoding

STORY = "조선소에서 25년 그라인더 작업을 하다 소음성 난청이 왔습니다. 공단은 노인성이라고 합니다."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
@pytest.mark.parametrize("text", [STORY, f'{{"story": "{STORY}"}}', "SANJAE_LANG=en\r\n", "", "가"])
def test_the_bytes_tell_their_encoding(encoding: str, text: str) -> None:
    if len(text) == 1 and encoding.startswith("utf-16-"):
        pytest.skip("two bytes without a zero are read as CP949")
    assert decode(text.encode(encoding)) == text


def test_utf_16_of_the_other_order() -> None:
    assert decode(codecs.BOM_UTF16_BE + STORY.encode("utf-16-be")) == STORY


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_long_title_hides_no_encoding(encoding: str) -> None:
    file = io.BytesIO(("산" * 1_500 + "\n" + "사건번호,법원명\r\n" * 20).encode(encoding))
    assert find_encoding(file) == Encoding(encoding) and file.tell() == 0


@pytest.mark.parametrize("content", [b"\xff\xff\xff", "가".encode()[:2]])
def test_what_is_in_none_of_them_raises(content: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(content)


LOST = [
    "?????? ?? 70?? ???? ??????",
    "????????????CCTV?????",
    "CT ?? ?????? L4-5 ?? ??, MRI? ??. ???",
    STORY.encode("ascii", "replace").decode(),
]


@pytest.mark.parametrize("text", LOST)
def test_question_marks_in_place_of_words_are_lost_words(text: str) -> None:
    assert damage(text) == "lost"


@pytest.mark.parametrize("written", ["utf-8", "cp949"])
@pytest.mark.parametrize(
    "opened", ["latin-1", "cp1252", "cp949", "utf-8", "cp437", "cp850", "mac_roman", "gbk"]
)
def test_words_opened_in_another_encoding_are_garbled(written: str, opened: str) -> None:
    text = STORY.encode(written).decode(opened, "replace")
    assert damage(text) == (None if written == opened else "garbled")


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "왜요????? 산재가 왜 안 되나요?????",
        "???? 왜 불승인인가요 ???? 정말 ????",
        "I fell off a ladder at work. What now????? Really??",
        "",
        "70?",
        "我在工地受伤了，公司不给我申请工伤，怎么办？我的右手骨折，住院三个月，医生说还要手术。",
        "現場で怪我をしました。会社は労災を申請してくれません。右手を骨折しました",
        "Tôi bị thương ở nhà máy, công ty không cho nộp đơn xin bồi thường tai nạn",
        "ผมได้รับบาดเจ็บที่โรงงาน บริษัทไม่ยอมยื่นเรื่อง",
        "Я получил травму на заводе, компания не подаёт заявление",
    ],
)
def test_what_people_write_is_whole(text: str) -> None:
    assert damage(text) is None


def test_a_few_lost_characters_of_a_long_text_leave_it_readable() -> None:
    story = "조선소에서 27년 용접을 했는데 귀가 안 들립니다. 공단은 나이 탓이라고 합니다. "
    assert damage(f"{story}\ufffd {story}\ufffd") is None
    assert damage("\ufffd\ufffd���� �� 70�ð�") == "garbled"


def test_halves_of_characters_are_one_lost_character_in_bytes_and_in_json() -> None:
    written = "가\ud83d나\ud83d\ude00"
    assert decode(written.encode("utf-8", "surrogatepass")) == "가\ufffd나😀"
    assert read_json(json.dumps({"가\ud83d": [written]})) == {"가\ufffd": ["가\ufffd나😀"]}
