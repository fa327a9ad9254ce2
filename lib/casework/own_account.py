"""What of a person's own story goes into a paper as the facts, word for word, and what of it does not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lib.casework.analysis import Analysis
from lib.domain.despair import without_despair
from lib.guidance.factors import FactorFound
from lib.guidance.whom_it_helps import whom_it_helps
from lib.i18n import N_
from lib.text.sentences import sentences
from lib.text.spelling import squeeze
from lib.text.stance import holds_denial, names_speaker, passes_on, read_stances

OF_THE_DECISION = N_("공단의 결정이나 신청에 관한 말(날과 결정한 곳, 이유는 청구서의 그 칸에 적습니다)")
WISH = N_("어떻게 다투고 싶은지 적은 말(어느 청구서를 쓸지 고르는 데 씁니다)")
WRITER = N_("누가 대신 쓰는지 적은 말")
LEFT_HANGING = N_("앞의 뺀 말에 이어지는 말(그 말 없이는 뜻이 없습니다)")
NO_FACT = N_("묻는 말이나 심정을 적은 말")
AGAINST = N_("몸이나 습관, 집안 사정에 관한 말(공단이 불리하게 볼 수 있습니다. 거짓이라는 뜻은 아닙니다)")
STAY = N_("체류 자격에 관한 말(산재 여부와 상관없습니다)")

OWN_MATTERS = frozenset(
    {
        "smoking_or_drinking_habit", "smoked_lung", "drinking_on_record", "drank_of_own_accord",
        "heart_or_vessel_disease_before", "sugar_or_fat_in_the_blood", "weak_vessel_or_heart",
        "illness_left_untreated", "runs_in_the_family", "other_causes_of_cancer", "earlier_lung_disease",
        "other_ear_disease", "ill_before_the_accident", "mental_illness_before", "illness_before_the_stress",
        "private_troubles", "called_sensitive", "treatment_not_followed",
    }
)  # fmt: skip
"""Circumstances (ids of `data/factors.yaml`) that are nobody's to volunteer: habits, earlier illness, troubles at home."""

