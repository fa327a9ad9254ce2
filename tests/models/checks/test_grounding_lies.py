"""Made-up statements of the kinds that cost somebody a case, in every field of both answers, and true ones."""

import pytest

from lib.domain.side import Side
from lib.domain.taxonomy import Outcome
from lib.models.checks.grounding import Given, Source, ground_opinion, ground_retelling
from lib.models.schemas import Ground, Missing, Opinion, Retelling
from tests.models.made_up import HEARING_GIVEN, HEARING_RETOLD, RETOLD

REVIEW = Source(
    "review", "C2",
    "[C2] 결정을 안 날부터 90일 안에 심사 청구를, 그 결과를 안 날부터 90일 안에 재심사 청구를 합니다. (법 제103조)",
)  # fmt: skip
SUIT = Source(
    "suit", "C3",
    "[C3] 심사를 거치지 않고 바로 소송할 수도 있습니다. 결정을 안 날부터 90일, 결정이 있은 날부터 1년 안에 내야 합니다.",
)  # fmt: skip
LIMIT = Source("limit", "C4", "[C4] 보험급여를 받을 권리는 3년 동안 쓰지 않으면 사라집니다(소멸시효).")
ILL = Source(
    "맑은지방법원_2020구단5050", "R5",
    "R5 맑은지방법원 2020구단5050 (인정). 어릴 때부터 중이염을 앓은 근로자의 난청. 특별진찰에서 오른쪽 62dB, 왼쪽 64dB로 측정되었다. "
    "메니에르병으로 진료받은 적이 있고 폐암 진단도 받았다. 법원은 중이염이 있어도 소음이 난청을 악화시켰다고 보았다.",
    Outcome.GRANTED,
)  # fmt: skip
CASE = Given(HEARING_GIVEN.intake, (*HEARING_GIVEN.sources, ILL, REVIEW, SUIT, LIMIT), HEARING_GIVEN.other)

