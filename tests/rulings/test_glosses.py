"""Whether plain words may stand above their sentence, which is the one thing they are read against."""

import pytest

from lib.domain.passages import Speaker
from lib.rulings.glosses import Fault, fault_of, marks_of

COURT, AGENCY, CLAIMANT, EXPERT, FACT = (
    Speaker.COURT, Speaker.AGENCY, Speaker.CLAIMANT, Speaker.EXPERT, Speaker.FACT,
)  # fmt: skip
UNPROVEN = "원고가 제출한 증거만으로는 업무와 이 사건 상병 사이에 상당인과관계가 있다고 인정하기 부족하고, 달리 이를 인정할 증거가 없다."
KNEE = "감정의는 우측 슬관절의 퇴행성 변화가 나이에 비하여 심하다는 소견을 밝혔다."
ARGUED = "원고는 과중한 업무로 인하여 뇌출혈이 발병하였으므로 이 사건 처분은 위법하다고 주장한다."
HOURS = "발병 전 12주 동안 주당 평균 업무시간은 58시간 20분이었다."
HEARING = "순음청력검사에서 좌측 62dB, 우측 58dB의 청력역치가 확인됨."
LIFTED = "원고가 8년 동안 하루 6시간 넘게 철판을 들어 올린 점에 비추어 보면, 어깨에 부담이 컸다고 보인다."


@pytest.mark.parametrize(
    ("speaker", "sentence", "gloss"),
    [
        (COURT, "원고의 업무와 이 사건 상병 사이에 상당인과관계가 있다고 봄이 타당하다.", "일과 병이 이어진다고 보는 것이 맞다고 했습니다."),
        (COURT, "따라서 이와 다른 전제에 선 이 사건 처분은 위법하다.", "그래서 공단의 거절은 잘못이라고 보았습니다."),
        (COURT, LIFTED, "8년 동안 하루 6시간 넘게 철판을 들어 어깨에 무리가 갔다고 보았습니다."),
        (COURT, UNPROVEN, "낸 자료만으로는 일과 병이 이어진다고 보기에 모자라고 다른 증거도 없다고 했습니다."),
        (EXPERT, KNEE, "의사는 오른쪽 무릎이 나이에 견주어 많이 닳았다고 했습니다."),
        (AGENCY, "피고는 이 사건 상병이 개인적인 소인에 의한 것이라는 이유로 요양불승인처분을 하였다.", "공단은 병이 타고난 체질 때문이라며 요양을 거절했습니다."),
        (CLAIMANT, ARGUED, "원고는 힘든 일 때문에 뇌출혈이 왔으니 처분이 잘못됐다고 주장합니다."),
        (FACT, "망인은 2019. 3. 4. 07:30경 출근하여 작업하던 중 쓰러져 병원으로 후송되었으나 사망하였다.",
         "숨진 사람은 2019년 3월 4일 아침 7시 30분쯤 출근해 일하다 쓰러졌고 병원에서 숨졌습니다."),
        (FACT, HOURS, "쓰러지기 전 12주 동안 한 주에 평균 58시간 20분을 일했습니다."),
        (Speaker.CONCLUSION, "그렇다면 원고의 청구는 이유 없으므로 이를 기각하기로 하여 주문과 같이 판결한다.", "그래서 원고의 청구를 기각했습니다."),
        (COURT, "이 규정은 예로 든 것이어서 여기에 없는 병을 모두 빼는 규정으로 볼 수 없음은 물론이다.", "이 규정에 없는 병이라고 모두 빠지는 것은 아닙니다."),
        (COURT, "두 금액을 그대로 견주는 것은 무리가 있고 그 근거도 찾을 수 없다.", "두 금액을 그대로 견주는 것은 무리라고 했습니다."),
        (FACT, "부장과 고인은 따로 만나는 사이가 아니었다.", "두 사람은 따로 만나는 사이가 아니었습니다."),
        (FACT, "원고는 2021. 11. 5. 심사청구를 하였으나 2022. 2. 8. 기각되었다.", "원고의 심사청구는 이듬해 2월에 기각됐습니다."),
        (FACT, "좌측 족관절 골절로 수술을 받았다.", "왼쪽 발목뼈가 부러져 수술을 받았습니다."),
        (CLAIMANT, ARGUED, "원고는 자기가 한 일 때문에 뇌출혈이 왔다고 주장했습니다."),
        # a word that the sentence has too, one that only sounds like a limb, what is asked, a range, places
        (COURT, "회사의 연락을 받고 출근을 서둘렀다.", "회사 연락을 받고 출근을 서둘렀어요."),
        (FACT, "원고는 1974년경부터 흡연을 하였던 것으로 나타난다.", "원고는 1974년쯤부터 담배를 피운 것으로 나와 있습니다."),
        (COURT, "그 행위가 자해행위에 준할 정도에 이른다고는 판단되지 않는다.", "그 행동이 자해에 버금갈 정도는 아니라고 판단했습니다."),
        (COURT, "그 행위가 자해행위에 준할 정도에 이른다고는 판단되지 않는다.", "그 행동이 자해에 버금가는지를 따졌습니다."),
        (COURT, "소음으로 인한 난청은 노출 후 10~15년간 급격히 진행된다.", "소음으로 생긴 난청은 10년에서 15년 동안 급하게 나빠진다고 했습니다."),
        (COURT, "발생하거나 흡입할 수 있는 유해물질에 관한 자료는 제출되지 아니하였다.", "어떤 해로운 물질이 나왔는지 보여 주는 자료는 없었습니다."),
        (CLAIMANT, "원고는 용접흄에 노출되어 폐암이 발병하였으므로 피고의 처분은 위법하다고 주장한다.", "원고는 용접 연기로 폐암이 생겼는데 공단이 인정하지 않은 것은 잘못이라고 주장합니다."),
        (COURT, "그로 인하여 망인이 자살에 이르게 된 것으로 추단된다.", "그 때문에 스스로 목숨을 끊은 것으로 미루어 보았습니다."),
        # what is held possible told as that, sides told once for two limbs, twice the sum
        (COURT, "운전자가 앞을 제대로 살피지 못하였을 가능성이 크다.", "운전자가 앞을 제대로 살피지 못했을 가능성이 크다고 했습니다."),
        (CLAIMANT, "원고는 좌측 상하지에 극심한 통증이 있다고 주장한다.", "원고는 왼팔과 왼다리가 몹시 아프다고 주장합니다."),
        (COURT, "피고가 이미 준 보험급여의 2배를 징수한 처분은 적법하다.", "이미 준 보험급여의 두 배를 거둔 처분은 법에 맞는다고 했습니다."),
        (Speaker.LAW, "그 인과관계는 반드시 의학적, 자연과학적으로 명백히 증명하여야 하는 것은 아니다.", "그 관련을 꼭 의학으로 분명하게 증명해야 하는 것은 아닙니다."),
        # what is told one by one counted, a minute past midnight
        (FACT, "심사청구가 2021. 5. 27. 기각되었고, 다시 재심사청구를 하였으나 2022. 2. 24. 기각되었다.", "심사청구와 재심사청구가 두 번 다 기각됐습니다."),
        (FACT, "원고는 00:01경 오토바이를 운전하다 넘어졌다.", "원고는 밤 12시를 막 넘겨 오토바이를 몰다 넘어졌습니다."),
        # each value of its own side, one of both sides, a doctor who is named judges, a rule that the sentence states
        (EXPERT, "청력역치는 62dB(좌), 58dB(우)로 확인됨.", "의사는 왼쪽 62dB, 오른쪽 58dB라고 했습니다."),
        (EXPERT, "좌·우측 모두 60dB로 측정됨.", "의사는 왼쪽과 오른쪽이 다 60dB로 나왔다고 했습니다."),
        (EXPERT, KNEE, "감정 의사는 나이에 견주어 오른쪽 무릎이 많이 닳았다고 보았습니다."),
        (COURT, "특별한 사정이 없는 한 그 처분은 유효하다.", "특별한 사정이 없으면 그 처분은 효력이 있습니다."),
    ],
)  # fmt: skip
def test_true_words_stand(speaker: Speaker, sentence: str, gloss: str) -> None:
    assert fault_of(gloss, [sentence], speaker) is None


