"""Names as marks: whether two are the same can be told, and with the key alone which name it is.

A name is brought to its forms: what a person or a firm is called in whatever way it is written. Spaces and marks do
not count, nor what kind of firm it is, titles, a branch's place, initial sounds of surnames (유/류), or whether
letters are spelled out (LG, 엘지). A mark is the keyed hash of a form (HMAC with SHA-256): without the key nobody can
try names until one fits. Romanised Korean names are not brought together with the Korean ones.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass, field

from lib.privacy.name_weights import SURNAMES_OF_TWO
from lib.text.shipped import read_shipped
from lib.text.spelling import plain, squeeze, whole

SHORTEST_KEY = 32
"""Characters of a key; a shorter one could be found by trying."""
# A key of few characters over and over was typed, not drawn.
_FEWEST_CHARACTERS = 10

_DATA = read_shipped("name_forms.yaml")
_NAMES = read_shipped("names.yaml")


def _of(name: str) -> str:
    return "".join(str(_DATA[name]).split())


_FIRM_IN_BRACKETS = re.compile(
    rf"[(\[]\s*(?:{_of('firm_letters')})\s*[)\]]|[(\[]\s*(?:주|유)\s*$|(?:^|(?<=\s))(?:주|유)\s*[)\].](?=.)"
)
_FIRM_WORDS = re.compile(f"{_of('company_words')}|{_of('firm_words')}" + r"|(?:^|(?<=\s))주(?=\s|$)")
_FIRM_LATIN = re.compile(rf"(?:^|(?<=[\s,.)가-힣]))(?:{_of('firm_latin')})\.?(?=$|[\s,.(])")
_BRACKETS = re.compile(r"[(\[<{]([^()\[\]<>{}]*)[)\]>}]?")
_ALSO = re.compile(
    r"(?:구|현|전|옛|舊|現|개명\s*[전후]|본명|일명|영문|한글|a\.?k\.?a\.?)[\s:,.]+(.+)|([a-z][a-z .,-]{3,})"
)
_AND_OTHERS = re.compile(r"\s*(?:외|등)\s*\d+\s*(?:명|인)?\s*$|\s+등\s*$")
_BEFORE = re.compile(rf"^(?:{_of('before')})\.?(?:\s*:\s*|\s+|(?<=\.))(?=\S)")
_LED_BY = re.compile(
    r"^(.{2,}?)(?:\s+(?:대표이사|대표자|대표)\s*:?\s*|(?:대표이사|대표자|대표)\s*:?\s+)([가-힣]{2,4}|[가-힣](?: [가-힣]){1,3})$"
)
_TITLE = re.compile(rf"\s*(?:{_of('titles')})$|[\s,]+(?:{_of('titles_apart')})\.?$")
_TOWNS = f"(?:{'|'.join(str(_NAMES['towns']).split())}|경기|강원|충북|충남|전북|전남|경북|경남)(?:시|군|도)?"
_NUMBERED = r"(?:제?\s?\d{1,2}\s?)?"
_BRANCH, _BRANCH_THERE = _of("branches"), _of("branches_in_places")
_BRANCHES = (
    # Standing apart: 한빛 서울 지점, 한빛 평택캠퍼스, 한빛 현장, 한빛 강남점.
    re.compile(
        rf"\s+(?:{_TOWNS}\s*)?(?:[가-힣a-z]{{1,4}}?)?{_NUMBERED}(?:{_BRANCH})$"
        rf"|\s+{_TOWNS}\s*{_NUMBERED}(?:{_BRANCH_THERE})$|\s+[가-힣]{{2,5}}점$"
        rf"|\s+{_NUMBERED}(?:{_BRANCH_THERE})$"
    ),
    # Written as one: 한빛서울지점, 한빛2공장.
    re.compile(rf"(?:{_TOWNS}{_NUMBERED}|제?\d{{1,2}})(?:{_BRANCH}|{_BRANCH_THERE})$|(?:본사|본점)$"),
)
_HIDDEN = re.compile(r"[○●◯〇□■△▲*＊×✕✖◇◆?_]|(?<=[가-힣])[ox]{1,3}(?![a-z])")
_NOBODY = frozenset(f"{_DATA['nobody']} {_NAMES['no_name']}".split())
_ANYBODY = re.compile(
    rf"[a-z가나다라갑을병정](?:씨|사|회사|업체|기업|법인)?|(?:{_TOWNS})?{_NUMBERED}(?:{_BRANCH}|{_BRANCH_THERE})"
)
_TOWN_ALONE = re.compile(_TOWNS)
_SILENT = re.compile(r"[^0-9a-z가-힣\u4e00-\u9fff]+")
_HANGUL = re.compile(r"[가-힣]+")
_LETTERS: dict[str, str] = _DATA["letters"]
_WORDS: dict[str, str] = _DATA["words"]
_SPELLINGS = [(re.compile(pattern), form) for pattern, form in _DATA["spellings"].items()]
_SURNAMES: dict[str, str] = _DATA["surnames"]
_GIVEN: dict[str, str] = _DATA["given"]
_HANJA: dict[str, str] = _DATA["hanja"]
_FOREIGN: dict[str, str] = _DATA["foreign"]
_ANY_HANGUL = re.compile("[가-힣]")
_LATIN_WORD = re.compile("[a-z]+")
_MOST_SPELLED = 5
_SHORTEST, _LONG = 2, 6
_TENSE, _LAX = 10, 9  # ㅆ and ㅅ among the first consonants of syllables.


class NameKeyError(ValueError):
    """The key of the names cannot be used; the message is a Korean sentence for the person."""


def new_key() -> str:
    """A new key, as it goes into the settings."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class NameMarks:
    """Makes marks with one key. Raises NameKeyError for a key that is short or hardly varied."""

    key: str = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) < SHORTEST_KEY or len(set(self.key)) < _FEWEST_CHARACTERS:
            raise NameKeyError(
                f"이름 열쇠(SANJAE_NAME_KEY)가 너무 짧거나 단순합니다. {SHORTEST_KEY}자 이상이어야 합니다. "
                "./sanjae name-key 로 새로 만들어 주세요."
            )

    def of(self, name: str, is_firm: bool = False) -> frozenset[str]:
        """The marks of a name, as hexadecimal digits; two names are one where any mark is the same.

        Nothing for what names nobody. `is_firm`: what is no person's name whatever it looks like.
        """
        return frozenset(self._mark(f"name:{form}") for form in name_forms(name, is_firm))

    @property
    def key_mark(self) -> str:
        """Tells two keys apart without telling either."""
        return self._mark("key")

    def _mark(self, said: str) -> str:
        return hmac.new(self.key.encode(), said.encode(), hashlib.sha256).hexdigest()


