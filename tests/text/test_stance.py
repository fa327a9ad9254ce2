"""How a writer puts a thing: each row is one sentence, the phrase in it, and what is right of it."""

import pytest

from lib.text.stance import Stance, StanceReader, passes_on

DENIED, OTHERS, ASKED, UNCERTAIN, SO = (
    Stance.DENIED,
    Stance.OTHERS,
    Stance.ASKED,
    Stance.UNCERTAIN,
    Stance.AFFIRMED,
)


@pytest.mark.parametrize(
    ("text", "phrase", "stance"),
    [
        ("음주운전을 한 사실이 전혀 없고 신호를 지켰습니다", "음주운전", DENIED),
        ("회식이 아니라 창고로 가다 다쳤습니다", "회식", DENIED),
        # a list that ends in one denial
        ("고혈압도 고지혈증도 없었습니다", "고혈압", DENIED),
        # the object of 'never' is denied with it, that of 'not' is not
        ("등산하다 다친 게 아닙니다", "등산", DENIED),
        ("고혈압 치료를 안 했습니다", "고혈압", SO),
        # the denial is of the next clause, or of the cause
        ("야근을 하고 잠을 못 잤습니다", "야근", SO),
        ("야근 때문이 아니라고 합니다", "야근", SO),
        ("야근을 하지 않을 수 없었습니다", "야근", SO),
        # a phrase that ends in the stem of its denial
        ("근무시간이 확인되지 않음", "근무시간이 확인되지", SO),
        ("근무시간이 확인되지만 짧습니다", "근무시간이 확인되지", DENIED),
        # a phrase that is a denial itself, and one that is turned round
        ("혈압약을 안 먹은 적이 많습니다", "혈압약을 안 먹", SO),
        ("약을 안 먹은 것이 아닙니다", "약을 안 먹", DENIED),
        ("상대방이 음주운전을 했고 저는 출근 중이었습니다", "음주운전", OTHERS),
        ("상대방이 음주운전을 했고 저는 출근 중이었습니다", "출근", SO),
        ("만취한 승객에게 맞았어요", "만취", OTHERS),
        ("음주운전 차량에 치였습니다", "음주운전", OTHERS),
        ("과속하여 트럭과 부딪쳤습니다", "과속", SO),
        ("회식에서 동료와 술을 마셨습니다", "술", SO),
        ("음주운전을 했다면 산재가 안 되나요?", "음주운전", ASKED),
        ("난청도 산재가 되나요?", "난청", ASKED),
        ("야근을 했는데 산재가 되나요?", "야근", SO),
        ("우울증인 것 같아요", "우울증", UNCERTAIN),
        ("음주 여부가 확실하지 않습니다", "음주", UNCERTAIN),
        ("남편은 우울증 같았습니다", "우울증", UNCERTAIN),
        ("그날도 야근은 평소와 같았습니다", "야근은 평소", SO),
        ("장해급여를 신청하려 합니다", "장해급여를 신청", ASKED),
        # a question that is left open within the sentence, and verbs that only end alike
        (
            "회식에서 술을 억지로 마셨는지는 아무도 말해 주지 않았고 저도 모릅니다",
            "술을 억지로 마셨",
            UNCERTAIN,
        ),
        ("수술을 언제 받을지, 얼마나 쉴지는 아직 듣지 못했습니다", "수술을 언제 받", UNCERTAIN),
        ("종양이 보이는지는 사진을 다시 찍어 봐야 압니다", "종양이 보이", UNCERTAIN),
        ("그날 뛰었는지 기억이 나지 않습니다", "뛰었", UNCERTAIN),
        ("무거운 상자를 들지 못했습니다", "상자", DENIED),
        ("도면을 만들지는 않았습니다", "도면", DENIED),
        # whatever is listed before what was never done is denied with it
        ("도장이나 세척, 도금처럼 냄새나는 일은 평생 한 적이 없습니다", "도장", DENIED),
        ("제빵이나 가구 공장, 방앗간처럼 가루 날리는 데서 일한 적은 없습니다", "제빵", DENIED),
        ("채석장이나 주물공장 같은 데는 지금까지 한 번도 가 본 적이 없어요", "채석장", DENIED),
        ("도장이나 세척 같은 일을 오래 했고 용접은 한 적이 없습니다", "도장", SO),
        # it looks like a denial and is none: denied twice, a ceasing denied, more than that, a set phrase
        ("과로가 없었다고 할 수 없습니다", "과로", SO),
        ("야근을 안 한 날이 하루도 없었습니다", "야근", SO),
        ("석면을 다룬 적이 없다는 회사의 주장은 사실이 아닙니다", "석면", SO),
        ("허리 통증이 가라앉지 않았습니다", "허리 통증", SO),
        ("소음뿐만 아니라 진동도 심했습니다", "소음", SO),
        ("과로는 틀림없는 사실입니다", "과로", SO),
        ("없던 우울증이 생겼습니다", "우울증", SO),
        # verdicts of the agency and the courts
        ("소음 노출이 인정 기준에 미치지 못함", "소음 노출", DENIED),
        ("단기과로 확인 안 됨", "단기과로", DENIED),
        ("근로자라고 보기 어렵다", "근로자", DENIED),
        ("과로하였다고 볼 만한 증거가 없다", "과로", DENIED),
        ("안전모 미착용 상태였음", "안전모", DENIED),
        ("음주 사실을 한결같이 부인하였다", "음주", DENIED),
        ("음주 사실을 부인하지 않았다", "음주", SO),
        # a cue too many words away, and the nearest of two before the phrase
        ("교대근무 여섯 달 내내 주말 밤낮 따로 구분 없었습니다", "교대근무", SO),
        ("아마 동료가 술을 마셨습니다", "술", OTHERS),
        # a list, with commas
        ("당뇨, 고지혈증, 통풍 모두 없었습니다", "당뇨", DENIED),
        # whose it is: by the noun it describes, by a relation to the one the case is about, not by whom it came from
        ("음주한 상대 차량에 들이받혔습니다", "음주", OTHERS),
        ("망인의 부친에게 고혈압이 있었습니다", "고혈압", OTHERS),
        # kin: somebody else, unless the case is theirs
        ("저는 작년에 쓰러졌습니다. 아버지도 고혈압이 있으셨어요", "고혈압", OTHERS),
        ("남편이 일하다 쓰러졌습니다. 남편은 고혈압이 있었어요", "고혈압", SO),
        ("남편이 일하다 쓰러졌습니다. 시아버지도 고혈압이 있었어요", "고혈압", OTHERS),
        ("저는 남편이 숨진 뒤 신청했습니다. 남편은 당뇨가 있었고", "당뇨", SO),
        ("아내가 당뇨라서 제가 일을 많이 했습니다", "당뇨", OTHERS),
        # a colleague by name or title, with 도, without a particle; a topic carries on behind 'and'
        ("같이 사는 친구 수닐은 술을 좋아하고 당뇨 있어요", "당뇨", OTHERS),
        ("같은 현장 박 기사도 그달 협심증으로 입원했습니다", "협심증", OTHERS),
        ("엄마 콜레스테롤 높아요, 나는 몰라요", "콜레스테롤", OTHERS),
        ("아버지 일로 씁니다. 아버지 당뇨는 15년 됐습니다", "당뇨", SO),
        # the subject behind the topic
        ("축구는 제 동생이 합니다", "축구", OTHERS),
        ("담배는 제가 아니라 홀 지배인이 하루 두 갑이고요", "담배", OTHERS),
        ("회식은 부장님이 열었습니다", "회식", SO),
        # a superior acts on the writer, or falls ill himself
        ("반장님이 폐암으로 돌아가셨습니다", "폐암", OTHERS),
        ("지점장이 매일 폭언을 했습니다", "폭언", SO),
        # the clause of another is over: one has left, told of it, or gave a lift
        ("동료들은 다 그만두고 야근을 계속했습니다", "야근", SO),
        ("술은 거의 매일 마셨다고 동료가 말했어요", "술", SO),
        ("어르신이 제 팔을 잡아당겨서 어깨가 빠졌습니다", "어깨", SO),
        # the one whom the story opens with, and a relative in it
        ("남편은 갱에서 일했습니다. 큰시숙은 진폐로 돌아가셨고요. 남편은 폐렴으로 갔습니다", "폐렴", SO),
        ("남편은 갱에서 일했습니다. 큰시숙은 진폐로 돌아가셨고요. 남편은 폐렴으로 갔습니다", "진폐", OTHERS),
        (
            "저는 7년 같이 살았어요. 옆집 언니는 3년 살다 받았다는데 그 집은 이혼이 되어 있었대요",
            "이혼",
            OTHERS,
        ),
        ("저는 가게를 합니다. 거래처 김 사장은 산재에 안 들었다가 다쳤어요", "다쳤", OTHERS),
        ("저는 누나이고 대신 적습니다. 도박 빚은 동생이 아니라 지점장 얘기입니다", "도박", OTHERS),
        # several denied together
        ("빚이 있었던 것도, 집안에 다툼이 있었던 것도 아닙니다", "빚", DENIED),
        ("당뇨도, 고혈압도 없습니다", "당뇨", DENIED),
        ("술도, 담배도 즐겼습니다", "술", SO),
        # taken back behind the phrase
        ("배드민턴 동호회 가입은 했으나 한 번도 안 나갔고", "배드민턴", DENIED),
        ("흡연은 했으나 폐에는 병이 없었다", "흡연", SO),
        ("회사 주장은 제가 조기축구를 해서 다쳤다는 건데, 축구는 제 동생이 합니다", "조기축구", DENIED),
        ("공단은 제 고혈압 때문이라는데 저는 쉬지 못했습니다", "고혈압", SO),
        ("옆 조 형님은 안전모를 안 쓰고 다녔습니다", "안전모", OTHERS),
        ("동료가 몰던 차에서 허리를 다쳤습니다", "다쳤", SO),
        ("음주를 하였더라도 결론은 달라지지 않습니다", "음주", ASKED),
        ("무거운 짐을 나른 것이 산재가 되나요?", "무거운 짐", SO),
        ("난청 의증이라고 합니다", "난청", UNCERTAIN),
        ("무면허 여부는 이 기록만으로 알 수 없다", "무면허", UNCERTAIN),
        ("소음에 노출된 점은 의심할 여지가 없다", "소음에 노출", SO),
    ],
)
def test_stance(text: str, phrase: str, stance: Stance) -> None:
    start = text.index(phrase)
    assert StanceReader(text).read(start, start + len(phrase)).stance is stance


