"""Which way a finding leans: to the worker's side or away from it.

By what the last of its clauses that says anything speaks of (`상당인과관계`, `적법`), and how often it denies that.
"""

import re

from lib.domain.side import Side
from lib.text.stance import denials

# What speaks for the worker's side where it is affirmed, and what against it; the last in a clause counts.
_FOR = "|".join(
    (
        # That work and injury belong together.
        r"인과관계|업무상(?:의)?(?:재해|질병|사고|부상|사유)|업무(?:와|와의|의)?(?:관련성|연관성|기인성)|업무에기인|업무(?:로|상의?과로|상스트레스)",
        r"업무와(?:는|의|도)?(?:직접|직접적인|아무런)?관련|출퇴근(?:중의|중|의)?(?:재해|사고)|시간적(?:으로)?(?:밀접|근접)|긍정할|추단|현실화",
        r"업무상[가-힣]{1,8}로(?:인하여|인해|인한|말미암아)|(?:사고|재해|외상|추락|충격|작업|업무)로(?:인하여|인해|말미암아)?(?:[^,]{0,16}?(?:상병|질병|질환|파열|탈출증)[이가])?(?:새로)?(?:발생|발병|생긴|생겼)|악화|촉진|유발|발병(?:하였|한것|된|되었|케)|기여",
        # The place and the ways in which work is done.
        r"통상(?:적인|의)?(?:경로|위험)|통상(?:적으로)?(?:수반|따르)|지배[·ㆍ\W]?(?:나|및)?관리|위험의?범[위주](?:내|안|에)",
        # The burden of work.
        r"(?<![결효경])과로|과중|노출(?!이중단)|업무량[이을]?[가-힣]{0,10}(?:늘|증가)|강도[가는]?(?:매우|상당히)?높|통상의?(?:범위|수준)를(?:넘|초과|벗어)|부담(?:을주|이되|으로작용)",
        # Who is a worker.
        r"근로자(?:에해당|로봄|로보|성|의지위|라고)|(?:임금을목적으로)?종속(?:적인?관계[가-힣]{0,4}(?:임금을목적으로)?근로를제공)?|임금을목적|지휘[·ㆍ\W]?감독|구속되",
        # What the law asks for.
        r"해외출장자?(?:라고|로|에해당|에불과)",
        r"요건을(?:갖추|충족)|지급(?:할)?의무|(?:지급|수급|급여|인정|적용)(?:대상|요건|기준)|수급권|급여(?:등)?를(?:지급)?받을|(?<![할볼])필요(?:하다|성|가있|한상태)|(?:증명|입증)(?:되|이|도|책임을다)|취업[이을]?(?:하지못|할수없|불가능)",
        r"장해등급|제\d+급[^,]{0,20}해당(?=한다고(?:볼수없|보기는?어렵|인정할수없|할수없)|하지(?:않|아니))",
        # In time, and before the right court.
        r"기간을(?:지키|준수)|시효[가는]?(?:중단|정지)|(?:구할|소의)(?:법률상)?이익|소(?:는|가)(?:모두)?적법",
        r"(?:신의칙|신의성실의?원칙|신의성실|권리남용)(?:(?:에|으로서?)?(?:반하여|위배되어|어긋나|해당하여)?(?:허용될수없|허용되지않|허용되지아니))?",
    )
)
_AGAINST = "|".join(
    (
        # Other causes.
        r"(?:무관하게|관련없이|관계없이|다른(?:원인|요인)으로)[^,]{0,24}(?:발병|발생|악화|사망)|(?:전부터|이전에|이전부터)[^,]{0,24}(?:발병|있었|악화|앓)",
        r"(?:당뇨병?|고혈압|흡연|음주|비만|고령|(?<!발병)(?:연령|나이)|노화|체질|유전|기저질환|가족력|생활습관)(?![을를])[^,업과]{0,40}?(?:발병|악화|유발|기여|원인)(?:[^,]{0,5}(?:발병|악화|유발))?",
        r"자연(?:적|적인|적인진행|진행)?(?:경과|진행)(?:과정|속도)?(?![^,]{0,14}(?:이상(?!당)|보다|넘|앞질))(?:[^,]{0,12}(?:악화|발병|진행|발생)(?:(?:되어|하여|돼)재발)?)?",
        r"기왕증|기존(?:의)?(?:질환|질병|병변)|퇴행|노인성|다른(?:원인|질환|요인)|업무이?외(?:의|적인?)?[^,]{0,8}(?:요인|원인|사유)|무관|배제|부정(?!한)|부인(?=하기|할수|하지)|단절",
        # The worker's own doing.
        r"제한사유|사적|자발적|독자적|개인적|일탈|벗어[나난났]|범죄행위|(?<![원피참보신사최재])고의|자해|도발(?![견생병달전])|한도를넘|오로지|전적(?:인|으로)과실",
        r"(?:원고|망인)의(?:행위|과실|음주|잘못|신호위반)[^,]{0,24}원인|(?:요양|치료|회복)[을를]?방해|부정한방법(?:으로(?:보험)?급여를(?:지급)?받)?",
        # No worker, or one posted abroad (산재보험법 제122조).
        r"해외파견자?(?:라고|로|에해당)",
        r"독립(?:된|한|적|사업자)|(?:자신|스스로)의?계산으로|위험을(?:스스로)?부담",
        # Too late, too early, or done.
        r"(?:기간|시효)[가이은는]?(?:모두|이미)?(?:완성|도과|경과)(?!된(?!것|이후|뒤|후|다음))|(?:아직|이미)완성|도과|시효로|부적법|회복|호전|(?<!내)고정(?![급물술])|제외(?:할|하는|되는|된다|하여야)|거부(?:할|하는것)|취업[이을]?(?:할수있|가능)",
    )
)
# Of the decision and of what the parties say; these turn round where 원고 attacks a grant.
_FOR_PLAINTIFF = r"(?:대상이되는|행정)처분|처분성|법률상(?:의)?(?:불)?이익|위법|취소(?:되어야|한다|할)|원고(?:들)?의?(?:이부분|위|이러한|나머지)*주장|(?<!의)잘못(?:이|은|평가|산정|판단)|재량권(?:의|을)?\W?(?:일탈|남용)(?:\W?남용)?|평등(?:의)?원칙|비례(?:의)?원칙|신뢰보호"
_AGAINST_PLAINTIFF = (
    r"비공개(?:대상|사유)|(?<!부)적법|정당하|(?:피고|공단|참가인)(?:보조참가인)?의?(?:이부분|위|이러한)*주장"
)
_CUE = re.compile(
    rf"(?P<pro>{_FOR})|(?P<con>{_AGAINST})|(?P<plaintiff>{_FOR_PLAINTIFF})|(?P<defendant>{_AGAINST_PLAINTIFF})"
)
# Names of things, in which the word says nothing of them.
_NAMES = re.compile(
    r"업무상질병판정위원회|업무상재해(?:인지|여부)|(?:업무관련성|업무상재해|인과관계)[가-힣]{0,3}(?:여부|평가서?|판단기준|있는지)|요양(?:불)?승인처분|가능성을(?:완전히)?배제|관계[가는]?악화|개인적인?사정으로불참|살(?:필|펴볼)필요(?:도|가)?없이|적법(?:한지|여부)|위법(?:한지|여부)|업무상재해(?:로|인)(?:인한|이사건)"
)
# A term may stand in quotation marks: `‘…자’라고 봄이 타당하다`.
_MARKS = re.compile(r"['‘’\"“”]")
_CLAUSES = re.compile(
    r"(?<=,)|(?<=므로)|(?<=으나)|(?<=지만)|(?<=하고)(?!있)|(?<=있고)|(?<=없고)|(?<=않고)|(?<=렵고)|(?<=[였았었]고)|(?<=으며)|(?<=더라도)|(?:뿐(?:만)?)?아니라(?![고는할거])|(?<=[하되이있]며)|(?<=[한인된]바)"
)
_STRONG = re.compile(
    r"인과관계|취업|해외(?:파견|출장)|업무상(?:의)?(?:재해|질병|사고|사유)|출퇴근(?:중의|중|의)?재해|업무에기인|통상(?:수반|따르)|요건을|이익이|근로자(?:에해당|로봄|로보|라고)|종속[^,]{0,20}근로를제공|(?:지급|수급|급여|인정|적용)(?:대상|요건|기준)|수급권|지급(?:할)?의무|장해등급|업무와(?:는|의|도)?(?:직접|아무런)?관련|부적법|시효|범죄행위|위법|취소|적법|지배|비공개|대상이되는처분|행정처분|법률상(?:의)?(?:불)?이익|급여(?:등)?를(?:지급)?받을"
)


