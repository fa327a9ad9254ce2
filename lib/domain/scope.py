"""Which rulings, and which stories, are about industrial-accident insurance.

The public archives mix them with all other administrative law. Three things tell, in this order:
who was sued (a published ruling names the parties), what the case is called (사건명), and which
insurance the text speaks of most. A ruling of another law often cites 산업재해보상보험법 in passing,
and a ruling under it may never name it, so no single word decides.
"""

import re

from lib.domain.ruling import Precedent
from lib.domain.told_illness import told_illnesses
from lib.text.sentences import sentences
from lib.text.spelling import plain, squeeze


def is_industrial_accident(precedent: Precedent) -> bool:
    """True for suits under the act: benefits, premiums, clawback, records, recourse (제87조)."""
    title = squeeze(plain(precedent.title))
    text = precedent.text
    named = bool(_OWN_NAME_IN_TITLE.search(title))
    if _ACCUSED.search(text) or (_OTHER_TITLE.search(title) and not named):
        return False
    own, other = len(_OWN_WORDS.findall(text)), len(_OTHER_WORDS.findall(text))
    if own < other:
        return False
    titled = named or bool(_OWN_TITLE.search(title))
    plaintiffs, defendants = " ".join(_PLAINTIFF.findall(text)), " ".join(_DEFENDANT.findall(text))
    if "근로복지공단" in defendants or "근로복지공단" in plaintiffs:
        return titled or own > 0
    if _NAMED_DEFENDANT.search(defendants):
        # Until 1995 the labour offices ran the insurance themselves, and the health insurer has
        # collected the premiums since 2011; nobody else is sued over it.
        return bool(_FORMER_AGENCY.search(defendants)) and bool(
            titled or (own > 0 and _DEFENDANT_INSURES.search(text))
        )
    if titled:
        return True
    # The rulings 근로복지공단 publishes name no party.
    if "구상" in title:
        return own >= 2 and bool(_ACT.search(text))
    enough = 1 if _OPEN_TITLE.search(title) else _OFTEN
    return own >= enough and bool(_DEFENDANT_INSURES.search(text))


def is_of_other_law(story: str) -> bool:
    """True for a person's story that is of wages, a divorce, neighbours or another insurance, and not of this one.

    Where this insurance is named, it is of this one. Who else was asked to pay decides whatever the harm;
    a family's or neighbours' dispute is another law's unless work or a death is told of; wages and the
    like are, where no harm is.
    """
    if _is_named(story):
        return False
    if is_of_other_insurance(story) or (_PRIVATE.search(story) and not _AT_WORK.search(story)):
        return True
    return bool(_OTHER_MATTER.search(story)) and not (_HARM.search(story) or told_illnesses(story))


def is_of_other_insurance(story: str) -> bool:
    """True for a story of what another insurance was asked for or refused, where this one is not named."""
    return not _is_named(story) and any(
        _OTHER_INSURANCE.search(each.words) and _ASKED_OR_REFUSED.search(each.words)
        for each in sentences(story, story=True)
    )


# True where this insurance is named; 공단 alone is its agency unless another one is told of.
def _is_named(story: str) -> bool:
    return bool(_THIS_INSURANCE.search(story) or ("공단" in story and not _OTHER_AGENCY.search(story)))


