"""Stories that are of another law than industrial-accident insurance, and of which.

Two things decide: who the person works for (`left_out`), and what is asked of whom. A word by itself decides
nothing, not even the name of this insurance: `산재가 되나요?` is asked of a trip with the family, too.
"""

import re
from enum import StrEnum
from itertools import islice
from operator import itemgetter

from lib.domain.left_out import LeftOut
from lib.text.sentences import sentences
from lib.text.spelling import blanked
from lib.text.stance import Stance, read_stances


class OtherLaw(StrEnum):
    """What another law governs, or another insurance; `data/turn_to.yaml` says where to turn with it."""

    WAGES = "wages"
    DISMISSAL = "dismissal"
    WORKPLACE = "workplace"
    UNEMPLOYMENT = "unemployment"
    OFFICIALS = LeftOut.OFFICIALS.value
    SOLDIERS = LeftOut.SOLDIERS.value
    SEAFARERS = LeftOut.SEAFARERS.value
    PRIVATE_SCHOOLS = LeftOut.PRIVATE_SCHOOLS.value
    HOUSEHOLDS = LeftOut.HOUSEHOLDS.value
    SMALL_FARMS = LeftOut.SMALL_FARMS.value
    NATIONAL_PENSION = "national_pension"
    HEALTH_INSURANCE = "health_insurance"
    PRIVATE_INSURANCE = "private_insurance"
    TRAFFIC = "traffic"
    NEIGHBOURS = "neighbours"
    FAMILY = "family"
    MEDICAL = "medical"
    ASBESTOS_RELIEF = "asbestos_relief"
    PUPILS = "pupils"
    CRIME = "crime"
    WELFARE = "welfare"
    CIVIL = "civil"


def other_law(story: str, is_harmed: bool) -> OtherLaw | None:
    """The other law that a person's story is of; None where it is of this insurance, or tells nothing.

    Whom the person works for is told by `left_out`, before this. Who else was asked to pay comes first. Then what
    it is about: a family's or neighbours' dispute, an accident in spare time, a hospital's mistake, unless it came
    from work; and wages and the like, where the story tells no injury or illness (`is_harmed`), or asks for
    something else than its cost.
    """
    if insurer := other_insurance(story, is_harmed):
        return insurer
    told = _without_questions(story)
    asked = told != story
    reader = read_stances(told)
    hurt = (reader.read(*match.span()).stance for match in _HURT.finditer(told))
    is_hurt = any(stance is not Stance.DENIED for stance in hurt)
    is_harmed = is_harmed or is_hurt or bool(_DEATH.search(told))
    from_work = is_harmed and _comes_from_work(told)
    if _OWN.search(told) or (from_work and _is_named(told)):
        return None
    for law, about in _PRIVATE.items():
        # Who outlives somebody asks for a survivor's benefit, whatever their family was.
        is_survivor = law is not OtherLaw.MEDICAL and _DEATH.search(told)
        by_trade = law in _BY_TRADE and _BY_TRADE[law].search(told)
        is_of_work = by_trade or (from_work and law in _ALSO_FROM_WORK)
        if about.search(told) and not is_of_work and not is_survivor:
            return law
    if _CRASH.search(told) and _SPARE_TIME.search(told) and not _WORK_TRIP.search(told):
        return OtherLaw.TRAFFIC
    if is_harmed:
        return OtherLaw.DISMISSAL if _REINSTATED.search(told) and not (from_work or asked) else None
    matters = (law for law, about in _MATTERS.items() if about.search(told))
    return next((law for law in matters if not (asked and law in _ASKED_BY_THE_INSURED)), None)


def names_this_insurance(text: str) -> bool:
    """True where this insurance, a benefit of its own or its agency is named, whatever is said of it."""
    return bool(_OWN.search(text) or _AGENCY.search(text))


# --- who else was asked to pay ---------------------------------------------------------------------