@pytest.mark.parametrize(
    ("text", "phrase", "is_reported"),
    [
        ("소음성 난청이 아니래요", "난청", True),
        ("회사는 괴롭힘이 없었다고 합니다", "괴롭힘", True),
        ("저는 음주운전을 하지 않았다고 진술했습니다", "음주운전", False),
        ("동료들은 야근이 없었다고 합니다", "야근", True),
        ("난청이 아닙니다", "난청", False),
    ],
)
def test_whose_denial_it_is(text: str, phrase: str, is_reported: bool) -> None:
    start = text.index(phrase)
    reading = StanceReader(text).read(start, start + len(phrase))
    assert (reading.stance, reading.is_reported) == (DENIED, is_reported)


def test_where_a_clause_ends() -> None:
    text = "고혈압은 있었지만 약을 먹었다. 담배는 안 피웠다."
    reader = StanceReader(text)
    assert text[: reader.clause_end(0, 3)] == "고혈압은 있었지만"
    start = text.index("담배")
    assert reader.clause_end(start, start + 2) == len(text)


@pytest.mark.parametrize(
    ("text", "phrase", "teller"),
    [
        ("회사는 제가 신호를 어겼다고 합니다", "신호를 어겼", "party"),
        ("제가 먼저 주먹을 들었다고 상대방이 말하는데 아닙니다", "먼저 주먹", "party"),
        ("회사 의견서에 제가 도박을 했다고 적혀 있습니다", "도박", "party"),
        ("빚이 많았다는 소문은 다른 집 이야기고요", "빚이 많았", "party"),
        ("술을 마셨다는 말이 있었는데 그건 옆자리 사람입니다", "술을 마셨", "party"),
        ("공단은 나이 탓이라고 합니다", "나이 탓", "agency"),
        # a doctor's word, one's own, and what came before in another clause
        ("의사는 나이 탓이라고 합니다", "나이 탓", None),
        ("반장이 묻길래 집에서 넘어졌다고 했어요", "집에서 넘어졌", None),
        ("회사에서 술을 마셨습니다", "술을 마셨", None),
    ],
)
def test_who_only_says_so(text: str, phrase: str, teller: str | None) -> None:
    start = text.index(phrase)
    assert StanceReader(text).teller(start, start + len(phrase)) == teller