_DECISION = re.compile(
    r"공단|불승인|부지급|불인정|기각|각하|반려|거절|통지서|결정서|판정위|재?심사(?:청구|위)|재결|"
    r"산재(?:가|로|는|라고)?(?:아니|안|못)|산재(?:를|급여를?|보험을?)?(?:신청|청구)|인정(?:을)?(?:못|안|해주지)"
)
_HARM = re.compile(
    r"떨어[져지졌]|추락|다[쳐쳤치친]|부딪|넘어[져지졌]|쓰러|골절|손상|마비|파열|진단|수술|끼[어였]|깔[려렸]|베[었여]|화상|미끄러|맞[았고아]|치[였어]|폭발"
)
_OF_A_STAY = re.compile(r"불법체류|미등록|비자|체류자격|체류기간")
_ASKS = re.compile(
    r"\?\W*$|(?:(?<=[는은았었였했겠됐인있없하되가])나요|까요|는지요|을지요?|ㄹ까)\W*$|감사합니다\W*$|안녕하세요\W*$|부탁드|(?:문의(?=드|합|하)|여쭙|여쭈|여쭤)[^.]{0,8}\W*$"
)
_GREETING = re.compile(r"^(?:안녕하세요|안녕하십니까|수고하십니다)[,.!~]?\s+")
_TURNS = re.compile(r"(?:(?<=는데|지만|으나)|(?<=[고다] 하나))[,]?\s")
_TURNS_FOR = 0.35
"""How likely what a sentence turns to has to help the person for the sentence to be more than of the decision."""
_SURELY_FOR = 0.55
"""How likely a whole sentence has to."""
# 안 된다는 종이를 받았어요.
_ARRIVED = re.compile(
    r"(?:[다라]는|단|란|래는|대는)(?:공단)?(?:종이|편지|통지|통보|문자|연락|답|서류|우편|등기|카톡|전화)(?:[가-힣]{0,8})(?:받|왔|와서|날아|들)"
)
# 그 기간은 안 준대요.
_GIVES = re.compile(r"(?:준|줄수|줬|해준|나온|나갈수)[^.]{0,4}(?:대|다|답|라|다고|다네|다는)[^.]{0,6}\W*$")
# A doubt about a fact is none of these: `각도기를 댔는지는 모르겠습니다`.
_FEELS = re.compile(
    r"억울|답답|막막|도와주|궁금|어떻게해야|어찌해야|화가나|너무합니다|속상|눈물|살려|받을수있(?:을|는지)|고민|이해가(?:안|되지|가지)|(?:인정|보상)받고싶|"
    r"(?:어떻게|어찌|왜|뭘|뭐|무엇|무슨|어디|누구|할지|될지|해야|좋을지|되는지|맞는지|가능)[^.]{0,14}모르겠|"
    r"(?:지|까봐)[가도는]?(?:참|너무|많이|정말|몹시)?(?:겁이?[나납난]|걱정|두렵|두려|불안|무섭|무서)"
)
_WISHES = re.compile(
    r"(?:재?심사(?!하[는던]|받)|소송|재판|이의|다투|청구|불복)[^.]{0,30}(?:고싶(?!지|었)|려고(?:합|해|한)|려(?:합|한)니?다|(?:할|하려는)생각|(?:할|하려는)예정|해보려)[^.]{0,8}\W*$"
)
_KIN = r"(?:아버지|어머니|부친|모친|부모님|아빠|엄마|남편|아내|집사람|배우자|아들|딸|형|형님|동생|오빠|누나|언니|삼촌|이모|고모)"
# 아버지 대신 씁니다. 남편 일인데, …
_WRITES_FOR = re.compile(
    rf"(?:저는|제가)?(?:저희|우리|제)?(?P<kin>{_KIN})(?:님)?(?:[^.]{{0,12}}(?:일|문제|사건|건|사고)(?:으로|로|때문에)[^.]{{0,10}}(?=여쭙|문의|물어)|(?:을|를)?대신)(?:하여|해서?)?(?:제가|글을?|사연을)*(?:씁|적|써|올|남|문의|여쭙|물어|작성)"
)
_IS_OF = re.compile(
    rf"(?:(?:제|저희|우리)\s)?(?P<kin>{_KIN})(?:님)?\s?(?:일|이야기|얘기|문제|사건|건)(?:인데요?|이라서?|로\s(?:씁니다|적습니다))[,.]?\s+"
)
_OF_ONESELF = re.compile(r"(?<![가-힣])(?:저는|제가|나는|내가|난|내는)\s")
# What the agency grants is no part of the dispute, and helps.
_GRANTED = re.compile(
    r"공단(?:에서)?(?:도|역시)(?!저도|저희)[^.]{0,16}(?:인정|확인|제외|정정|알고|받아들|고[쳤쳐]|빼[주줬]|뺐)"
    r"|공단(?:의|에서|이)?(?<!불)승인(?:으로|을받|받아|해주|해줬)"
)
_FILED = re.compile(r"(?:서면|서류|청구서|신청서|진정서|민원)[^.]{0,12}(?:낸|냈|접수|제출|넣|처리)|접수인")
_OF_TIME = ("time_limit",)
# What a paper of the agency says wrong, and somebody put right.
_PUT_RIGHT = re.compile(r"정정|바로잡|고[쳤쳐](?:주|줬|졌|놓|습니다|어요|음)?")
# Against what is held against somebody: it was given up, found late, or came at another time.
_ANSWERS = re.compile(r"끊|그만|처음(?:으로)?알|시작|(?:다음|뒤|후|이후)(?:에|의|부터|였)")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence of the story that is not taken in, and why (a message for the person)."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Account:
    """The paragraphs that a paper tells as the facts, each of whole sentences of the story, and what was left out.

    `writes_for`: how the writer calls the worker for whom they write; empty where they tell of themselves.
    """

    paragraphs: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    writes_for: str = ""

    @property
    def text(self) -> str:
        """What the paper tells as the facts, a blank line between paragraphs."""
        return "\n\n".join(self.paragraphs)


def own_account(analysis: Analysis) -> Account:
    """The facts of a case in the person's own sentences.

    Left out are sentences on the decision alone, wishes, questions and feelings, who writes for whom, and what nobody
    has to volunteer (OWN_MATTERS, a stay without permission): the person sees them and may put them back.
    """
    story = analysis.intake.readable.story
    heard = without_despair(story)
    paragraphs: list[list[str]] = [[]]
    left_out: list[LeftOut] = []
    end, writes_for, before_why = 0, "", ""
    for each in sentences(story, story=True):
        before, end = end, each.end
        if heard[each.start : each.end] != story[each.start : each.end]:
            # What somebody says of not wanting to live goes into no paper, and is not shown again.
            continue
        words, why = " ".join(each.words.split()), _why_not(each.words, analysis)
        if not why and before_why in (OF_THE_DECISION, WISH, LEFT_HANGING) and leans(words):
            why = "" if _is_told(squeeze(words), analysis) else LEFT_HANGING
        words = _GREETING.sub("", words)
        if of := _IS_OF.match(words):
            words = words[of.end() :]
        if for_ := of or _WRITES_FOR.match(squeeze(each.words)):
            writes_for = writes_for or for_["kin"]
        if paragraphs[-1] and (why or "\n\n" in story[before : each.start]):
            paragraphs.append([])
        if why:
            left_out.append(LeftOut(words, why))
        elif words:
            paragraphs[-1].append(words)
        before_why = why
    if not _OF_ONESELF.search(story):
        writes_for = writes_for or read_stances(story).kin_of_the_case
    return Account(tuple(" ".join(each) for each in paragraphs if each), tuple(left_out), writes_for)


# What points back to another sentence, at its beginning, and says little without it.
_LEANS = re.compile(
    r"(?:그\s?(?:전|이전|뒤|후|이후|다음|날|말|값|건|것|게|걸|집|돈|중)|그(?:걸|게|건|러다|래서|때문|때[가는])|이\s?때문|거기|그렇게)"
)