@pytest.mark.parametrize(
    ("speaker", "sentence", "gloss", "fault"),
    [
        (COURT, UNPROVEN, "일 때문에 병이 났다고 인정했습니다.", Fault.TURNED),
        (COURT, "그러므로 이와 같은 취지의 이 사건 처분은 적법하다.", "공단의 결정이 잘못됐다고 했습니다.", Fault.TURNED),
        (COURT, LIFTED, "근로자가 이긴 판결입니다.", Fault.WON),
        (COURT, LIFTED, "이런 경우라면 인정받을 수 있습니다.", Fault.CERTAINTY),
        (COURT, LIFTED, "작업 사진을 미리 챙겨 두는 게 좋습니다.", Fault.ADVICE),
        (COURT, LIFTED, "늦기 전에 심사를 청구해야 합니다.", Fault.DEADLINE),
        (COURT, LIFTED, "자세한 내용은 evil.example.com 참고", Fault.LINK),
        (CLAIMANT, ARGUED, "법원은 힘든 일 때문에 뇌출혈이 왔다고 보았습니다.", Fault.SPEAKER),
        (EXPERT, KNEE, "무릎이 많이 닳은 것으로 인정됐습니다.", Fault.SPEAKER),
        (EXPERT, KNEE, "왼쪽 무릎이 많이 닳았다고 했습니다.", Fault.LIMB),
        (EXPERT, KNEE, "오른쪽 어깨가 많이 닳았다고 했습니다.", Fault.LIMB),
        (EXPERT, "견갑하근 힘줄이 끊어졌다는 소견이다.", "극상근 힘줄이 끊어졌다고 했습니다.", Fault.LIMB),
        (COURT, LIFTED, "인정받을 가능성이 충분합니다.", Fault.CERTAINTY),
        (COURT, LIFTED, "인정받은 것이나 다름없습니다.", Fault.CERTAINTY),
        (COURT, LIFTED, "결국 원고가 졌습니다.", Fault.WON),
        (COURT, LIFTED, "원고의 말이 더 그럴듯하다고 했습니다.", Fault.WON),
        (FACT, "망인은 2019. 11. 7. ○○대학교병원에서 대동맥판막 폐쇄부전 진단을 받았다.", "고인은 승모판막이 잘 닫히지 않는다는 진단을 받았습니다.", Fault.LIMB),
        (COURT, LIFTED, "공단 쪽 주장을 뒷받침하는 사정입니다.", Fault.WON),
        (COURT, LIFTED, "공단의 설명이 맞는다는 쪽에 섰습니다.", Fault.WON),
        (FACT, "고인은 2012. 9. 3.경 간암 진단을 받았다.", "고인은 2012년 9월 3일쯤 폐암 진단을 받았습니다.", Fault.LIMB),
        (FACT, "고인은 2012. 9. 3.경 직장암 진단을 받았다.", "고인은 2012년 9월 3일쯤 위암 진단을 받았습니다.", Fault.LIMB),
        # another relative, a value of another joint, the other half of the day, what is compared with what
        (FACT, "망인의 배우자가 유족급여를 청구하였다.", "숨진 이의 어머니가 유족급여를 청구했습니다.", Fault.LIMB),
        (EXPERT, "무릎관절은 정상의 30%, 발목관절은 60%의 수준을 보였다.", "의사는 무릎이 정상의 60%, 발목이 30%라고 했습니다.", Fault.LIMB),
        (FACT, "원고는 07:30경 휴게실에서 쓰러졌다.", "원고는 저녁 7시 30분쯤 휴게실에서 쓰러졌습니다.", Fault.LIMB),
        (FACT, "좌측 하지에 비하여 우측 하지에 근위축이 있다.", "왼쪽 다리 근육이 오른쪽에 견주어 말라 있습니다.", Fault.LIMB),
        (FACT, "원고는 제4수지 골절 진단을 받았다.", "원고는 둘째 손가락이 부러졌다는 진단을 받았습니다.", Fault.LIMB),
        # values of the two sides changed, in either way of writing
        (EXPERT, HEARING, "의사는 왼쪽 귀가 58dB, 오른쪽 귀가 62dB라고 적었습니다.", Fault.LIMB),
        (EXPERT, "청력역치는 62dB(좌), 58dB(우)로 확인됨.", "의사는 왼쪽 58dB, 오른쪽 62dB라고 했습니다.", Fault.LIMB),
        # a judgment of nobody named, a finding told as a rule, a choice between two that the sentence does not make
        (CLAIMANT, ARGUED, "힘든 일 때문에 뇌출혈이 왔으니 처분이 잘못이라고 보았습니다.", Fault.SPEAKER),
        (COURT, LIFTED, "8년 동안 철판을 들었다면 어깨에 무리가 가는 법입니다.", Fault.CERTAINTY),
        (FACT, HOURS, "한 주에 평균 62시간을 일했습니다.", Fault.FIGURE),
        (FACT, HOURS, "발병 전 열두 주 동안 주당 평균 업무시간이 58시간 20분이었다는 것인데, 이는 무척 긴 시간이어서 쉬지 못한 것입니다.", Fault.LONGER),
    ],
)  # fmt: skip
def test_what_the_sentence_does_not_say_falls(
    speaker: Speaker, sentence: str, gloss: str, fault: Fault
) -> None:
    assert fault_of(gloss, [sentence], speaker) is fault