@pytest.mark.parametrize(
    ("words", "passed_on"),
    [
        ("본 사람이 없다, 병원 종이에 집이라고 있다 했습니다.", True),
        ("공단 사람 안 된다 말해요.", True),
        ("창구에서 안 됩니다 하더라고요.", True),
        ("늙어서 그런 거라 카데예.", True),
        ("첫 진단서에 미끄러졌다 써 있어요.", True),
        ("산재로 하자 해서 그랬습니다.", True),
        ("공단은 '치료의 필요성이 인정되지 않는다'고 써서 보냈습니다.", True),
        ("결정서에 ‘업무와 무관하다’는 이유로 되어 있어요.", True),
        # All, by turns, than, the sea, following, own opinion, a name.
        ("그 일은 저 혼자 다 했습니다.", False),
        ("하루에도 수십 번 앉았다 섰다 했습니다.", False),
        ("첫날보다 하루 늦었습니다.", False),
        ("반장을 따라 했습니다.", False),
        ("저는 산재라고 생각합니다.", False),
        ("김 반장이라고 부르는 분입니다.", False),
        ("짐을 내리다 허리를 삐었습니다.", False),
    ],
)
def test_words_of_others_are_passed_on_with_and_without_a_particle(words: str, passed_on: bool) -> None:
    assert passes_on(words) is passed_on


