"""Which rulings are about industrial-accident insurance.

The public archives mix them with all other administrative law. Three things tell, in this order:
who was sued (a published ruling names the parties), what the case is called (사건명), and which
insurance the text speaks of most. A ruling of another law often cites 산업재해보상보험법 in passing,
and a ruling under it may never name it, so no single word decides.
"""

import re

from lib.domain.ruling import Precedent
from lib.text.spelling import plain, squeeze


def is_industrial_accident(precedent: Precedent) -> bool:
    """True for suits under the act: benefits, premiums, clawback, records, recourse (제87조)."""
    title = squeeze(plain(precedent.title))
    text = precedent.plain_text
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
