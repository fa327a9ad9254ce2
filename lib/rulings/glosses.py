"""Whether a model's plain words (a gloss) may stand above the very sentences they put into plain words.

A gloss is read against those sentences only: what counts or names something has to stand there, and so have a
result, a deadline, advice, a promise or certainty (`data/glosses.yaml`, a closed list by the stems of words).
Whether it says the same otherwise is for the reader, who sees the sentence below it, or for a second model.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import groupby, zip_longest
from typing import NamedTuple

from lib.domain.leaning import lean
from lib.domain.passages import Speaker
from lib.models.checks.facts import Fact, Known, Said, Why, facts, normal
from lib.search.thesaurus import thesaurus
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import Squeezed, plain, squeeze


class Fault(StrEnum):
    """Why a gloss is left out, so that its sentence stands alone."""

    UNKNOWN = "unknown"
    """It names a sentence that was not given."""
    LONGER = "longer"
    LINK = "link"
    FIGURE = "figure"
    """A figure, date, amount, share, article, case number or name that the sentence does not hold."""
    LIMB = "limb"
    SPEAKER = "speaker"
    WON = "won"
    DEADLINE = "deadline"
    ADVICE = "advice"
    CERTAINTY = "certainty"
    TURNED = "turned"
    """It leans to one side and its sentence to the other."""
    NOT_THE_SAME = "not_the_same"
    """A second reading did not find that it says the same."""


_FINDS = (Speaker.COURT, Speaker.FACT, Speaker.BELOW)
NOT_THE_COURT = frozenset({Speaker.CLAIMANT, Speaker.AGENCY, Speaker.EXPERT, Speaker.RECORD})


def fault_of(
    gloss: str,
    told: Sequence[str],
    speaker: Speaker,
    won: bool | None = None,
    illnesses: Sequence[str] = (),
    among: frozenset[Speaker] = frozenset(),
) -> Fault | None:
    """What is wrong with a gloss of these sentences, which `speaker` says; None where it may stand.

    `won`: whether the ruling ended for the worker, None where that is not known. `illnesses`: what a sentence
    means that speaks of `이 사건 상병`. `among`: all who speak in the sentences, where others do too.
    """
    said = " ".join(told)
    if _LINK.search(gloss):
        return Fault.LINK
    if len(squeeze(gloss)) > max(_MUCH_LONGER * len(squeeze(said)), len(squeeze(said)) + _A_FEW):
        return Fault.LONGER
    spaced, held = Squeezed(normal(plain(gloss))), _words(said)
    words = spaced.chars
    if _misspeaks(words, held, speaker) or _owns(words, said, speaker):
        return Fault.SPEAKER
    if _is_judged_by_nobody(words, {speaker, *among}):
        return Fault.SPEAKER
    for fault, claims in _claims().items():
        if any(_claims_more(says, known, spaced, held) for says, known in claims):
            return fault
    if _is_too_sure(words, told):
        return Fault.CERTAINTY
    if won is not None and _WON[not won].search(words):
        return Fault.WON
    if _judges_otherwise(words, held):
        return Fault.TURNED
    meant = f"{said} {' '.join(illnesses)}" if _THIS_ILLNESS.search(held) else said
    limbs_of = meant if _THIS_ILLNESS_ITSELF.search(held) else said
    if _misnames_a_limb(spaced, _words(limbs_of)) or _swaps_sides(words, held) or _swaps_values(words, held):
        return Fault.LIMB
    if _misstates(gloss, meant):
        return Fault.FIGURE
    return Fault.TURNED if speaker in _FINDS and _turns(gloss, said) else None


# An everyday word is often a little longer than the law's; more than that is something else.
_MUCH_LONGER, _A_FEW = 1.2, 10

_THIS_ILLNESS = re.compile(r"(?:이사건|위|추가|승인|신청)상병|이사건(?:질병|질환|부상|사고|재해)|망인의사망")
# An accident has no limb.
_THIS_ILLNESS_ITSELF = re.compile(_THIS_ILLNESS.pattern.replace("|사고|재해", ""))

# What a page could be left by; letters of other scripts are names, which have to stand in the sentence.
_LINK = re.compile(r"://|www|[@<>☎]|\]\s*\(|\.\s?(?:com|net|org|kr|io|me)\b", re.IGNORECASE)
_FOREIGN_WORD = re.compile(r"[A-Za-z]{2,}|[一-鿿]{2,}")


# What everybody says in letters and a ruling in words.
_SHORT = {"mri": "자기공명", "ct": "단층", "cctv": "폐쇄회로", "ptsd": "외상후스트레스"}


# The text as the lists are read against it: plain, without white space.
def _words(text: str) -> str:
    return squeeze(normal(plain(text)))


# --- who says it ---------------------------------------------------------------------------------


# One who may be named to say something: by which words, whose sentences may be told so, and the words by which a
# sentence names them itself.
class _Named(NamedTuple):
    named: re.Pattern[str]
    of: frozenset[Speaker]
    held: re.Pattern[str] | None
    always: bool


@cache
def _speakers() -> list[_Named]:
    return [
        _Named(
            re.compile(each["named"]),
            frozenset(Speaker[name] for name in each["of"]),
            re.compile(each["held"]) if "held" in each else None,
            each.get("always", False),
        )
        for each in read_shipped("glosses.yaml")["speakers"]
    ]


# Who is named to say something in a gloss. Whoever stands as a mere subject behind another's topic is told of by that
# one (`공단은 고인이 근로자가 아니라고 합니다`), but for a court.
def _named(words: str) -> Iterator[tuple[frozenset[Speaker], re.Pattern[str] | None]]:
    found = [(match, each) for each in _speakers() for match in [each.named.search(words)] if match]
    topic = _pattern("topic")
    topics = [match.start() for match, _ in found if topic.match(words, match.start())]
    for match, each in found:
        is_behind = any(topic < match.start() for topic in topics)
        if each.always or not is_behind or topic.match(words, match.start()):
            yield each.of, each.held


# One of the patterns of the file.
@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(read_shipped("glosses.yaml")[name])


def _misspeaks(words: str, held: str, speaker: Speaker) -> bool:
    if speaker is Speaker.GUIDE:
        return False
    named = list(_named(words))
    if any(speaker not in of and not (says and says.search(held)) for of, says in named):
        return True
    # Who is named to say it has settled nothing.
    if speaker not in NOT_THE_COURT or named:
        return False
    settled = _pattern("settled")
    return bool(settled.search(words) and not settled.search(held))


# True where a judgment is told of nobody and none of those who speak is the court: it would pass as the court's.
def _is_judged_by_nobody(words: str, speakers: set[Speaker]) -> bool:
    if not speakers <= NOT_THE_COURT:
        return False
    return bool(_pattern("judges").search(words)) and not _pattern("judging").search(words)


_QUOTED = re.compile("[‘'“\"][^‘’'“”\"]{12,}다[.]?[’'”\"]")


# True where what somebody only says, or is quoted with, is told as if it were so.
def _owns(words: str, said: str, speaker: Speaker) -> bool:
    if _pattern("asks").search(words):
        return False
    quoted = sum(map(len, _QUOTED.findall(said)))
    is_said = speaker in NOT_THE_COURT or (speaker is not Speaker.GUIDE and 2 * quoted > len(said))
    is_told_as_said = bool(_pattern("attributes").search(words))
    if speaker in _RETELLS and _is_of_what_is_reported(words, _words(said)):
        # Nor does the court say what it only passes on.
        return not is_told_as_said or bool(_COURT_SAYS.search(words))
    if speaker is Speaker.RECORD and _pattern("sources").search(words):
        return False
    if speaker not in NOT_THE_COURT and _COURT_SAYS.search(words):
        # Nor is it the court's what a finding of fact only quotes.
        return is_said
    return is_said and not is_told_as_said


_COURT_SAYS = re.compile(r"(?:법원|재판부)(?:은|는|이|가|도)")
_RETELLS = frozenset({Speaker.FACT, Speaker.RECORD, Speaker.BELOW})


# True where a gloss tells rather what a sentence only reports of somebody than that it was said, or led to something.
def _is_of_what_is_reported(words: str, held: str) -> bool:
    reports = list(_pattern("reported").finditer(held))
    if not reports:
        return False
    told, before, behind = map(_pairs, (words, held[: reports[-1].start()], held[reports[-1].end() :]))
    return len(told & before) > _MOSTLY * len(told & behind)


_MOSTLY = 3


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}


# --- results, deadlines, advice, certainty -------------------------------------------------------


@cache
def _claims() -> dict[Fault, list[tuple[re.Pattern[str], re.Pattern[str]]]]:
    return {
        Fault(kind): [
            (re.compile(each["says"]), re.compile(each.get("held") or each["says"])) for each in claims
        ]
        for kind, claims in read_shipped("glosses.yaml")["claims"].items()
    }


# Whether the words claim what the sentence holds in no word for it, nor in the same word; two syllables that a space
# parts are none: `한 뒤 집 앞`.
def _claims_more(claim: re.Pattern[str], known: re.Pattern[str], words: Squeezed, held: str) -> bool:
    said = [
        match[0]
        for match in claim.finditer(words.chars)
        if match.end() - match.start() > _SHORT_CLAIM
        or not re.search(r"\s", words.text[slice(*words.span(*match.span()))])
    ]
    return bool(said) and not known.search(held) and not all(each in held for each in said)


_SHORT_CLAIM = 2


# What every sentence only holds possible is told as sure.
def _is_too_sure(words: str, told: Sequence[str]) -> bool:
    supposes = _pattern("supposes")
    return all(supposes.search(_words(one)) for one in told) and not _pattern("softens").search(words)


# By whether the worker won: what only a ruling that ended so can say.
_WON = {
    True: re.compile(
        r"(?:원고|근로자|유족|노동자)[가는이은]?(?:이겼|이긴|승소)|처분을?취소(?:했|하였|합)|손을들어"
    ),
    False: re.compile(
        r"(?:원고|근로자|유족|노동자)[가는이은]?(?:졌|패소)|청구를?(?:기각|물리)(?:했|하였|쳤)"
    ),
}


# Whether both say of the decision in dispute if it stands, and not the same.
def _judges_otherwise(words: str, held: str) -> bool:
    told, said = (
        [name for name, patterns in _verdicts().items() if patterns[by].search(text)]
        for by, text in (("told", words), ("held", held))
    )
    return len(told) == len(said) == 1 and told != said


# By what is said of a decision (`stands`, `falls`): the words of a gloss (`told`) and of a sentence (`held`).
@cache
def _verdicts() -> dict[str, dict[str, re.Pattern[str]]]:
    return {
        name: {by: re.compile(pattern) for by, pattern in patterns.items()}
        for name, patterns in read_shipped("glosses.yaml")["verdicts"].items()
    }


# --- figures, names, limbs -----------------------------------------------------------------------


def _misstates(gloss: str, said: str) -> bool:
    gloss = _SECOND_DAY.sub(r"\1\2 \1", gloss)
    if any(length not in _lengths(said) for length in _lengths(gloss)):
        return True
    known, spelled = Known(said), normal(said).lower()
    foreign = (word.lower() for word in _FOREIGN_WORD.findall(normal(gloss)))
    if any(word not in spelled and _SHORT.get(word, word) not in squeeze(said) for word in foreign):
        return True
    return any(
        not any(map(known.has, _counted_otherwise(fact))) and not _is_told_otherwise(fact, said)
        for fact in facts(gloss)
    )


# 2월 9일과 10일: the second is a day of the same month.
_SECOND_DAY = re.compile(r"(\d+월\s?)(\d+일(?:[과,·~]|에서|부터|이나))\s?(?=\d+일(?!간|\s?동안))")

_LENGTH = re.compile(r"(?<!\d)(\d{1,2})(?:년|시간)(\d{1,2})(?:개월|월(?!\d)|분)")


# 3년 6개월, 34시간 30분: both parts together.
def _lengths(text: str) -> set[tuple[str, ...]]:
    return set(_LENGTH.findall(_words(text)))


_TWO_PEOPLE = (2.0, "명")
_JOINED = re.compile(r"[가-힣○](?:와|과|하고|이?랑)\s")


# A number as it may be counted in other words: 4번, 5번 of 제4-5 요추, 세 곳 of 3개의 장소.
def _counted_otherwise(fact: Fact) -> Iterator[Fact]:
    yield fact
    if fact.why is Why.NUMBER and isinstance(fact.value, tuple):
        number, unit = fact.value
        if unit in _OTHER_UNITS:
            yield Fact(Why.NUMBER, (number, _OTHER_UNITS[unit]))


_OTHER_UNITS = {"회": "", "호": "", "곳": "개"}


# What the sentence has in other words: two whom it joins, the year after one that it dates, an illness or a thing in
# the law's or in medicine's name.
def _is_told_otherwise(fact: Fact, said: str) -> bool:
    if fact.why is Why.NUMBER and fact.value == _TWO_PEOPLE:
        return bool(_JOINED.search(said))
    if fact.why is Why.DATE and fact.value == Said("이듬해"):
        return any(each.why is Why.DATE and isinstance(each.value, tuple) for each in facts(said))
    if fact.why is not Why.TERM:
        return False
    name, held = str(fact.value), squeeze(said)
    if _SHORT.get(name, name) in held:
        return True
    legal = [squeeze(word) for met in thesaurus().find(name) for word in met.entry.legal]
    return any(word in held for word in legal)


@cache
def _limbs() -> dict[str, re.Pattern[str]]:
    lists = read_shipped("glosses.yaml")
    return {name: re.compile(pattern) for name, pattern in (lists["limbs"] | lists["sides"]).items()}


def _misnames_a_limb(words: Squeezed, held: str) -> bool:
    told = {
        name
        for name, pattern in _limbs().items()
        if any(_is_a_word(words, *match.span()) for match in pattern.finditer(words.chars))
    }
    stands = {name for name, pattern in _limbs().items() if pattern.search(held)}
    if {"left", "right"} <= stands:
        stands.add("both")
    return not told <= stands


# A limb of one syllable begins a word, or stands behind a side: 배 in 담배, 오른팔.
def _is_a_word(words: Squeezed, start: int, end: int) -> bool:
    return end - start > 1 or start in words.begins or words.chars[start - 1] in _BEFORE_A_LIMB


_BEFORE_A_LIMB = "왼른양두한"


# The limbs with the side that is told of each.
def _sided(words: str) -> set[tuple[str, str]]:
    limbs = {name: _limbs()[name] for name in read_shipped("glosses.yaml")["limbs"]}
    found = set()
    for side in ("left", "right"):
        for match in _limbs()[side].finditer(words):
            # A side in brackets is that of what stands before it: 62dB(좌).
            in_brackets = match[0].startswith("(")
            start, end = (
                (match.start() - _NEAR, match.start())
                if in_brackets
                else (match.start(), match.end() + _NEAR)
            )
            beside = words[max(0, start) : end]
            near = [(met.start(), name) for name, limb in limbs.items() if (met := limb.search(beside))]
            found |= {(name, side) for start, name in near if start == min(near)[0]}
    return found


# Characters behind a side in which its limb stands.
_NEAR = 12


# True where a limb of one side is told of another side than the sentence tells, or the sides in another order.
def _swaps_sides(words: str, held: str) -> bool:
    stands, order = _sided(held), iter(_SIDE.findall(held))
    told = (left for left, _ in groupby(map(_left, _SIDE.findall(words))))
    if not all(any(left == _left(other) for other in order) for left in told):
        return True
    limbs = {limb for limb, _ in stands}
    return any(limb in limbs and (limb, side) not in stands for limb, side in _sided(words))


# True where a value is told of the other side than the sentence tells it of.
def _swaps_values(words: str, held: str) -> bool:
    told, stands = _valued(words), _valued(held)
    return any((left, value) not in stands and (not left, value) in stands for left, value in told)


# The values with the side (left: True) that each is told of: what stands behind a side and before the next one, or, where
# sides stand in brackets behind their values, before it. Sides that nothing parts share what follows (좌우 각 70dB).
def _valued(words: str) -> set[tuple[bool, str]]:
    sides = list(_SIDE.finditer(words))
    found: set[tuple[bool, str]] = set()
    if any(words[match.start() - 1 : match.start()] == "(" for match in sides):
        start = 0
        for match in sides:
            found |= {(_left(match[0]), value) for value in _VALUE.findall(words[start : match.start()])[-1:]}
            start = match.end()
        return found
    waiting: list[bool] = []
    for match, behind in zip_longest(sides, sides[1:]):
        waiting.append(_left(match[0]))
        values = _VALUE.findall(words[match.end() : behind.start() if behind else len(words)])
        found |= {(left, value) for left in waiting for value in values}
        if values:
            waiting = []
    return found


_VALUE = re.compile(
    r"(?<![\d.])\d{1,6}(?:\.\d{1,3})?(?=dB|데시벨|%|도|cm|mm|급|°|㎝|㎜|퍼센트)", re.IGNORECASE
)

_SIDE = re.compile(
    r"왼쪽|왼(?=손|팔|발|다리)|좌측|(?<=[(])좌(?=[)])|(?<=[(])우(?=[)])|(?<!염)좌(?=[상하견슬수족\d,:·/]지?)|오른(?=쪽|손|발|팔|다리|무릎|어깨|귀|눈|편|엉)|우측|우(?=상지|하지|견|슬|\d)"
)


def _left(side: str) -> bool:
    return side[0] in "왼좌"


# --- which way it leans --------------------------------------------------------------------------


@cache
def _in_law() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(said), written) for said, written in read_shipped("glosses.yaml")["in_law"].items()]


def _turns(gloss: str, said: str) -> bool:
    """True where the gloss plainly leans to one side and its sentences to the other, or denies what they affirm."""
    words = _words(gloss)
    if _pattern("asks").search(words):
        return False
    own, other = lean(_as_written(words)), lean(_words(said))
    last = [each.words for each in sentences(gloss)][-1:]
    clauses = [clause for each in sentences(_ASIDE.sub("", said)) for clause in _CLAUSE.split(each.words)]
    denies_otherwise = _denied(last or [gloss]).isdisjoint(
        _denied(clauses[-2:]) | _denied(_told_of(gloss, clauses))
    )
    if own and other:
        return own != other and denies_otherwise
    return denies_otherwise


_ASIDE = re.compile(r"\([^()]*\)")
# The end of a clause in which its predicate stands, with what is hard to say (무관하다고 보기 어렵다).
_PREDICATE = re.compile(r".{0,6}[다라]고(?:는|도)?(?:보|하|볼|할|단정).{0,7}$|.{0,7}$", re.DOTALL)
_CLAUSE = re.compile(r"(?<=[고며나만서여뿐]),\s?|(?<=므로),?\s")


# The clause of a long sentence that a short gloss of it tells: the one that shares most of its words.
def _told_of(gloss: str, clauses: Sequence[str]) -> list[str]:
    if sum(map(len, clauses)) < _MUCH_OF_IT * len(gloss):
        return []
    own = _pairs(_words(gloss))
    return [max(clauses, key=lambda clause: len(own & _pairs(_words(clause))))]


# How many times as long as its gloss a sentence is of which the gloss tells a part.
_MUCH_OF_IT = 2.5


# Whether the clauses deny: of a gloss its last sentence; of a sentence its last two clauses, and the one told of.
def _denied(clauses: Sequence[str]) -> set[bool]:
    lists = read_shipped("glosses.yaml")
    told = [words for clause in clauses if len(words := _words(clause).rstrip(".!")) > 3]
    return {
        len(re.findall(lists["denies"], _PREDICATE.findall(re.sub(lists["reports"], "", clause))[0])) % 2 == 1
        for clause in told
    }


# Everyday words in those that a finding is read by, with the endings of rulings.
def _as_written(words: str) -> str:
    for said, written in _in_law():
        words = said.sub(written, words)
    return words