_OTHER_INSURANCE = re.compile(
    r"(?:국민\s*연금|기초\s*연금|장애인?\s*연금|건강\s*보험|건보\s*공단|의료\s*급여|장기\s*요양\s*(?:보험|등급)|실손|실비\s*보험|(?:생명|손해|상해|암|종신|운전자|자동차|종합|책임|개인|사)\s*보험|보험\s*(?:사|회사)"
    r"|(?:고용|교통|현대|삼성|한화|교보|메리츠)\s*(?:해상|화재|생명)|고용\s*(?:보험|센터)|실업\s*급여|구직\s*급여|육아\s*휴직\s*급여|(?:공무원|사학|교직원|군인)\s*연금|공무상|직무상|인사\s*혁신처|보훈|국가\s*유공자|선원\s*보험|학교\s*안전\s*공제|택시\s*공제|버스\s*공제|화물\s*공제|어선원)"
    # Not as the employer.
    r"(?![가-힣]{0,4}\s*(?:에서\s*)?(?:일하|일했|근무|다니|직원|콜센터|상담원|설계사|지사))"
)
_ASKED_OR_REFUSED = re.compile(
    r"신청|청구|거절|거부|지급(?!\s*받)|부지급|불승인|기각|반려|환수|삭감|깎|끊|탈락|심사|등급|인정|이의|통지|(?:안|못)\s*(?:주|준|줘|줍|줬|줄|받|된|나|대)|받을\s*수|받고\s*싶|달라|합의|물어|갚|반환|돌려"
)
# Its name, and its benefits that no other insurance has by this name.
_THIS_INSURANCE = re.compile(
    r"산재|산업\s*재해|근로\s*복지|업무상\s*(?:재해|질병|사고)|휴업\s*급여|장해\s*급여|유족\s*급여|요양\s*급여\s*(?:신청|불승인)|질병\s*판정"
)
_OTHER_AGENCY = re.compile(r"(?:연금|보험|건보|보훈)\s*공단|공무상|직무상")
# Family and neighbours.
_PRIVATE = re.compile(
    r"이혼|양육권|양육비|친권|재산\s*분할|위자료|상간|외도|층간\s*소음|(?:윗|아랫|옆)\s*집|이웃|집주인|임대인|전세|월세|보증금"
)
_AT_WORK = re.compile(
    r"일하|일을\s*하|일\s*때문|근무|작업|업무|현장|공장|회사|직장|출근|퇴근|출장|배달|과로|사업장|다[니녔]던|[가-힣](?:원|사|공)(?:인데|입니다|이에요|으로)|죽[었은고]|사망|숨[졌진지]|돌아가[셨시신]|유족"
)


# What is earned (휴업급여 is not) or is the employer's money, and that it does not come.
_PAY = (
    r"(?:월급|임금|(?<![가-힣])(?<!(?:요양|간병|보험)\s)급여|퇴직금|수당|품삯|일당|알바비"
    r"|(?:사장|회사|대표|업주|점주|점장|원장|업체)[^.!?\n]{0,12}돈)"
)
_KEPT_BACK = (
    r"(?:(?:못|안)\s*(?:받|챙겨|주|줘|준|줍|줬|줄|나[오와왔온옵]|들어[오와왔온옵])|(?:받|주|나오|들어오|지급하)지\s*(?:못|않|아니|안)"
    r"|체불|밀[렸려린리]|미[루뤄뤘룬룹]|떼[였이먹어])"
)
# What people bring to the labour office, the family court, other insurers and the civil courts.
_OTHER_MATTER = re.compile(
    rf"{_PAY}[^.!?\n]{{0,16}}?{_KEPT_BACK}|(?:회사|직장|가게|식당|부당하게|알바)(?:에서)?\s*[잘짤][려렸린]"
    r"|그만두라|그만\s*나오라|나오지\s*말라|쫓겨[나났]"
    r"|체불|최저\s*임금|퇴직금|해고|권고\s*사직|실업\s*급여|고용보험|국민연금|건강보험|기초연금|자동차보험"
    r"|이혼|양육|친권|재산\s*분할|위자료|상속|유언|전세|월세|보증금|임대차|빌려\s*준|빚|대출|파산|회생|사기|고소"
)
_HARM = re.compile(
    r"산재|산업\s*재해|(?<!연금)(?<!보험)공단|불승인|부지급|다[치쳐쳤친침]|아(?:파(?!트)|[팠프픔픈])|부상|골절|질병|병[에이을]?\s*(?:걸|들|나|생|원)|진단|치료|요양|수술|장해|장애\s*급여|후유"
    r"|죽[었은고자]|사망|숨[졌진지]|돌아가[셨시신]|세상을|목숨|사고|재해|쓰러|우울|자살|난청|진폐"
    r"|절단|추락|끼[여였임이]|넘어[져졌지진]|떨어[져졌진]|(?:손|팔|발|다리|[손발]가락|손목)[이을도]?\s*[잘짤][려렸린]|(?<!결)과로"
)