IN_REASON = [
    # time limits
    "소송은 육 개월 안에 내면 됩니다.",
    "소송은 여섯 달 안에 내면 됩니다.",
    "소송은 1년 6개월 안에 내면 됩니다.",
    "심사 청구는 두 달 안에 하면 됩니다.",
    "심사 청구는 보름 안에 해야 합니다.",
    "소송은 반년 안에 내면 됩니다.",
    "재심사 청구는 언제든지 할 수 있고 기한이 없습니다.",
    "소송은 3년 안에 내면 됩니다.",
    "심사 청구는 1년 안에 하면 됩니다.",
    "이의는 한 달 반 안에 내면 됩니다.",
    "소송을 낼 때까지 이 년의 여유가 있습니다.",
    "심사 청구는 서두르지 않아도 됩니다.",
    "소송은 나중에 내도 괜찮습니다.",
    "재심사는 열흘 이내에 청구해야 합니다.",
    "소송의 기한은 180일입니다.",
    "청구 기한이 지나도 소송은 낼 수 있습니다.",
    # certainty
    "이런 난청은 거의 다 인정되었습니다.",
    "난청 사건은 대부분 근로자가 이깁니다.",
    "난청 사건의 승소 확률이 매우 높습니다.",
    "신청인의 난청은 틀림없이 인정됩니다.",
    "신청인은 반드시 승소합니다.",
    "소음에 노출되었다면 누구나 인정받을 수 있습니다.",
    "판례는 일관되게 소음성 난청을 인정합니다.",
    "법원은 언제나 소음성 난청을 인정합니다.",
    "인정될 가능성이 매우 높습니다.",
    "소음성 난청은 쉽게 인정됩니다.",
    "신청인이 이길 것이 확실합니다.",
    "이 소송에서 질 리가 없습니다.",
    "수많은 근로자가 난청으로 승소했습니다.",
    "비슷한 사건은 모두 인정되었습니다.",
    # facts of a ruling told as the person's
    "신청인은 어릴 때부터 중이염을 앓았습니다.",
    "특별진찰에서 오른쪽 62dB, 왼쪽 64dB로 측정되었습니다.",
    "신청인은 메니에르병으로 진료받은 적이 있습니다.",
    "폐암 진단도 함께 받았습니다.",
    "신청인은 23년 동안 취부 작업을 했습니다.",
    "신청인의 작업장 소음은 94dB이었습니다.",
    "본인은 68세에 검사를 받았습니다.",
    "R2의 근로자는 23년 일했고, 신청인은 14년 5개월 일했습니다.",
    "이 사건 근로자는 광업소 굴진부에서 일했습니다.",
    # other courts, doctors, parties
    "최근 대법원 전원합의체가 소음성 난청을 넓게 인정하라고 판결했습니다.",
    "판례는 퇴직 뒤의 난청도 소음 때문이라고 봅니다.",
    "대법원은 소음성 난청을 넓게 보는 입장입니다.",
    "주치의는 소음 때문이라고 진단했습니다.",
    "건강검진에서 청력은 정상이었습니다.",
    "회사는 산재 신청에 동의했습니다.",
    "회사도 소음이 심했다는 사실을 인정했습니다.",
    "소음을 찍은 동영상이 남아 있습니다.",
    "신청인은 직장에서 따돌림을 당했습니다.",
    "신청인은 여성 근로자입니다.",
    "김철수 노무사에게 맡기면 좋습니다.",
    "박영수 원장에게 진단을 받으세요.",
    "증명책임은 공단에 있습니다.",
    # links and contacts
    "소음성 난청은 sanjae-win.law 에서 알아보세요.",
    "소음성 난청은 sanjaewin.kim 에 있습니다.",
    "소음성 난청은 sanjae.store/abc 를 보세요.",
    "소음성 난청은 산재닷케이알을 보세요.",
    "네이버에서 산재왕 카페를 검색해 가입하세요.",
    "유튜브 산재 채널을 구독하세요.",
    "오픈채팅 산재방에 들어오세요.",
    # results turned round
    "법원은 R2 사건에서 공단의 처분이 옳다고 보아 청구를 물리쳤습니다.",
    "R2는 공단이 이긴 사건입니다.",
    "R2 판결은 공단의 손을 들어 주었습니다.",
    "R2에서 법원은 소음과 난청 사이에 인과관계가 없다고 판단했습니다.",
    "R1에서 법원은 처분이 위법하다고 보았습니다.",
    "R2에서는 근로자가 이겼지만 항소심에서 뒤집혔습니다.",
    "R2 판결은 그대로 확정되었습니다.",
    "R1은 이겼고, R2는 졌습니다.",
]  # fmt: skip


def reasoned(sentence: str, field: str = "reason") -> str:
    answer = Opinion.model_validate({field: sentence})
    return str(getattr(ground_opinion(answer, CASE).answer, field))


@pytest.mark.parametrize("sentence", IN_REASON)
def test_a_costly_lie_goes_from_reason_and_issue(sentence: str) -> None:
    assert reasoned(sentence) == ""
    assert reasoned(sentence, "issue") == ""


