"""Names of illnesses and injuries: what one looks like, and where it begins.

A name ends in a word for an illness (`lexicon.ILLNESS_HEADS`) and is no clause: nouns, and the few
verbs by which the Korean classification of diseases (KCD) joins them (`상처가 없는`, `…을 동반한`).
What does not look like one is left out, so that no half sentence is ever shown for a diagnosis.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_letters, digits

from lib.domain.lexicon import (
    FOREIGN_TO_ILLNESSES,
    ILLNESS_HEADS,
    ILLNESS_NOUNS,
    ILLNESS_VERBS,
    INJURY_HEADS,
    NO_ILLNESS_ENDS,
    VAGUE_ILLNESSES,
    WORDS_BEFORE_ILLNESSES,
)
from lib.text.sentences import is_sentence
from lib.text.spelling import squeeze

QUOTES = "'‘’\"“”「」`"
_BRACKET = r"[(（\[{][^()（）\[\]{}]*[)）\]}]"
_BRACKETED = re.compile(_BRACKET)
# What parts one name from the next; a bracket is passed over.
_SEPARATOR = re.compile(
    rf"(?P<bracket>{_BRACKET})|(?P<mark>\s*(?:[,，、;·ㆍ/？?\n]|(?<=\s)(?:및|또는|그리고)(?=\s)|(?P<particle>(?<=[가-힣])(?:[와과]|이나)(?=\s))"
    r"|[①-⑳㈀-㉻]|(?:(?<=\s)|^)\(?\d{1,2}\)|(?:(?<=\s)|^)\d{1,2}\.(?=\s))\s*)"
)
_LIST_MARK = re.compile(r"[①-⑳]|\(?\d{1,2}\)|\d{1,2}\.|[;\n]")
# Behind the head: a certainty, a side, a grade, how a fracture lies.
_QUALIFIER = re.compile(
    rf"(?:\s*(?:{_BRACKET}|의증|의심|추정|폐쇄성|개방성|상태|좌측|우측|양측|양쪽|제?\s?\d\s?(?:형|기|도|단계|급)|[A-Z]\d?(?:[-/]\d)?))+$"
)
_HEADS = "|".join(sorted(ILLNESS_HEADS, key=len, reverse=True))
_HEAD = re.compile(f"(?:{_HEADS})$")
_ENDS_IN_HEAD = re.compile(rf"(?<=.)(?:{_HEADS}|[A-Za-z])(?:{_QUALIFIER.pattern[:-1]})?\s*(?:등\s*)?$")
_ANY_HEAD = re.compile(rf"(?:{_HEADS}|[A-Za-z]{{3}})(?![가-힣])")
_LATIN = re.compile(
    r"[A-Z]{3,6}|[A-Za-z][A-Za-z' -]*(?:syndrome|disease|disorder|injury|fracture|itis|osis|oma|ia)"
)
# A piece that names only where the illness of the next piece is: `제4-5요추간, 제5요추-제1천추간 추간판 탈출증`.
_PLACE = re.compile(r"(?:\d|[간부측골지추절위쪽번근건성형]|돌기|인대|연골)$")

# --- tokens --------------------------------------------------------------------------------------

_PARTICLE_BEFORE_JOIN = re.compile(r"[을를이가에로게지]$")
_CLAUSE = re.compile(
    r".*(?:[은는을를에다며]|에서|에게|부터|까지|께|[하되받당입있였었았했지보]+(?:여|어|아|해|고|은|는|던|며|면|서|자|기)|하며|으로|라고|이라|경|무렵|하다가|당시|이후|직후|전후|도중|중인|면서|결과|때문|따라|인해|상의)"
    r"|.{2,}[이가와과로된한할될]|.+(?:[져쳐켜혀려겨여친닌긴킨던낄]|.서|에도|라도|다면|이고)"
    # 영상에 나타난: 방사선상, 병력상, MRI상.
    r"|.*(?:선|력|경|사진|영상|기록|[A-Z])상"
)
# Words of others than an illness, and numbers of a date.
_FOREIGN = re.compile(
    "|".join(map(re.escape, FOREIGN_TO_ILLNESSES)) + r"|[:=<>%~!○]|\d{3}|\d\.|\.$|[년월일]$"
)


TRAUMATIC_BLEEDING = re.compile(
    r"외상성[가-힣\s]{0,12}?(?:(?:뇌|뇌내|뇌실|뇌실내|뇌실질내|대뇌|지주막하|거미막하|거미막밑|경막하|경막외)\s*출혈|뇌내\s*혈종|뇌실질내\s*혈종)"
)
"""A haemorrhage of the brain that is an injury of the head, and no stroke."""


# True where a word may stand in a name; `joined`, where a verb that joins follows it.
def _fits(token: str, joined: bool, is_quoted: bool) -> bool:
    bare = _BRACKETED.sub("", token)
    if not bare:
        return bool(token)
    if (bare in WORDS_BEFORE_ILLNESSES and not is_quoted) or _FOREIGN.search(bare):
        return False
    if bare in ILLNESS_VERBS or bare.endswith(ILLNESS_NOUNS):
        return True
    if joined and _PARTICLE_BEFORE_JOIN.search(bare):
        return True
    return not (_CLAUSE.fullmatch(bare) or _goes_before(bare))


# 옮겨 붙어, 로서, 더구나, 정한, 뒤에야, 파열시, 같은달: verbs, links and times, some of a syllable or two.
_BEFORE = ("어", "아", "로서", "거나", "구나", "러나", "야")
_NOT_BEFORE = ("언어", "소아", "태아", "유아", "영아")


def _goes_before(word: str) -> bool:
    is_short = len(word) == len("정한") and word.endswith("한")
    is_a_time = word.startswith("같은") or (len(word) > 2 and word.endswith("시"))
    return is_short or is_a_time or (word.endswith(_BEFORE) and not word.endswith(_NOT_BEFORE))


_TOKEN = re.compile(rf"(?:(?:외상|수술)\s후(?=\s)|{_BRACKET}|\S)+")


# The words of a name at the end of these words; and whether they are all of them.
def _tail(words: str, is_quoted: bool) -> tuple[str, bool]:
    tokens = list(_TOKEN.finditer(words))
    first, joined = len(tokens), False
    while first and _fits(tokens[first - 1][0], joined, is_quoted):
        first -= 1
        joined = tokens[first][0] in ILLNESS_VERBS
    is_whole = first == 0
    # Nothing is joined to what was left out.
    while first < len(tokens) and tokens[first][0] in ILLNESS_VERBS:
        first, is_whole = first + 1, False
    return words[tokens[first].start() :] if first < len(tokens) else "", is_whole


# --- one name ------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _is_name(words: str) -> bool:
    """True for words that end in a word for an illness and say which."""
    bare = squeeze(_QUALIFIER.sub("", words)) or squeeze(_BRACKETED.sub("", words))
    if _LATIN.fullmatch(_BRACKETED.sub("", words).strip()):
        return True
    head = _HEAD.search(bare)
    if head is None or bare in VAGUE_ILLNESSES or bare.endswith(NO_ILLNESS_ENDS) or _GRADE.search(bare):
        return False
    return len(bare) >= 2


# How far the lungs still work, or how a picture of them looks: a grade of 진폐 and not its name.
_GRADE = re.compile(r"병형|(?:심폐?기능|폐기능|고도|중등도|경도|경미)장[해애]$")
# A bracket that only explains: a code, Chinese characters, a date, a definition, a sentence.
_EXPLAINS = re.compile(
    r"이하|[一-鿿]|\d{4}|\d\.\s?\d+\.|^\s*[A-Z]\s?\d{2}|상병\s?코드|질병\s?코드|KCD|코드|당시|진단|소견|추가|최초|승인|호증|[a-z]{4}"
)
_WRAP = re.compile(r"(?<=[가-힣])[ \t]*\n[ \t]*(?=[가-힣])")
_SUFFIX_HEAD = re.compile(r"(?:증|병|염|암|종|절|열|상|좌|군|혈|색|출|후군|환|애)(?![가-힣])")


# A name may be broken at the end of a line: inside a word, where the line goes on with the rest of its head.
def _healed(words: str) -> str:
    return " ".join(_WRAP.sub(lambda m: "" if _SUFFIX_HEAD.match(words, m.end()) else " ", words).split())


def _cleaned(words: str) -> str:
    def kept(match: re.Match[str]) -> str:
        inside = match[0][1:-1].strip()
        return (
            ""
            if not inside or len(inside) > 20 or is_sentence(inside) or _EXPLAINS.search(inside)
            else match[0]
        )

    words = re.sub(rf"[{QUOTES}]", "", _healed(words))
    words = " ".join(_BRACKETED.sub(kept, words).split())
    words = re.sub(rf"^{_BRACKET}\s*", "", words)
    words = re.sub(r"\s+([A-Z]\d{2,3}(?:\.\d+)?)$", "", words)
    words = re.sub(
        r"^(?:(?:각|및|등|또는|그로 인한|이로 인한|위|이 사건|상병명|-|■|○|\*)\s+|[-■○*.)\]]\s*|\d{1,2}\s*[.)]\s*)+",
        "",
        words,
    )
    return re.sub(r"\s*(?:등|\s각)$", "", words).strip(" .·,:;")


_LAST = (
    frozenset(head[-1] for head in ILLNESS_HEADS)
    | frozenset(")）]}증심정성태측쪽형기도계급등")
    | frozenset(ascii_letters + digits)
)


def may_end(words: str) -> bool:
    """False where no name ends with these words, by their last character alone."""
    return words.rstrip(" ,\n")[-1:] in _LAST


def names_in(words: str, *, is_quoted: bool = True, is_defined: bool = False) -> list[str]:
    """The names in words that end with one, in order, each once.

    Quoted words are names from the first to the last; of others those are read that stand at the end,
    back to where a clause goes over into them. With `is_defined` the ruling says that the quoted words
    are names of illnesses, so that one may end in a word that is not known to us.
    """
    words = _healed(words) if "\n" in words else words
    # Most words asked for are none: those are told by their last ones.
    if not (
        (is_defined or _ANY_HEAD.search(words))
        if is_quoted
        else may_end(words) and _ENDS_IN_HEAD.search(words[-_LONGEST:])
    ):
        return []
    found: list[str] = []
    current, following = "", ""
    for mark, piece in reversed(list(_pieces(words))):
        tail, is_whole = _tail(piece, is_quoted)
        if current and (is_whole or not is_quoted) and _belongs_to(tail, following, current):
            current = tail + following + current
        else:
            found.append(current)
            current = tail if is_whole or not is_quoted else ""
        following = mark
        if not (is_quoted or (is_whole and (_PLACE.search(piece) or _is_name(_cleaned(piece))))):
            break
    listed = [name for name in map(_cleaned, reversed([*found, current])) if _may_be_shown(name)]
    # What stands in a list of illnesses is one, though it ends in no word for one.
    illnesses = [name for name in listed if _is_name(name)]
    is_list = is_quoted and (is_defined or 2 * len(illnesses) >= len(listed) > 0)
    names = [name for name in listed if name in illnesses or _is_noun(name)] if is_list else illnesses
    return each_once(names)


def each_once(names: Iterable[str]) -> list[str]:
    """The names in order, each in the first of its spellings."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(squeeze(name), name)
    return list(found.values())