def other_insurance(story: str, is_harmed: bool) -> OtherLaw | None:
    """The other insurance that a story says was asked for or refused, and not this one; None where there is none.

    An answer is of the insurance named last before it. Harm from work (`is_harmed`) keeps the story here where
    this insurance is asked about, or a private or the health insurance would pay in its place.
    """
    found = None
    told = _without_questions(story)
    for each in sentences(story, story=True):
        named = _schemes(each.words)
        for cue in _ASKED_OR_REFUSED.finditer(each.words):
            before = [law for place, law in named if place < cue.start()] or [law for _, law in named]
            is_own = before and before[-1] is None
            if is_own and (len(named) > 1 or _OWN.search(told, each.start, each.end)):
                return None
            found = found or next((law for law in reversed(before) if law), None)
    is_harmed = is_harmed or bool(_HURT.search(story))
    in_its_place = _THIS_INSURANCE.search(story) or found in (
        OtherLaw.PRIVATE_INSURANCE,
        OtherLaw.HEALTH_INSURANCE,
    )
    if found is None or (is_harmed and in_its_place and _comes_from_work(story)):
        return None
    return None if "공단" in story and not _OTHER_AGENCY.search(story) else found


# The insurances that some words name, in order, this one as None.
def _schemes(words: str) -> list[tuple[int, OtherLaw | None]]:
    others = [(match.start(), law) for law, names in _INSURERS.items() for match in names.finditer(words)]
    own = _THIS_INSURANCE if _OTHER_SCHEME.search(words) else _OWN
    found = (match for pattern in (own, _ITS_REFUSAL) for match in pattern.finditer(words))
    return sorted([*others, *((match.start(), None) for match in found)], key=itemgetter(0))


# 불승인 is what this agency alone calls a refusal, whichever was named before.
_ITS_REFUSAL = re.compile(r"(?<![가-힣])공단(?:에서는?|이|은|도)\s(?=[^.!?\n]*불승인)")


# True where this insurance is named; 공단 alone is its agency, and a benefit its own, unless another one is told of.
def _is_named(story: str) -> bool:
    if _THIS_INSURANCE.search(story) or _AGENCY.search(story):
        return True
    return bool(_ITS_BENEFIT.search(story) and not _OTHER_SCHEME.search(story)) or (
        "공단" in story and not _OTHER_AGENCY.search(story)
    )


# Not as the employer.
_NO_EMPLOYER = r"(?![가-힣]{0,4}\s*(?:에서\s*)?(?:일하|일했|근무|다니|직원|콜센터|상담원|설계사|지사|기사))"
_INSURERS = {
    law: re.compile(f"(?:{names}){_NO_EMPLOYER}")
    for law, names in {
        OtherLaw.OFFICIALS: r"공무원\s*연금|공무상|순직|인사\s*혁신처|공무원\s*재해",
        OtherLaw.PRIVATE_SCHOOLS: r"(?:사학|교직원)\s*연금|직무상",
        OtherLaw.SOLDIERS: r"군인\s*연금|보훈(?!\s*병원)|전공사상|국가\s*유공자",
        OtherLaw.SEAFARERS: r"선원\s*보험|어선원",
        OtherLaw.PUPILS: r"학교\s*안전\s*공제",
        OtherLaw.UNEMPLOYMENT: r"고용\s*(?:보험|센터)|실업\s*급여|구직\s*급여|육아\s*휴직\s*급여",
        OtherLaw.NATIONAL_PENSION: r"국민\s*연금|기초\s*연금|장애인?\s*(?:연금|등록)",
        OtherLaw.HEALTH_INSURANCE: r"건강\s*보험|피부양자|지역\s*가입자|건보\s*공단|의료\s*급여|장기\s*요양\s*(?:보험|등급|인정)|요양\s*등급",
        OtherLaw.PRIVATE_INSURANCE: (
            r"실손|실비|(?:단체|우체국|치매|자녀|어린이|[가-힣]{2}연금)\s*보험|(?:암|후유장해|상해)\s*(?:진단|보험)[금비]|(?:생명|손해|상해|암|종신|운전자|자동차|종합|책임|개인|사|여행자|치아|화재)\s*보험|보험\s*(?:사|회사)|(?<!산재)(?<!산재\s)(?<!산재보험\s)보험금"
            r"|(?:고용|교통|현대|삼성|한화|교보|메리츠)\s*(?:해상|화재|생명)|(?:택시|버스|화물|개인택시)\s*공제"
        ),
    }.items()
}
_ASKED_OR_REFUSED = re.compile(
    r"신청|청구|거절|거부|지급(?!\s*받)|부지급|불승인|기각|반려|환수|삭감|깎|끊|탈락|떨어|심사|등급|인정|이의|통지|(?:안|못)\s*(?:주|준|줘|줍|줬|줄|받|된|나|대)|받을\s*수|받고\s*싶|달라|합의|물어(?!\s*[보봤봐])|갚|반환|돌려|적게|밖에|만\s*(?:줬|준|주)|나눠|낮게|소송|비해당|불인정|상실"
)
_THIS_INSURANCE = re.compile(r"산재|산업\s*재해|업무상\s*(?:재해|질병|사고)|질병\s*판정")
_ITS_BENEFIT = re.compile(
    r"휴업\s*급여|장해\s*급여|유족\s*급여|요양\s*급여\s*(?:신청|불승인)|평균\s*임금(?![^.!?\n]*퇴직금)"
)
_OWN = re.compile(f"{_THIS_INSURANCE.pattern}|{_ITS_BENEFIT.pattern}")
_AGENCY = re.compile(r"근로\s*복지")
# They have benefits of the same names.
_OTHER_SCHEME = re.compile(r"어선원|선원\s*보험|공무원|사학|교직원\s*연금|군인|공제|보훈")
_OTHER_AGENCY = re.compile(r"(?:연금|보험|건보|보훈|구조)\s*공단|공무상|직무상")
# Whether this insurance pays is only asked: nobody claimed, and nobody refused.
_ONLY_ASKED = re.compile(
    r"산재(?:보험)?(?:가|로|도|는|을|를|이|으로)?\s*(?:처리|신청|보상|인정|청구|승인)?(?:이|을|를|도|은)?\s*(?:받을\s*수|될까|되나|되는\s*건|되는지|될\s*수|되는\s*거|가능|해당|할\s*수\s*있|인가요|인지|하고\s*싶|돼요\?|낫나)"
)