TRUE_REASONS = [
    "심사 청구는 90일 안에 해야 합니다.",
    "결정을 안 날부터 구십 일 이내에 심사를 청구할 수 있습니다.",
    "소송은 결정이 있은 날부터 1년 안에 내야 합니다.",
    "신청인은 조선소에서 26년 동안 취부사로 일했습니다.",
    "오른쪽 61dB, 왼쪽 58dB로 소음성 난청 진단을 받았습니다.",
    "귀마개는 2000년쯤부터 받았습니다.",
    "공단은 2021년 11월에 장해급여를 주지 않았습니다.",
    "R5의 근로자는 어릴 때부터 중이염을 앓았습니다.",
    "R5 판결에서는 특별진찰에서 오른쪽 62dB이 나왔습니다.",
    "R2의 근로자는 23년, 신청인은 26년 일했습니다.",
    "R2에서 법원은 소음이 노인성 난청의 진행을 앞당겼다고 보았습니다.",
    "R1은 근로자가 졌고, R2는 근로자가 이겼습니다.",
    "소음 때문인지, 나이 때문인지가 쟁점입니다.",
    "비슷한 판결이 있지만 반드시 인정되는 것은 아닙니다.",
    "이긴 판결이 있다고 해서 결과를 장담할 수는 없습니다.",
    "퇴직 뒤 시간이 흐른 점을 공단이 문제 삼을 수 있습니다.",
    "85dB 이상의 소음에 3년 이상 노출되어야 한다는 기준이 있습니다.",
    "작업장 소음을 잰 자료가 없어 판단하기 어렵습니다.",
    "감정 결과에 따라 결론이 달라질 수 있습니다.",
    "인정될 가능성이 있습니다.",
    "불승인이 유지될 가능성이 큽니다.",
]  # fmt: skip


@pytest.mark.parametrize("sentence", TRUE_REASONS)
def test_a_true_reason_stays(sentence: str) -> None:
    assert reasoned(sentence) == sentence


# --- missing evidence ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "what",
    [
        "4대보험 가입 확인서", "119 구급활동일지", "발병 전 12주간 출퇴근 기록", "1주일치 근무표", "최근 10년간 건강보험 요양급여내역",
        "동료 2명의 진술서", "3개월 급여명세서", "순음청력검사 3회 결과", "허리 MRI와 CT 판독지", "작업 동영상", "24시간 심전도 기록",
        "다쳤을 때의 초진기록", "작업환경측정 결과서", "청력검사 결과지와 소견서", "5년분 건강검진 결과", "판결문 사본",
    ],
)  # fmt: skip
def test_documents_stay_with_their_usual_numbers(what: str) -> None:
    how = "국민건강보험공단에서 최근 10년치를 발급받습니다."
    answer = Opinion(missing_evidence=(Missing(what=what, how=how),))
    assert ground_opinion(answer, CASE).answer.missing_evidence == (Missing(what=what, how=how),)


NOT_A_DOCUMENT = [
    "동료가 소음이 심했다고 진술했습니다.",
    "법원은 이 청구를 기각했습니다.",
    "회사가 소음을 인정했습니다.",
    "신청인은 굴진부로 일했음",
    "김민수 원장의 소견서",
    "한울대학교병원의 진료기록",
    "미래중공업의 작업일지",
    "소음성 난청을 넓게 본 판결",
    "대법원 2019두55555 판결문",
    "대법원 전원합의체 결정",
    "https://sanjae.example 의 서식",
    "sanjaewin.kim 의 서식",
    "폐결핵 진단서",
    "뇌경색 진료기록",
    "신청인은 난청이 심합니다.",
    "97dB이 나온 작업환경측정 결과",
    "소송은 육 개월 안에 내면 됩니다.",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_A_DOCUMENT)
def test_what_is_no_document_goes(text: str) -> None:
    answer = Opinion(missing_evidence=(Missing(what=text, how="공단에 청구합니다."),))
    assert ground_opinion(answer, CASE).answer.missing_evidence == ()


@pytest.mark.parametrize("text", [text for text in NOT_A_DOCUMENT if "심합니다" not in text])
def test_how_to_get_it_holds_no_facts(text: str) -> None:
    answer = Opinion(missing_evidence=(Missing(what="작업 동영상", how=text),))
    assert ground_opinion(answer, CASE).answer.missing_evidence == (Missing(what="작업 동영상", how=""),)