def _may_be_shown(name: str) -> bool:
    return 2 <= len(name) <= _LONGEST and name.count("(") == name.count(")")


# True for words that could name an illness, and not only where it is.
def _is_noun(name: str) -> bool:
    bare = squeeze(_BRACKETED.sub("", name))
    return (
        len(bare) >= _SHORTEST_NOUN
        and bare not in VAGUE_ILLNESSES
        and not bare.endswith(NO_ILLNESS_ENDS)
        and not _PLACE.search(bare)
        and "가" <= bare[-1] <= "힣"
    )


_SHORTEST_NOUN = 3


# The longest titles of the classification have some forty characters.
_LONGEST = 45


# True where a piece is no name of its own but begins the one behind it.
def _belongs_to(piece: str, mark: str, following: str) -> bool:
    if _LIST_MARK.search(mark):
        return False
    if _is_name(_cleaned(piece)):
        return mark.strip() == "및" and squeeze(following) in INJURY_HEADS
    return bool(_PLACE.search(piece.strip())) or (mark.strip() == "및" and piece.endswith("불안"))


# The pieces of a list, each with the mark before it.
def _pieces(words: str) -> Iterator[tuple[str, str]]:
    mark, begin = "", 0
    for match in _SEPARATOR.finditer(words):
        if match["mark"] is None:
            continue
        # 결과, 안와: no particle but behind a name.
        if match["particle"] and not _ENDS_IN_HEAD.search(words[begin : match.start()]):
            continue
        yield mark, words[begin : match.start()]
        mark, begin = match["mark"], match.end()
    yield mark, words[begin:]
