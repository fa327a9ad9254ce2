"""What a question asks about that no held ruling deals with.

A search always finds something: a question about an illness that no ruling is about is answered by
rulings that share its other words. So the illnesses it names, by the lexicon or by what is said of them,
a child harmed before its birth, and keywords that no ruling knows are looked up by themselves.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from lib.domain.lexicon import DISEASE_TERMS, VAGUE_ILLNESSES
from lib.domain.taxonomy import Disease, Issue
from lib.domain.told_illness import told_illnesses
from lib.search.index import SUBJECT, SearchIndex
from lib.search.query import is_common, is_found, is_keywords
from lib.search.read_by_words import Understood, of_the_case, understand_text
from lib.search.thesaurus import Found, thesaurus
from lib.search.tokens import terms
from lib.text.citations import CaseNumber, cited_alone, find_case_numbers
from lib.text.english import in_korean
from lib.text.said import Translate
from lib.text.sentences import sentences
from lib.text.spelling import plain, squeeze
from lib.text.stance import holds_denial

# A term of the lexicon of this weight names an illness. One of lesser weight does where the thesaurus
# begins a name with it: 코로나 names one, 청력 does not.
_NAMES, _MAY_NAME = 2.5, 1.5
# How somebody was hurt is told in many words, and what is asked then is why.
_ILLNESSES = {
    term.lower(): (term, disease, weight)
    for disease, weights in DISEASE_TERMS.items()
    if disease is not Disease.INJURY
    for term, weight in weights.items()
    if weight >= _MAY_NAME
}
_ANY_ILLNESS = re.compile("|".join(sorted(map(re.escape, _ILLNESSES), key=len, reverse=True)))
# Whether somebody is insured is in dispute by these words; a job that may not be (밭일) does not say so.
_STATUS = re.compile(r"근로자|노동자|사업|계약|적용|프리랜서|지입|특수|고용|사장")
# Disputes in which it matters what the illness is.
_OF_THE_ILLNESS = (None, Issue.CAUSATION, Issue.NEED_OF_TREATMENT, Issue.DISABILITY_GRADE)
# So many are named; a list of diagnoses may be long.
_NAMED_AT_MOST = 3


def not_held(
    index: SearchIndex, text: str, diagnoses: Iterable[str] = (), understood: Understood | None = None
) -> tuple[str, ...]:
    """The illnesses or keywords asked about, where no ruling deals with any of them; else empty.

    `diagnoses` are those named apart from the text: then the text is not asked for others. `understood`
    is what the text is about, where that is known already. Of an injury, or where the dispute has nothing
    to do with the illness (the way to work, lateness), nothing is said.
    """
    text = plain(text)
    understood = understood or understand_text(text)
    text = in_korean(text).text
    about, issue = understood.disease_category, understood.issue_category
    told = of_the_case(text)
    if issue is Issue.EMPLOYEE_STATUS and not _STATUS.search(told):
        issue = None
    if not diagnoses and issue in (*_OF_THE_ILLNESS, Issue.EMPLOYEE_STATUS) and _is_of_the_unborn(told):
        return () if any(is_found(index, word, [SUBJECT]) for word in _UNBORN) else _UNBORN[:1]
    by_shape = [] if diagnoses else told_illnesses(told)
    caught = any(each.is_caught for each in by_shape)
    if (about is Disease.INJURY and not caught) or issue not in _OF_THE_ILLNESS:
        return ()
    met = thesaurus().find(in_korean("\n".join([*diagnoses, told])).text)
    shaped = {squeeze(each.name.lower()): each.name for each in by_shape}
    in_text = [
        name
        for name, disease in _illnesses(told, met)
        # A longer name says more than its end (레지오넬라 폐렴).
        if (disease in (about, Disease.OTHER) or about is None)
        and not any(name.lower() in each for each in shaped)
    ]
    named = list(diagnoses) or [*shaped.values(), *in_text]
    if any(_is_dealt_with(index, in_korean(name).text, met, told, name in shaped.values()) for name in named):
        return ()
    if not diagnoses and not shaped:
        # What is told in lay words (귀가 안 들려) is known by the name that rulings have for it.
        also = [each.entry.legal[0] for each in met if about in each.entry.labels and each.entry.legal]
        told_as = [term for name in also for term, _ in _illnesses(name, ())]
        if any(_is_dealt_with(index, name, met, told) for name in told_as):
            return ()
    # A keyword that no ruling knows is what is asked about, unless the others tell that (칠년 지난 유족급여).
    is_told = understood.kind_b or issue
    asked = named or [word for word in _keywords(text) if not is_told and _is_strange(index, word)]
    return tuple(dict.fromkeys(filter(_can_be_missed, asked)))[:_NAMED_AT_MOST]


def none_about(names: Iterable[str], _: Translate = str) -> str:
    """That no held ruling is about these, as a sentence."""
    quoted = ", ".join(f"'{name}'" for name in names)
    return _("가지고 있는 판결 가운데 {names}에 관한 것은 없습니다.").format(names=quoted)


def number_not_held(number: CaseNumber, nearest: Sequence[str], _: Translate = str) -> str:
    """That no ruling of this number is held, and which are nearest by number, as sentences; `nearest` are ids."""
    said = _("{number} 판결은 가지고 있지 않습니다.").format(number=f"{number.court} {number.number}".strip())
    return f"{said} {nearest_told(nearest, _)}".strip()


def nearest_told(nearest: Sequence[str], _: Translate = str) -> str:
    """Which held rulings are nearest by number, as a sentence; empty where none is. `nearest` are ids."""
    if not nearest:
        return ""
    names = ", ".join(id.replace("_", " ") for id in nearest)
    return _("번호가 가장 가까운 판결: {names}").format(names=names)


# The illnesses that a text names, with their groups, in its own words.
def _illnesses(text: str, met: Iterable[Found]) -> Iterator[tuple[str, Disease]]:
    squeezed = squeeze(text.lower())
    names = [squeeze(each.entry.legal[0].lower()) for each in met if each.entry.legal]
    for match in _ANY_ILLNESS.finditer(squeezed):
        term, disease, weight = _ILLNESSES[match[0]]
        if weight >= _NAMES or any(name.startswith(match[0]) for name in names):
            yield term, disease
    for each in met:
        # The thesaurus knows rarer illnesses than the lexicon, which classifies rulings.
        if Disease.OTHER in each.entry.labels:
            rarer = (word for word in each.entry.legal if word not in VAGUE_ILLNESSES)
            yield from ((word, Disease.OTHER) for word in rarer if squeeze(word) in squeezed)


# Who is hurt before birth (법 제91조의12): the words of rulings for it.
_UNBORN = ("태아", "건강손상자녀", "선천성")
_PREGNANT = re.compile(r"임신|뱃속|배\s*속|태아|만삭|산모|홑몸")
_BORN_ILL = re.compile(
    r"(?:아이|아기|애기?|딸|아들|자녀|신생아|쌍둥이|첫째|둘째|셋째|막내)[^.!?\n]{0,40}(?:태어|낳|출산|출생|나왔|났)|(?:태어|낳|출산|출생)[^.!?\n]{0,20}(?:아이|아기|딸|아들|자녀)"
)
_ILL = re.compile(
    r"선천|기형|장애|아프|아파|수술|인큐베이터|미숙|조산|저체중|이상|질환|결손|구순|심장|콩팥|채\s*태어|[가-힣](?:병|증|염|종|군)(?:[을이으인에]|\s|$)"
)


# True where a child was born ill after what the mother met at work.
def _is_of_the_unborn(text: str) -> bool:
    born = [each.words for each in sentences(text, story=True) if _BORN_ILL.search(each.words)]
    ill = any((_ILL.search(words) or holds_denial(words)) and "건강하게" not in words for words in born)
    return ill and bool(_PREGNANT.search(text))


# Complications of pneumoconiosis by law (시행령 별표 11의2): where they stand in a ruling about it, it is no
# ruling about who caught them otherwise.
_OF_PNEUMOCONIOSIS = ("결핵", "흉막염", "기관지염", "기흉", "폐성심")
_DUST = re.compile(r"진폐|규폐|분진|탄광|광업|광산|광부|광원|막장|먼지")


# What doctors put before the name of an organ: a ruling about one of these is none about the others.
_OF_MANY = ("악성신생물",)


# True where a ruling is about this illness, under any name that the thesaurus has for it. One that was read
# `by_shape` is looked up as it is written, not by names of its group.
def _is_dealt_with(
    index: SearchIndex, name: str, met: Iterable[Found], told: str, by_shape: bool = False
) -> bool:
    squeezed = squeeze(name.lower())
    if squeezed.endswith(_OF_PNEUMOCONIOSIS) and not _DUST.search(told):
        return is_found(index, squeezed, [SUBJECT], without="진폐")
    known = [
        each
        for each in met
        if (
            squeezed.endswith(each.phrase)
            if by_shape
            else each.phrase in squeezed
            or squeezed in each.phrase
            or any(squeezed in squeeze(word.lower()) for word in each.entry.legal[:1])
        )
        # What is only 기타 is no group: its names are of other illnesses.
        and not (by_shape and Disease.OTHER in each.entry.labels)
    ]
    # A long diagnosis is known by its core; of the thesaurus' words only names count, not 감염 or 야간근무.
    others = [word for each in known for word in each.entry.legal if word not in _OF_MANY]
    core = [term for each in (name, *others) for term, _ in _illnesses(each, ())]
    lay = [phrase for entry in thesaurus().entries if name in entry.legal[:1] for phrase in entry.lay]
    unborn = _UNBORN if squeezed in _UNBORN else ()
    return any(_is_subject(index, squeeze(each)) for each in (name, *core, *lay, *unborn))


# Two syllables meet by chance where the white space is taken out; a ruling about them has them in a word.
def _is_subject(index: SearchIndex, name: str) -> bool:
    return is_found(index, name, [SUBJECT]) and (len(name) > 2 or is_found(index, name))


# The words of a question of a few keywords, but for what everybody asks about, case numbers and courts.
def _keywords(text: str) -> Iterator[str]:
    if is_keywords(text) and not (find_case_numbers(text) or cited_alone(text)):
        yield from (
            word
            for word in re.findall(r"[가-힣A-Za-z]{2,}", text)
            if not is_common(word) and not word.endswith("법원")
        )


_HANGUL = re.compile(r"[가-힣]")


# Rulings name illnesses in Korean: that a foreign name stands in none tells nothing, unless the Korean name
# is known, or it is a short one that rulings write too (CRPS).
def _can_be_missed(name: str) -> bool:
    return bool(_HANGUL.search(name) or squeeze(name.lower()) in _ILLNESSES or in_korean(name).pieces)


# The last letter of 아픔, 다침, 쓰러짐; a verb's other endings, and words for a time or a case.
_ENDS_AS_A_VERB = re.compile("\u11b7$")
_NAMES_NOTHING = (
    *"지고서면나까요다데러려은는던년달해건", "경우", "때", "날", "개월", "동안", "사람",
)  # fmt: skip


# True where not even the beginning of the word stands in a ruling, and the thesaurus knows neither it nor
# rulings that are about what it begins to name (환수 begins 환수하다, of 부당이득). A verb has many endings, so its beginning is enough, and one that ends as a noun (아픔) names nothing.
def _is_strange(index: SearchIndex, word: str) -> bool:
    if _ENDS_AS_A_VERB.search(unicodedata.normalize("NFD", word)) or word.endswith(_NAMES_NOTHING):
        return False
    if thesaurus().find(word) or is_found(index, terms(word)[0]):
        return False
    begun = (entry for entry in thesaurus().entries if any(each.startswith(word) for each in entry.lay))
    return not any(is_found(index, name) for entry in begun for name in entry.legal[:1])