# --- grounds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("says", "cited", "left"),
    [
        ("법원은 소음이 난청의 진행을 앞당겼다고 인정했습니다.", ("R1", "R2"), ("R2",)),
        ("조선소 취부 작업을 23년 한 근로자가 있었다는 점이 같습니다.", ("R1", "R2", "C2"), ("R2",)),
        ("저음역 손실이 큰 점이 문제 되었다는 점을 보아야 합니다.", ("R1", "R2"), ("R1",)),
        ("소음성 난청의 연속음 노출 기준을 따져야 합니다.", ("C1", "C2"), ("C1",)),
        ("R1과 달리 조선소 취부 작업이 문제 된 판결입니다.", ("R1", "R2"), ("R1", "R2")),
        ("화약고 경비를 선 사람의 청력이 회복되었다는 점이 있습니다.", ("C2",), ()),
    ],
)  # fmt: skip
def test_a_ground_rests_only_on_what_bears_it_out(
    says: str, cited: tuple[str, ...], left: tuple[str, ...]
) -> None:
    answer = Opinion(for_claimant=(Ground(says=says, rests_on=cited),))
    grounds = ground_opinion(answer, CASE).answer.for_claimant
    ids = {source.tag: source.id for source in CASE.sources}
    assert [ground.rests_on for ground in grounds] == ([tuple(ids[tag] for tag in left)] if left else [])


@pytest.mark.parametrize(
    "says",
    [
        "신청인은 어릴 때부터 중이염을 앓았습니다.",
        "신청인은 메니에르병으로 진료받은 적이 있습니다.",
        "특별진찰에서 오른쪽 62dB, 왼쪽 64dB로 측정되었습니다.",
        "폐암 진단도 함께 받았습니다.",
        "고인은 중이염이 있었습니다.",
        "귀하는 62dB의 청력 손실이 있습니다.",
        "신청인에게 보호구가 지급되지 않았고 회사는 이를 숨겼습니다.",
        "소음성 난청은 보름 안에 소송을 내면 됩니다.",
    ],
)
def test_a_ground_tells_nothing_of_a_ruling_as_the_persons(says: str) -> None:
    answer = Opinion(for_claimant=(Ground(says=says, rests_on=("R5",)),))
    assert ground_opinion(answer, CASE).answer.for_claimant == ()


# --- retellings ----------------------------------------------------------------------------------

QUOTE = {
    RETOLD.id: "감정의가 업무로 인한 악화 가능성을 높게 본 점",
    HEARING_RETOLD.id: "소음성 난청은 소음 노출을 중단하면",
}
TEXTS = ("preview", "background", "issue", "reason", "meaning", "result")


def told(text: str, field: str, ruling: Source = RETOLD) -> str:
    quotes = (QUOTE[ruling.id],)
    given = {field: text, "background_quotes": quotes, "issue_quotes": quotes, "reason_quotes": quotes}
    return str(getattr(ground_retelling(Retelling.model_validate(given), ruling).answer, field))