def in_terms_of_law(words: str) -> bool:
    """True where the words, without white space, are of what the law asks, in which rulings are decided."""
    return bool(_STRONG.search(words))


def without_names(words: str) -> str:
    """The words without names of things in which a term of the law says nothing of them."""
    return _NAMES.sub("", _MARKS.sub("", words))


def lean(words: str, side: Side = Side.PLAINTIFF) -> int:
    """1 where a finding, without white space, speaks for the worker's side, -1 against it, 0 neither.

    `side` is the worker's: where it is the defendant's, what is said of the decision and of 원고 turns round.
    """
    clauses = _CLAUSES.split(without_names(words))
    while clauses:
        clause = clauses.pop()
        if _RUNS.search(clause):
            # When a time limit starts tells for neither side yet.
            return 0
        if cues := list(_CUE.finditer(clause)):
            cue, behind = cues[-1], clause[cues[-1].end() :]
            denied = (denials(behind) + len(_WEAK.findall(behind))) % 2
            if denied and _ANOTHER.search(behind):
                return 0
            sign = 1 if cue.lastgroup in ("pro", "plaintiff") else -1
            if side is Side.DEFENDANT and cue.lastgroup in ("plaintiff", "defendant"):
                sign = -sign
            return -sign if denied else sign
        if not (_TAKES_UP.match(clause) or len(clause) < 3):
            break
    return 0


_WEAK = re.compile(
    r"설득력이?(?:약하|떨어)|무리(?:가있|이다|다\W*$)|의심스럽|(?:데|에)(?:방해|장애)가|가능성[은이](?:제한|떨어)"
)
_RUNS = re.compile(r"시효[\s\S]*부터(?:다시)?진행")
# A clause that says no more than the one before it: `달리 이를 인정할 증거가 없다`.
_TAKES_UP = re.compile(
    r"\W*(?:달리|이를|그로|이와|그와|이는|더구나이를|이점)|[\s\S]*(?:이를|위(?:추정|추단|인정|판단)을)(?:뒤집|번복)"
)
# Between a cue and a denial, what is denied instead: `노출된 수준을 측정하지 않았다`.
_ANOTHER = re.compile(r"^.{2,}?(?<![음점것실바임])[을를](?!인정)")