def leans(words: str) -> bool:
    """Whether a sentence points back at its beginning to the one before it: `그 전에는 온 적이 없습니다`."""
    return bool(_LEANS.match(words))


# 휴게라고 적힌 것은 맞습니다. 조금 했다고 말한 것도 있습니다. 그렇게 써 있기는 합니다.
_CONCEDES = re.compile(
    r"(?:[것거건게점말적일](?:은|도|이|까지|까지는)?|다는데는|는데는)(?:사실|맞|인정|있긴|저희도|부정|부인|숨기|다투|다툴)[^.!?]{0,14}\W*$|다툼(?:은|이)?없[^.!?]{0,4}\W*$|(?:기는|긴|기도)(?:합니다|해요|했|하지만|한다)[^.!?]{0,6}\W*$"
)


def concedes(words: str) -> bool:
    """Whether a sentence grants the other side something: `계약서에 휴게라고 적힌 것은 맞습니다`."""
    return bool(_CONCEDES.search(squeeze(words)))


def is_over(words: str) -> bool:
    """Whether a sentence says that something held against somebody ended, or began at another time."""
    return bool(_ANSWERS.search(squeeze(words)))


def is_no_fact(words: str) -> bool:
    """Whether a sentence only asks, feels, wishes or tells who writes."""
    bare = squeeze(words)
    return any(each.search(bare) for each in (_ASKS, _FEELS, _WISHES, _WRITES_FOR))


def wished_remedy(story: str) -> str:
    """The remedy that a story says its writer wants, 심사 or 재심사; empty where it says of none, or of both."""
    named = set()
    for each in sentences(story, story=True):
        found = _WISHES.search(squeeze(each.words))
        # 심사를 건너뛰고 재심사로 가고 싶다: the one named last before the wish.
        remedies = re.findall("재?심사", found[0]) if found else []
        named.update(remedies[-1:])
    return named.pop() if len(named) == 1 else ""


def _why_not(words: str, analysis: Analysis) -> str:
    bare = squeeze(words)
    told = [each for each in analysis.factors_for + analysis.neutral if each.source == "story"]
    helps = any(_stands_in(each, bare) for each in told)
    if _OF_A_STAY.search(bare):
        return STAY
    if _WISHES.search(bare):
        return WISH
    if _WRITES_FOR.match(bare):
        return WRITER
    if _ASKS.search(bare) or (_FEELS.search(bare) and not _is_told(bare, analysis)):
        return NO_FACT
    if _PUT_RIGHT.search(bare) or (_GRANTED.search(bare) and not holds_denial(words)):
        return ""
    if holds_denial(words) and not (helps or _HARM.search(bare)):
        is_passed_on = passes_on(words) and not names_speaker(words)
        if _ARRIVED.search(bare) or (is_passed_on and _GIVES.search(bare)):
            return OF_THE_DECISION
    if _FILED.search(bare) and any(each.kind in _OF_TIME for each in analysis.denial):
        # Where the refusal says that it was too late, what was handed in is what the dispute is about.
        return ""
    if _DECISION.search(bare) and not (helps or _HARM.search(bare) or _turns_for(words, analysis)):
        return OF_THE_DECISION
    own = [
        each
        for each in analysis.factors_against
        if each.source == "story" and each.id in OWN_MATTERS and _stands_in(each, bare)
    ]
    if helps or not own:
        return ""
    raised = {each.id for each in analysis.factors_against if each.source == "denial"}
    answers = all(each.id in raised for each in own) and (_ANSWERS.search(bare) or holds_denial(words))
    return "" if answers else AGAINST


# Whether a sentence on the agency helps the person, or turns from what the agency said to what does: `공단은 …라는데 검사는 음성이었습니다`.
def _turns_for(words: str, analysis: Analysis) -> bool:
    *said, turned_to = _TURNS.split(words)
    helpful, against = whom_it_helps(turned_to, analysis.understood) if said else (0.0, 0.0)
    if helpful >= _TURNS_FOR and helpful > against:
        return True
    helpful, against = whom_it_helps(words, analysis.understood)
    return helpful >= _SURELY_FOR and helpful > 2 * against


# Whether a circumstance that has a name, and helps, is told in a sentence.
def _is_told(bare: str, analysis: Analysis) -> bool:
    return any(
        each.source == "story" and not each.id.startswith("other_point") and _stands_in(each, bare)
        for each in analysis.factors_for
    )


def _stands_in(factor: FactorFound, bare: str) -> bool:
    return squeeze(factor.words) in bare


def whole_sentences(text: str) -> Iterator[str]:
    """The sentences of a text; of notes that end in a stem the last syllable is not parted: `왔다갔다 함.`"""
    held = ""
    for each in sentences(text, story=True):
        words = " ".join(each.words.split())
        if held and len(words) > _TAIL:
            yield held
            held = words
        else:
            held = f"{held} {words}".strip()
    if held:
        yield held


_TAIL = 3