def name_forms(name: str, is_firm: bool = False) -> frozenset[str]:
    """The forms of a name of a person or a firm; none where it names nobody (미상, 김○○, 박 과장)."""
    text = unicodedata.normalize("NFKC", plain(whole(name))).lower()
    return frozenset(_forms(" ".join(text.split())[:300], is_firm, deep=True))


def _forms(text: str, is_firm: bool, deep: bool) -> set[str]:
    found: set[str] = set()
    bare = _FIRM_LATIN.sub(" ", _FIRM_WORDS.sub(" ", _FIRM_IN_BRACKETS.sub(" ", text)))
    is_firm = is_firm or bare != text
    inside = _BRACKETS.findall(bare)
    bare = _BRACKETS.sub(" ", bare)
    if inside and not _SILENT.sub("", bare):
        bare, inside = inside[0], inside[1:]
    for more in inside if deep else ():
        if also := _ALSO.fullmatch(more.strip()):
            found |= _forms(also[1] or also[2], is_firm, deep=False)
    bare = _BEFORE.sub("", _AND_OTHERS.sub("", " ".join(bare.split())))
    if led := _LED_BY.fullmatch(bare):
        return found | _firm(led[1]) | _person(led[2])
    if not is_firm:
        called = _untitled(bare)
        person = _person(called)
        found |= person
        if called != bare and (person or not _is_somebody(called)):
            return found
        if not _ANY_HANGUL.search(bare):
            # Firms of other countries have no titles.
            bare = called
    return found | _firm(bare)