_NOT_THIS = re.compile(r"산재(?:는|은|가|도)?\s*(?:아니(?:고|에요|지만|구요|며)|아닙니다|말고)")


# Nobody who tells a story names it oftener.
_MOST_NAMED = 200


# The story with the names of this insurance blanked that it only asks about, or says not to be about.
def _without_questions(story: str) -> str:
    reader, kept = read_stances(story), story
    named = islice(_THIS_INSURANCE.finditer(story), _MOST_NAMED)
    for match in (*named, *_ONLY_ASKED.finditer(story), *_NOT_THIS.finditer(story)):
        is_asked = reader.read(match.start(), min(match.end(), match.start() + 2)).stance is Stance.ASKED
        if is_asked or match.re is not _THIS_INSURANCE:
            kept = blanked(kept, *match.span())
    return kept


# --- what is asked -----------------------------------------------------------------------------------

_PRIVATE = {
    OtherLaw.NEIGHBOURS: re.compile(
        r"층간\s*소음|(?:윗|아랫|옆)\s*집|(?:(?:윗|위|아래|아랫)\s*층|이웃)[^.!?\n]{0,30}(?:소음|시끄|쿵|뛰|발소리|담배|누수|다투|싸우|싸움|주차|개\s*짖)"
    ),
    OtherLaw.FAMILY: re.compile(
        r"이혼\s*(?:소송|절차|신청|하(?:고\s*싶|려|자고|는\s*게|면)|을\s*(?:요구|원|하고\s*싶))|양육권|양육비|친권|재산\s*분할|위자료|상간|외도"
    ),
    OtherLaw.MEDICAL: re.compile(
        r"의료\s*(?:사고|과실|분쟁)|오진|병원(?:의|이|측|은)?\s*[^.!?\n]{0,8}(?:책임|과실|실수|자기\s*잘못)|수술(?:이|을)?\s*[^.!?\n]{0,10}잘못"
        r"|(?:제|내)가?\s*돈(?:을|으로)?\s*(?:내고|주고|들여)\s*(?:한|받은)\s*(?:수술|시술|치료)"
    ),
    OtherLaw.PUPILS: re.compile(
        r"(?:아이|애|아들|딸|학생|손자|손녀|조카)(?:가|이|는|은)?\s*[^.!?\n]{0,12}(?:학교|유치원|어린이집)[^.!?\n]{0,30}(?:다[쳤쳐]|부러|넘어|떨어|맞)"
        r"|(?:학교|유치원|어린이집)(?:에서|에)?\s*[^.!?\n]{0,16}(?:아이|애|아들|딸|학생)(?:가|이)\s*[^.!?\n]{0,24}(?:다[쳤쳐]|부러|넘어|떨어)"
    ),
    OtherLaw.CRIME: re.compile(
        r"(?:술집|노래방|클럽)[^.!?\n]{0,24}(?:맞|폭행|때[리려렸])|(?:맞|폭행|때[리려렸])[^.!?\n]{0,40}(?:고소|고발|처벌)"
        r"|(?:모르는|지나가던|술\s*취한|취한)\s*(?:사람|남자|여자|행인|놈)(?:한테|에게)\s*[^.!?\n]{0,10}(?:맞|폭행)"
    ),
    OtherLaw.CIVIL: re.compile(
        r"집주인|임대인|전세|월세|보증금|(?:헬스장|수영장|놀이\s*공원|스키장|목욕탕|찜질방|백화점|식당|마트|카페)(?:에\s*(?:갔|놀러|먹으러|운동하러)|에서\s*(?:밥을?\s*먹|운동하|쇼핑|놀|수영하|목욕))"
    ),
}
# Machines that one drives or works at for an employer alone.
_MACHINES = "지게차|굴착기|굴삭기|포크레인|크레인|덤프|컨베이어|프레스|리프트|고소차|사다리차|청소차|믹서차|레미콘|불도저|트랙터"
_FROM_WORK = re.compile(
    rf"{_MACHINES}|일하(?:다|던|면서|는\s*(?:중|도중))|일(?:을)?\s*하다|일\s*때문|작업|근무\s*(?:중|하다|하던)|업무|공장|현장|배달|출근|퇴근|출장|거래처|납품|외근|영업|운행|당직|숙직|회식|워크숍|야유회|체육대회|야근|과로|용접|기계|회사\s*(?:차|일|에서\s*(?:일|넘|다|쓰))|직업병|승객|고객|환자|손님|상사|동료|사장|부장|팀장"
)
# Disputes of this kind also arise over work.
_ALSO_FROM_WORK = (OtherLaw.FAMILY, OtherLaw.MEDICAL, OtherLaw.PUPILS, OtherLaw.CRIME, OtherLaw.CIVIL)
_NOT_FROM_WORK = re.compile(
    r"(?:일|업무|회사|직장|산재)[^.!?\n]{0,8}(?:상관|관계|관련)(?:이|은)?\s*없"
    r"|(?:일하다가?|일로|업무로|일\s*때문에)\s*(?:다친|생긴|난|아픈|그런)\s*(?:건|거|것|게|일|병)?(?:은|는|이)?\s*아니"
)


