"""Long numbers: what is nothing of the closed list is masked, and what is stays."""

import pytest

from lib.privacy import mask


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("용접기능사 자격 제774013호를 땄습니다.", "774013"),
        ("차보험 접수 31-5508147 상대가 8대2랍니다.", "31-5508147"),
        ("우체국 10533 8120 4467 반송됐어요.", "10533 8120 4467"),
        ("차트 no D21-4408 복사해 주세요.", "D21-4408"),
        ("보관함 #HN-0457 서류 빠짐", "#HN-0457"),
        ("원무과 직통 742-9013 이래요.", "742-9013"),
        ("손목띠에 3 1 0 7 2 6 8 이라 적혔더라고", "3 1 0 7 2 6 8"),
        ("디코 yongjeop#5120 으로 주세요.", "#5120"),
    ],
)
def test_a_number_that_nothing_explains_is_masked(text: str, secret: str) -> None:
    assert secret not in mask(text).text


@pytest.mark.parametrize(
    "text",
    [
        "서울행정법원 2019구합12345, 12346(병합) 판결",
        "광주고법 (전주)2018누 10258 판결문",
        "혈압 158/96, 청력 좌 49/63/50 우 51/66/48",
        "2021.6~2022.4 치료, 2015-2019 재직, 30/04/2023 사고",
        "사고는 10/2 04:40, 근무는 2100-0700이었습니다.",
        "벤젠(CAS 71-43-2)을 썼고 회사는 ISO 45001 인증을 받았어요.",
        "월급 2350000 받았고 하루 12500보 걸었어요.",
        "4000Hz 45dB, 40-45-50-55dB, 6000rpm",
        "공단 1588-0075, 자살예방 109, 고용노동부 1350",
        "M16x2000 볼트, 1200x2400 합판, KOSHA GUIDE H-200-2018",
        "의안번호 2112345, GTIN 8801234567893",
        "261005 상담, 20261005 결정, 202610 기준",
        "화낙 R-2000iC/165F 로봇에 끼였습니다.",
        "BP 190/110으로 응급실에 갔습니다.",
        "https://www.law.go.kr/LSW/precInfoP.do?precSeq=416194",
    ],
)
def test_what_a_number_may_be_stays(text: str) -> None:
    assert mask(text).text == text