def test_what_another_is_denied_to_have_done_is_denied() -> None:
    text = "경로의 일탈에 해당하며, 부모 집 방문은 사유가 아님. 부모는 음주 사실이 없음."
    start = text.index("음주")
    reading = StanceReader(text).read(start, start + 2)
    assert (reading.stance, reading.is_denied) == (Stance.OTHERS, True)
    assert reading.is_one_of({Stance.DENIED}) and not reading.is_one_of({Stance.ASKED})


@pytest.mark.parametrize(
    ("text", "phrase", "is_alleged"),
    [
        ("제가 자전거 동호회에 나간다고 적혀 있던데 그건 이름이 같은 옆 조 사람입니다", "동호회", True),
        ("공장에서 술 냄새가 났다는데 그날은 술을 입에 대지도 않았어요", "술 냄새", True),
        ("주말마다 배를 타냐고 묻길래 없다고 했습니다", "배를 타", True),
        # nothing is said against it, a doctor's finding, and what is the writer's own
        ("사업자등록이 있다는데 매일 나가 시키는 일만 했어요", "사업자등록", False),
        ("주치의는 예전 상처가 있다고 했는데 그건 작은 거랍니다", "예전 상처", False),
        ("혈압약을 먹었는데 그건 작년부터입니다", "혈압약", False),
    ],
)
def test_what_is_passed_on_to_be_refuted(text: str, phrase: str, is_alleged: bool) -> None:
    start = text.index(phrase)
    assert StanceReader(text).is_alleged(start, start + len(phrase)) is is_alleged