def _untitled(bare: str) -> str:
    while (called := _TITLE.sub("", bare)) != bare:
        bare = called
    return bare


# The form of a name that may be a Korean person's; nothing for any other.
def _person(called: str) -> set[str]:
    written = re.sub(r"\d+$", "", _SILENT.sub("", called))
    if written[:1] in _HANJA and _HANGUL.match(written, 1):
        written = _HANJA[written[0]] + written[1:]
    if (hangul := _HANGUL.match(written)) and not written.isascii():
        # Behind it may stand the same in Chinese characters.
        rest = written[hangul.end() :]
        written = hangul[0] if all("\u4e00" <= char <= "\u9fff" for char in rest) else written
    is_long = written[:2] in SURNAMES_OF_TWO
    if not (
        _HANGUL.fullmatch(written)
        and _SHORTEST <= len(written) <= (4 if is_long else 3)
        and (is_long or written[0] in _NAMES["surnames"] or written[0] in _SURNAMES)
        and _is_somebody(called)
    ):
        return set()
    given = "".join(_GIVEN.get(syllable, syllable) for syllable in written[1:])
    return {_SURNAMES.get(written[0], written[0]) + given}


# The forms of any other name: of the firm, and of what it is a branch of.
def _firm(bare: str) -> set[str]:
    found = {_written(bare)} if _is_somebody(bare) else set()
    whole_firm = bare
    for _again in range(3):
        for branch in _BRANCHES:
            shorter = branch.sub("", whole_firm).strip()
            if _is_somebody(shorter) and not _TOWN_ALONE.fullmatch(shorter):
                whole_firm = shorter
    found |= {_written(whole_firm)} if _is_somebody(whole_firm) else set()
    words = re.findall(r"[a-z]+", _without_marks(bare))
    if len(words) > 1 and len("".join(words)) >= _LONG and not re.search("[가-힣]", bare):
        # Names of other countries are given in either order, and with or without spaces.
        found |= {"".join(words), "".join(sorted(words))}
    return found


def _is_somebody(bare: str) -> bool:
    written = _SILENT.sub("", bare)
    return (
        len(written) >= _SHORTEST
        and not written.isdigit()
        and written not in _NOBODY
        and not _ANYBODY.fullmatch(written)
        and not _HIDDEN.search(squeeze(bare))
    )


def _written(bare: str) -> str:
    text = _without_marks(bare).replace("&", "앤").replace("+", "플러스")
    written = _SILENT.sub("", _LATIN_WORD.sub(_spelled, text))
    for written_so, form in _FOREIGN.items():
        if written.startswith(written_so):
            written = form + written[len(written_so) :]
    for pattern, form in _SPELLINGS:
        written = pattern.sub(form, written)
    return "".join(map(_lax, written))


def _spelled(match: re.Match[str]) -> str:
    word = match[0]
    if word in _WORDS:
        return _WORDS[word]
    return "".join(_LETTERS[letter] for letter in word) if len(word) <= _MOST_SPELLED else word


# Letters without the marks that other languages put on them.
def _without_marks(text: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", bare).replace("đ", "d")


# A syllable that begins with ㅆ as one with ㅅ.
def _lax(char: str) -> str:
    place = ord(char) - ord("가")
    is_tense = 0 <= place < 11172 and place // 588 == _TENSE
    return chr(ord(char) - 588 * (_TENSE - _LAX)) if is_tense else char