def test_a_result_that_the_ruling_did_not_have_falls_whatever_the_sentence_names() -> None:
    sentence = "이 사건 처분의 취소를 구하는 원고의 청구는 이유 없다."
    assert fault_of("공단의 처분을 취소했습니다.", [sentence], COURT, won=False) is Fault.WON


def test_the_illness_of_a_ruling_is_no_limb_of_its_accident() -> None:
    told, gloss = (
        "원고는 이 사건 사고 후 두통으로 응급실에 갔다.",
        "원고는 사고 뒤 허리가 아파 응급실에 갔습니다.",
    )
    assert fault_of(gloss, [told], FACT, illnesses=("요추부 염좌",)) is Fault.LIMB
    told, gloss = "원고는 이 사건 상병을 진단받았다.", "원고는 허리를 삐었다는 진단을 받았습니다."
    assert fault_of(gloss, [told], FACT, illnesses=("요추부 염좌",)) is None


def test_what_the_lists_find_is_a_sign_that_is_weighed() -> None:
    told = ["운전자가 앞을 제대로 살피지 못하였을 가능성이 크다."]
    assert marks_of("운전자는 앞을 제대로 살피지 않았습니다.", told, frozenset({COURT}), None) >= {"too sure"}
    assert not marks_of("앞을 살피지 못했을 가능성이 큽니다.", told, frozenset({COURT}), None)
