"""Identifiers as they are told in words, copied from columns, or said among people; their neighbours stay.

The marked stretch («…») must be masked, all of it. Everybody and everything here is made up.
"""

import pytest

from lib.privacy import mask
from tests.privacy.test_privacy import assert_covered, unmark

MASKED = {
    "digits in words": [
        "엄마 카드가 «오이일공 다시 삼칠공팔 다시 육구이오 다시 공사일삼» 인데요",
        "계좌는 «일일공 사오육 칠팔구 공일이» 입니다",
        "사업자 «육공구에 사공에 오이삼일칠»이에요",
        "번호가 «구 사 일 공 삼 삼 공 팔» 이에요",
        "면허 번호는 «이육다시 하나둘다시 공구칠이사오다시 팔이»입니다",
    ],
    "plates in words": ["차번이 «이사팔 무 칠공오삼» 인데", "차번은 «오십이 가 삼사칠팔» 입니다"],
    "births in words": [
        "손주가 «구년생 유월 칠일» 인데",
        "«오십팔년생 음력 정월 초사흘»",
        "어머니가 «五三年 三月 七日»생이라",
        "아버지 «1951년 음력 섣달 초이레» 생이신데",
        "DOB: «17/02/1996», nationality Nepal",
        "본인확인 «19910305» 치라길래",
    ],
    "columns": ["연락처\t«0 7 0 - 5 1 8 3 - 2 0 4 6»\t(딸)", "«0 1 0 - 4 1 8 5 - 2 0 3 7»"],
    "halves": [
        "팀장 번호 앞은 «010-6415» 뒤는 몰라요",
        "뒷번호만 알아요 «2845017» 이고 앞은 «9306.14» 이에요",
        "사업장은 «614-35-2****» 뒤는 기억이 안 나요",
    ],
    "cases, claims and cards": [
        "출입증 번호 «HK-생산-60471» 찍은 기록",
        "접수증에 «심사-2203-004518» 라고 적혀 있어요",
        "«대구북부-요양-23-10457» 담당자가 바뀌었어요",
        "Claim #«KR-WC-558120716» still pending",
        "건설근로자 전자카드 «CW-1047-3826-51» 로 찍은 일수",
    ],
    "plates": [
        "굴착기 «충북 07나 5512» 개인 소유라",
        "지입차 «경남81바6127» 명의는",
        "오토바이 «부산 사하 차 2953» 인데",
        "Plate no. «37주-4561», van",
    ],
    "passports": ["고인 여권 «C7 412 530» 번호만", "구여권 «PS 4402731» 하고 신여권 «M 412H7053» 번호가"],
    "places on the map": [
        "plus code «8Q97+3FH» 로 찍으면",
        "국가지점번호 «다바 4716 2895» 산비탈",
        "lat=«35.179621»&lng=«129.075188» 로그",
    ],
    "names in lists": ["현장에는 «방태식», «빙수호», «Md. Rafiqul Islam» 이렇게 셋이"],
    "names of other countries": [
        "Best regards,\n«Sandar Win»\n«sandar.win@mail.com»",
        "name on the contract is «CHAN SOPHEA» but 명세서에는 «찬 소피룸»으로 찍혀 있습니다",
        "이름은 «သီတာအောင်» 입니다",
    ],
    "names in forms": [
        "신 청 인   «추 성 호»   (서명 또는 인)",
        "아버지 함자가 «방 상자 수자» 되시는데",
        "보조 사무장 «피재호» 입니다",
        "상호: «달래네간판»\n등록번호: «214-19-80365»",
    ],
    "names beside kin": [
        "그 왜 «순돌»이 아부지도 광산 다녔소",
        "시누이 «은실»이가 낮에 봐 줘요",
        "저녁에 «창식»이형이 태워다 줬어요",
        '"«병구»야 얼른 해라" 하고 불렀어요',
        "«남궁 율»씨가 몰았습니다",
        "보호자란: «표 미 란»(배우자)",
    ],
    "homes by their place": [
        "군산 «소룡동 별빛장 204호»에 삽니다",
        "«가좌동 시장 끝 파란대문집 반지하» 살아요",
        "거기 «래미안 백이동 구백일호»로 보내 주세요",
        "«///고등어.연필.바구니» 찍고 오세요",
    ],
    "births long ago": [
        "아부지는 «1951년 3월 4일»에 나셨고",
        "내가 «58년 개띠 음력 삼월 초이틀» 생이여",
    ],
    "cases of an office": ["의뢰인 파일 «가온25-산-0219» 확인"],
    "names of the chat": [
        "[단톡방] «뽀글이»님: 언제 온대요?\n«왕눈이대장»님: 화요일이래요",
        "답변 주신 «짱아엄마»님 감사합니다",
        "«말순»언니가 그러는데",
        "소견서에 «옹달»씨는 퇴행성이라고",
        "보낸사람: «부릉기사» <«bbu_rr0917@daum.net»>",
    ],
}

STAY = """
공단 전화가 일오팔팔에 공공칠오 맞나요
하나 둘 셋 넷 다섯 여섯 세고 들었습니다
일 이 삼 사 오 육 칠 이렇게 셌어요
이삼일 사오일 육칠일 쉬었다가 나갔어요
이 공사 일이 사오 일 걸렸고 이 구역 이사가
2019구단12345 판결과 97누8854 판결
산재보상정책과-2345 회시
의안번호 2112345 개정안
GTIN 8801234567893 찍힌 접착제
모델 CW-1049-3827 기계
12주-2000원
30/04/2023 에 다쳤어요
3-6-9 스케줄로 일했고
사고는 2021년 3월 4일에 났는데 병원은 나중에 갔어요
회사 대리가 옆 동네 반지하 얘기를 했어요
이동 작업 중 3호기에 끼였습니다
친구 아버지가 시골 할머니 댁에
작업자와 공사반장이 잇달아 전화했고
사장님: 나가라고
현장소장님: 내일 오라고
간호사님: 기다리세요
답변 주신 노무사님 감사합니다
아저씨가 아가씨를 보고 손글씨가 날씨처럼
옆집언니가 작은언니와 주방언니를
보낸사람: 근로복지공단
깔딱고개라고 부르는 곳에서
"""


@pytest.mark.parametrize("kind", MASKED)
def test_it_is_masked_whole(kind: str) -> None:
    for marked in MASKED[kind]:
        assert_covered(*unmark(marked))


@pytest.mark.parametrize("sentence", STAY.strip().splitlines())
def test_its_neighbour_stays(sentence: str) -> None:
    assert mask(sentence).text == sentence