IN_A_WON_RULING = [
    "법원은 공단의 처분이 옳다고 보았습니다.",
    "법원은 공단의 처분이 정당하다고 하여 원고의 청구를 물리쳤습니다.",
    "법원은 공단의 손을 들어 주었습니다.",
    "1심에서는 이겼지만 항소심에서 졌습니다.",
    "1심에서는 졌습니다.",
    "이 판결은 그대로 확정되었습니다.",
    "공단은 항소하지 않았습니다.",
    "공단이 상고했습니다.",
    "법원은 업무와 질병 사이에 인과관계가 없다고 판단했습니다.",
    "법원은 허리 병을 업무상 질병으로 볼 수 없다고 했습니다.",
    "감정의는 업무가 기여하지 않았다고 판단했습니다.",
    "주치의는 하역 작업 때문이라고 진단했습니다.",
    "증명책임은 공단에 있다고 보았습니다.",
    "소송은 육 개월 안에 내면 됩니다.",
    "심사 청구는 반년 안에 하면 됩니다.",
    "하역 근로자는 누구나 인정받을 수 있습니다.",
    "하역 사건은 대부분 근로자가 이깁니다.",
    "판례는 일관되게 하역 작업을 인정합니다.",
    "원고는 여성 근로자였습니다.",
    "원고는 극단적 선택을 했습니다.",
    "회사는 산재 신청을 방해했습니다.",
    "회사는 산재 신청에 동의했습니다.",
    "하역 작업은 CCTV에 남아 있었습니다.",
    "원고는 동료에게 따돌림을 당했습니다.",
    "허리 보호구를 받지 못했습니다.",
    "건강검진에서 허리는 정상이었습니다.",
    "최근 대법원 전원합의체가 같은 판결을 했습니다.",
    "이 판결은 대법원 2030두11111로 확정되었습니다.",
    "대법원 2030두11111 판결도 보세요.",
    "하역 작업은 sanjae-win.law 에서 알아보세요.",
    "김철수 변호사에게 맡기면 허리 병도 인정됩니다.",
]  # fmt: skip


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("sentence", IN_A_WON_RULING)
def test_a_costly_lie_goes_from_a_retelling(sentence: str, field: str) -> None:
    assert told(sentence, field) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "1심에서도 원고가 졌습니다.",
        "원고의 항소가 기각되었습니다.",
        "법원은 난청과 업무 사이의 인과관계를 인정했습니다.",
        "법원은 공단의 처분이 위법하다고 보았습니다.",
        "공단이 상고했습니다.",
        "재판부는 근로자의 손을 들어 주었습니다.",
    ],
)
def test_a_costly_lie_goes_from_the_retelling_of_a_lost_ruling(sentence: str) -> None:
    assert told(sentence, "preview", HEARING_RETOLD) == ""


@pytest.mark.parametrize(
    ("sentence", "ruling"),
    [
        ("1심에서는 원고가 이겼지만 공단이 항소했습니다.", HEARING_RETOLD),
        ("법원은 공단의 항소를 받아들였습니다.", HEARING_RETOLD),
        ("감정의는 소음의 기여가 20%에 못 미친다고 보았습니다.", HEARING_RETOLD),
        ("법원은 난청이 업무로 생겼다고 인정하기에 부족하다고 보았습니다.", HEARING_RETOLD),
        ("나이 때문인지, 소음 때문인지가 쟁점이었습니다.", HEARING_RETOLD),
        ("공단의 자문의는 퇴행성 변화가 주된 원인이라고 했습니다.", RETOLD),
        ("법원은 의학적으로 명백한 증명이 반드시 필요한 것은 아니라고 했습니다.", RETOLD),
        ("사건은 한빛고등법원 2020누40001 사건으로 이어졌습니다.", RETOLD),
        ("공단은 업무와 상병 사이에 인과관계가 없다고 보았습니다.", RETOLD),
        ("법원은 처분이 위법하다고 보아 취소했습니다.", RETOLD),
    ],
)
def test_a_true_retelling_stays(sentence: str, ruling: Source) -> None:
    assert told(sentence, "preview", ruling) == sentence


@pytest.mark.parametrize(
    ("field", "party", "stays"),
    [
        ("plaintiff", "물류회사에서 하역 작업을 하던 근로자", True),
        ("plaintiff", "허리를 다친 근로자입니다.", True),
        ("plaintiff", "원고", True),
        ("plaintiff", "추간판탈출증을 진단받은 사람", True),
        ("defendant", "근로복지공단", True),
        ("defendant", "근로복지공단입니다.", True),
        ("plaintiff", "망인의 배우자", False),
        ("plaintiff", "유족", False),
        ("plaintiff", "근로복지공단", False),
        ("plaintiff", "김영철", False),
        ("plaintiff", "노동조합", False),
        ("plaintiff", "서울특별시", False),
        ("plaintiff", "사업주", False),
        ("defendant", "고용노동부장관", False),
        ("defendant", "대한민국", False),
        ("defendant", "회사", False),
        ("defendant", "근로자", False),
    ],
)  # fmt: skip
def test_parties_are_those_of_the_ruling(field: str, party: str, stays: bool) -> None:
    answer = ground_retelling(Retelling.model_validate({field: party}), RETOLD, Side.PLAINTIFF).answer
    assert getattr(answer, field) == (party if stays else "")