# True where the story tells of work, and not that the harm has nothing to do with it.
def _comes_from_work(story: str) -> bool:
    return bool(_FROM_WORK.search(story)) and not _NOT_FROM_WORK.search(story)


_AM = r"[가-힣\s]{0,6}(?:인데|입니다|이에요|예요|이고|이었|였|(?:으로|로)\s*(?:일|근무))"
_AT = r"에서\s*(?:[가-힣]{0,6}\s*)?(?:일하|일했|근무|상담)"
# The writer has to do with such things by trade.
_BY_TRADE = {
    OtherLaw.NEIGHBOURS: re.compile(
        rf"(?:경비원?|미화원|관리\s*(?:소장|인|직원)|관리\s*사무소\s*(?:직원|소장)|콜센터|상담(?:사|원)){_AM}|(?:관리\s*사무소|관리실|콜센터|경비실){_AT}|기숙사|사택|중재하"
    ),
    OtherLaw.FAMILY: re.compile(
        rf"(?:변호사|법무사|법률)\s*사무[실소]|가정\s*법원{_AT}|(?:상담(?:사|원)|사회복지사){_AM}"
    ),
    OtherLaw.PUPILS: re.compile(
        rf"(?:교사|선생님?|강사|보안관|조리(?:사|원)|돌봄[가-힣]{{0,3}}|실무사|직원|기사|실습생){_AM}|실습|연구|실험|대학"
    ),
    OtherLaw.CRIME: re.compile(rf"(?:직원|알바|기사|경비원?|종업원){_AM}"),
    OtherLaw.CIVIL: re.compile(rf"(?:직원|알바|종업원|강사|트레이너|코치|선수|조리(?:사|원)){_AM}"),
}
# That one was hurt, where no part of the body is named.
_HURT = re.compile(
    r"(?<![가-힣])다(?:치[고던셨]|쳐|쳤|친)|쓰러[졌져]|끼[여였]|베[여였인]|찔[렸려리]|데[었였인](?!서)|부러[졌져지]|찢어[졌져]|미끄러[졌져지]|굴렀|넘어[졌져지]|깔[렸려]|\b(?:fell|hurt|injur|broke|burn|sick|ill|died|accident)"
)
_DEATH = re.compile(r"죽[었은고]|목숨|자살|세상을|사망|숨[졌진지]|돌아가[셨시신]|유족|고인")
_CRASH = re.compile(
    r"교통\s*사고|접촉\s*사고|(?:빙판길|눈길|빗길|고속도로)\s*(?:에서\s*)?사고|차(?:와|랑)\s*부딪|추돌|뺑소니|가드레일|급정거|뒤차|들이받|뒤에서\s*(?:[가-힣]{1,6}\s*)?(?:받|박|들이)"
    r"|(?:차|차량|승용차|트럭|버스|오토바이|렌[터트]카|택시|자전거|킥보드)(?:를|을|가|이|에|로)?\s*[^.!?\n]{0,16}(?:치[였여어이]|받[았혀혔]|박[았고]|부딪|충돌|미끄러|뒤집|사고)|운전(?:하다|하던|해서|중)"
)
_SPARE_TIME = re.compile(
    r"여행|등산|캠핑|나들이|휴가|명절|성묘|결혼식|장례식|친구|가족|데이트|쇼핑|동창|개인적|놀러|주말|휴일|크리스마스|애인|동호회|모임|쉬는\s*날|연휴|병원\s*가|장\s*보러|산책|드라이브|낚시|가해자|가해\s*차량|합의금|과실\s*비율|무보험|상대\s*(?:측|방|편)?\s*보험|고향|귀성|처가|시댁|친정|시골|설날?\s|일요일|토요일|공휴일|볼링|관광|렌[터트]카|라이딩|자전거(?:를)?\s*타|추석|설날|술\s*(?:마시|먹)"
)
_WORK_TRIP = re.compile(
    rf"{_MACHINES}|(?:출근|퇴근)(?!\s*(?:을|도|은)?\s*못|(?:하고|한\s*뒤|\s*후)\s*(?:에\s*)?(?:집|쉬))|출퇴근|배달|납품|거래처|출장|외근|영업|운행|일하(?:다|던|러)|작업|업무|근무\s*(?:중|하다|지|를|후)|당직|숙직|호출|회식|워크숍|특근|잔업|통근|셔틀|교육\s*(?:을|받|가)|세미나|연수|지시|심부름|일\s*(?:나가|가다|하러|마치|끝)|일터|사업장|공장|차고지|운송|영업소"
    r"|사내|회사\s*(?:차|[가-힣]{0,2}트럭|버스|승합|봉고|일|나가|행사|야유회|동호회|모임)|회사(?:에|로)\s*(?:가|나가|들어가|복귀)|회사\s?(?:가다|가는\s|가던)|현장(?:에|으로)?\s*(?:가|나가|이동)|승객|손님|화물|택배|라이더|퀵|고객|(?:버스|택시|트럭|대리|배송|운전|화물차?)\s*기사|설계사"
)
# What is earned (휴업급여 is not) or is the employer's money, and that it does not come.
_PAY = (
    r"(?:월급|임금|(?<![가-힣])(?<!(?:요양|간병|보험)\s)급여|퇴직금|수당|품삯|일당|알바비|주휴|노임|시급|주급|인건비|급료|봉급|상여금|성과급|일한\s*(?:돈|값)"
    r"|(?:사장|회사|대표|업주|점주|점장|원장|업체)[^.!?\n]{0,12}돈)"
)
_KEPT_BACK = (
    r"(?:(?:못|안)\s*(?:받|챙겨|주|줘|준|줍|줬|줄|나[오와왔온옵]|들어[오와왔온옵])|(?:받|주|나오|들어오|지급하)지\s*(?:못|않|아니|안)"
    r"|체불|밀[렸려린리]|미[루뤄뤘룬룹]|떼[였이먹어]|(?:덜|(?:반|절반|일부)만)\s*(?:주|줬|준|받)|삭감|들고\s*(?:도망|잠적)|가지고\s*(?:도망|잠적))"
)
# What people bring to the labour office, the family court, other insurers and the civil courts.
_MATTERS = {
    OtherLaw.UNEMPLOYMENT: re.compile(
        r"실업\s*급여|구직\s*급여|고용\s*보험|이직\s*확인서|육아\s*휴직|출산\s*(?:휴가|전후)"
    ),
    OtherLaw.WAGES: re.compile(
        rf"{_PAY}[^.!?\n]{{0,16}}?{_KEPT_BACK}|(?:월급|임금|봉급)[^.!?\n]{{0,10}}(?:깎|뺐|빼고\s*줬)|무급\s*휴직|포괄\s*임금|체불|최저\s*(?:임금|시급)(?!으로)|퇴직금|주휴\s*수당|(?:연장|야간|야근|휴일|연차)\s*수당"
        r"|(?:wages?|salary|severance|pay(?:check)?)\b[^.!?\n]{0,40}\b(?:not|n't|never|unpaid|owe|late|withh)|(?:not|n't|never)\s+(?:been\s+)?paid|unpaid\s+wages?",
        re.IGNORECASE,
    ),
    OtherLaw.DISMISSAL: re.compile(
        r"해고|출근하지\s*(?:말|마)|내쫓|퇴사\s*(?:강요|압박|종용|하라)|희망\s*퇴직|본채용|채용\s*취소|권고\s*사직|재계약|정규직\s*전환|갱신\s*거절|계약\s*(?:만료|해지)|감봉|정직\s*처분|대기\s*발령|부당\s*(?:징계|전보)|그만두(?:라|래)|그만\s*나오라|나오지\s*(?:말|마)|쫓겨[나났]|[잘짤][려렸린]|\b(?:fired|dismissed|laid\s+off)\b"
    ),
    OtherLaw.WORKPLACE: re.compile(
        r"(?:괴롭힘|성희롱|갑질|폭언|욕)[^.!?]{0,24}(?:신고|진정|조사)|회사에\s*신고[^.!?]{0,10}조사[^.!?]{0,4}안|노동청|근로\s*감독|연차|휴가를?\s*(?:못|안)|근로\s*계약서를?\s*안|휴게\s*시간을?\s*안|52\s*시간을?\s*(?:넘|어기)|4대\s*보험|사대\s*보험|사직서|감시[^.!?]{0,24}신고|욕을\s*해요[^?]{0,6}신고"
    ),
    OtherLaw.NATIONAL_PENSION: re.compile(r"국민\s*연금|기초\s*연금"),
    OtherLaw.HEALTH_INSURANCE: re.compile(r"건강\s*보험"),
    OtherLaw.PRIVATE_INSURANCE: re.compile(r"자동차\s*보험|실손"),
    OtherLaw.FAMILY: re.compile(r"이혼|양육|친권|재산\s*분할|위자료|상속|유언"),
    OtherLaw.CRIME: re.compile(r"고소|고발|사기"),
    OtherLaw.CIVIL: re.compile(r"전세|월세|보증금|임대차|빌려\s*준|빚|대출|파산|회생|환불"),
}
# Who is insured asks, too, after leaving a job, without a contract, or who has another insurance beside.
_ASKED_BY_THE_INSURED = (
    OtherLaw.DISMISSAL, OtherLaw.WORKPLACE, OtherLaw.NATIONAL_PENSION, OtherLaw.HEALTH_INSURANCE, OtherLaw.PRIVATE_INSURANCE,
)  # fmt: skip
# To be taken back is asked, whatever it did to one.
_REINSTATED = re.compile(r"복직|부당\s*해고|해고\s*(?:무효|예고\s*수당)|구제\s*신청")