# Mentions from which a ruling under an unknown title is about the insurance, not merely citing it.
_OFTEN = 5


_PLAINTIFF = re.compile(r"【\s*원\s*고(?!\s*보조)[^】]*】([^\n【]*)")
_DEFENDANT = re.compile(r"【\s*피\s*고(?!\s*인|\s*보조)[^】]*】([^\n【]*)")
_ACCUSED = re.compile(r"【\s*피\s*고\s*인\s*】")

_FORMER_AGENCY = re.compile(r"노동(?:부|청|사무소|지청)|고용노동|재해보상보험(?:재)?심사|국민건강보험공단")
# An authority or a body; a private defendant is only `피고` or `피고 1` in a published ruling.
_NAMED_DEFENDANT = re.compile(
    r"[가-힣]{2,}(?:장관|청장|소장|지청장|시장|군수|구청장|서장|공단|위원회|공사|이사장|대한민국)"
)

_ACT = re.compile(r"산업\s*재해\s*보상\s*보험|산재\s*보험|산재법|보험료\s*징수법|진폐의?\s*예방과|진폐예방법")
_OWN_WORDS = re.compile(rf"{_ACT.pattern}|근로복지공단|업무상(?:의)?\s*(?:재해|질병|사유|사고)")
_OTHER_WORDS = re.compile(
    r"국가유공자|보훈(?:보상|지?청|처|부)|공무원\s*연금|공무원\s*재해보상|공무상|군인\s*연금|군인\s*재해보상"
    r"|교직원\s*연금|직무상\s*(?:재해|질병|사유|요양)|임금채권보장|체당금|대지급금|고용보험법|실업급여|육아휴직"
    r"|국민연금|국민건강보험법|의료급여|노인장기요양|어선원|선원법|석탄산업법|석면피해구제|부당해고|부당노동행위"
    r"|(?:소득|법인|부가가치|취득|상속|증여|지방)세법|국세기본법|건축법|국토의\s*계획|의사상자"
)

# The defendant decides on insurance benefits or premiums.
_DEFENDANT_INSURES = re.compile(
    r"피고(?:에게|로부터|가|는)[^\n]{0,120}?(?:요양\s*(?:을|급여|신청|승인|불승인)|휴업급여|장해(?:급여|등급)|유족급여"
    r"|장의비|보험급여|산재|산업재해|보험료|업무상)|피고\s*(?:근로복지)?공단"
)

_OWN_NAME_IN_TITLE = re.compile(r"산재(?!의료원)|산업재해(?!예방|명단)")
_OWN_TITLE = re.compile(
    r"요양|추가상병|휴업급여|휴업보상|장해|유족|장의비|장례비|상병보상|간병|진폐|평균임금|보험급여"
    r"|업무상(?:재해|질병|사고)|진료계획|직업재활|합병증|후유증상|예방관리|진료비|이송비"
)
# Suits over these go against other agencies too; the text tells which.
_OPEN_TITLE = re.compile(
    r"정보|공개|부당이득|반환|보험료|징수금|추징|사업종류|보험관계|보험가입|적용|요율|가산금|연체금|급여|보상"
    r"|근로자|재심사|심사결정|반려|불승인|부지급"
)
_OTHER_TITLE = re.compile(
    r"국가유공자|보훈|공상군경|전상군경|재해부상|상이등급|공무원|공무상|공무수행|순직|군인|군복무|사립학교|교직원|직무상"
    r"|선원|의사상자|체당금|대지급금|임금채권|도산|부당해고|부당노동|부당징계|구제재심|노동위원회|징계|해임|파면|면직"
    r"|실업|구직|육아휴직|출산|고용보험|고용유지|고용안정|고용촉진|고용창출|훈련|국민연금|건강보험|요양기관"
    r"|요양급여비용|요양급여의|장기요양|요양병원|요양시설|요양보호|의료급여|석면|손해배상|(?<!평균)임금|퇴직금|위자료"
    r"|해고|(?:소득|법인|부가가치|취득|재산|양도|상속|증여|지방|등록|관)세|과징금|영업정지|업무정지"
)