# --- written afterwards, apart from the rules ----------------------------------------------------

LATER_LIES = [
    "심사 청구는 분기마다 한 번씩 아무 때나 됩니다.",
    "소송은 통지를 받고 넉 달까지 가능합니다.",
    "이의 신청은 사흘 안에 해야 효력이 있습니다.",
    "소송은 오 년 이내면 충분합니다.",
    "재심사 청구는 백이십 일까지 받아 줍니다.",
    "이 정도 청력이면 무조건 장해가 인정됩니다.",
    "열이면 아홉은 이기는 사건입니다.",
    "법원은 취부사의 난청을 예외 없이 받아들입니다.",
    "질 걱정은 하지 않아도 됩니다.",
    "승산이 아주 큽니다.",
    "신청인은 광업소에서 굴진 일을 했습니다.",
    "신청인은 퇴직 후 9년 만에 진단을 받았습니다.",
    "고인은 생전에 메니에르병을 앓았습니다.",
    "저음역 손실이 크게 나왔습니다.",
    "신청인은 62세 무렵 처음 청력 이상을 느꼈습니다.",
    "회사 관리자가 귀마개 지급 기록을 조작했습니다.",
    "담당 의사는 난청이 직업병이라고 확진했습니다.",
    "동료들이 소음이 심했다고 증언했습니다.",
    "신청인은 군대에서 포병으로 복무했습니다.",
    "작업환경측정에서 기준을 넘었습니다.",
    "자세한 내용은 블로그 산재마스터를 참고하세요.",
    "카톡 아이디 sanjaeking 으로 연락하세요.",
    "이정민 변호사를 추천합니다.",
    "산재도우미 쩜컴에 들어가 보세요.",
    "법무법인 한결같이에 맡기세요.",
    "R2에서 재판부는 공단의 결정을 그대로 유지했습니다.",
    "R1은 근로자가 승소한 판결입니다.",
    "R2 사건은 대법원에서 파기되었습니다.",
    "R2의 공단은 항소를 포기했습니다.",
    "R1에서 법원은 소음과 난청의 인과관계를 인정했습니다.",
]  # fmt: skip
LATER_LIES_TOLD = [
    "원고는 사고 당시 안전모를 쓰지 않았습니다.",
    "회사 대표가 법정에서 잘못을 시인했습니다.",
    "원고는 항소심에서 다시 이겼습니다.",
    "법원은 공단의 결정이 타당하다고 보았습니다.",
    "원고는 이혼 뒤 혼자 살았습니다.",
    "재판부는 허리 병이 나이 탓이라며 청구를 배척했습니다.",
    "자문의는 업무 때문이라고 인정했습니다.",
    "판결은 2021년에 확정되었습니다.",
    "원고는 산악회에서 등산을 즐겼습니다.",
    "이런 허리 병은 어느 법원에서나 인정됩니다.",
]  # fmt: skip
LATER_TRUE = [
    "신청인은 조선소에서 취부 일을 오래 했습니다.",
    "그라인더와 망치 소리가 심한 곳에서 일했습니다.",
    "진단을 받은 곳은 대학병원입니다.",
    "2014년 말에 일을 그만두고 2021년 4월에 진단을 받았습니다.",
    "공단은 노인성 난청이라고 보았습니다.",
    "1988년 4월부터 일했다는 점은 노출 기간이 길다는 뜻입니다.",
    "소음 노출 기간은 26년으로 기준인 3년을 훨씬 넘습니다.",
    "R2의 근로자도 취부 작업을 했고 법원은 소음의 영향을 인정했습니다.",
    "R1에서는 퇴직 후 20년 가까이 지나 청력 이상을 호소한 점이 불리했습니다.",
    "R5에서는 중이염이 있었지만 인정되었습니다.",
    "중이염이 있던 R5와 달리 신청인에게는 그런 병력이 드러나지 않습니다.",
    "청력이 나빠진 까닭이 소음인지 나이인지가 다툼의 핵심입니다.",
    "소음 크기를 보여 줄 자료가 아직 없습니다.",
    "작업환경측정 결과를 구하면 도움이 됩니다.",
    "퇴직 후 진단까지 걸린 기간이 짧지 않아 공단이 이를 문제 삼을 것입니다.",
    "이긴 판결과 진 판결이 모두 있어 단정하기 어렵습니다.",
    "결정을 안 날부터 90일 안에 소송을 낼 수 있습니다.",
    "귀마개를 받기 전까지는 보호 없이 소음에 노출되었을 수 있습니다.",
]  # fmt: skip
LATER_TRUE_TOLD = [
    "원고는 물류회사에서 상자를 나르던 하역 근로자입니다.",
    "공단은 일과 병의 관계가 인정되지 않는다며 요양을 승인하지 않았습니다.",
    "원고는 심사를 청구했지만 2019년 1월 기각되었습니다.",
    "법원은 감정의의 의견을 받아들였습니다.",
    "감정의는 작업의 하중과 자세가 퇴행을 촉진했을 가능성이 높다고 했습니다.",
    "법원은 공단의 불승인이 잘못이라고 판단했습니다.",
    "원고의 청구가 받아들여져 처분이 취소되었습니다.",
    "같은 일을 하던 동료 가운데 세 명도 허리를 치료받았습니다.",
    "원고는 2012년쯤 허리 염좌로 치료받은 적이 있습니다.",
    "공단 쪽 의사는 퇴행성 변화가 주된 원인이라고 했습니다.",
    "허리를 많이 굽히는 자세로 하루 네 시간 넘게 일했습니다.",
    "소송비용은 공단이 부담합니다.",
    "인과관계를 의학적으로 꼭 명백하게 증명해야 하는 것은 아니라고 했습니다.",
    "다만 사정이 다르면 결과도 달라질 수 있습니다.",
    "허리 병이 일 때문에 빨리 나빠졌는지가 쟁점이었습니다.",
    "법원은 대법원 판결의 법리를 따랐습니다.",
    "원고는 12년 가까이 중량물을 취급했습니다.",
    "원고는 병원에서 추간판탈출증을 진단받았습니다.",
    "업무로 자연적인 진행보다 빨리 악화되었다고 보았습니다.",
]  # fmt: skip


@pytest.mark.parametrize("sentence", LATER_LIES)
def test_another_costly_lie_goes_from_the_reason(sentence: str) -> None:
    assert reasoned(sentence) == ""


@pytest.mark.parametrize("sentence", LATER_LIES_TOLD)
def test_another_costly_lie_goes_from_a_retelling(sentence: str) -> None:
    assert told(sentence, "reason") == ""
    assert told(sentence, "preview") == ""


@pytest.mark.parametrize("sentence", LATER_TRUE)
def test_another_true_reason_stays(sentence: str) -> None:
    assert reasoned(sentence) == sentence


@pytest.mark.parametrize("sentence", LATER_TRUE_TOLD)
def test_another_true_retelling_stays(sentence: str) -> None:
    assert told(sentence, "reason") == sentence


@pytest.mark.parametrize(("given", "said"), [("5년 10개월", "6년 가까이"), ("11년 9개월", "12년 가까이")])
def test_nearly_so_many_years_may_be_said(given: str, said: str) -> None:
    ruling = Source("x_2019구단1", "R1", f"원고는 {given} 동안 하역 작업을 하였다.")
    assert ground_retelling(Retelling(preview=f"{said} 하역 작업을 했다."), ruling).answer.preview
    assert not ground_retelling(Retelling(preview="9년 가까이 하역 작업을 했다."), ruling).answer.preview
