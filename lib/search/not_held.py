"""What a question asks about that no held ruling deals with.

A search always finds something: a question about an illness that no ruling is about is answered by
rulings that share its other words. So the illnesses it names, and keywords that no ruling knows, are
looked up by themselves.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lib.domain.lexicon import DISEASE_TERMS
from lib.domain.taxonomy import Disease, Issue
from lib.i18n import Translate
from lib.search.index import SUBJECT, SearchIndex
from lib.search.query import is_common, is_found, is_keywords
from lib.search.thesaurus import Found, thesaurus
from lib.search.tokens import terms
from lib.search.understanding import Understood, of_the_case, understand_text
from lib.text.citations import find_case_numbers
from lib.text.spelling import squeeze

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
# So many are named; a list of diagnoses may be long.
_NAMED_AT_MOST = 3


def not_held(
    index: SearchIndex, text: str, diagnoses: Iterable[str] = (), understood: Understood | None = None
) -> tuple[str, ...]:
    """The illnesses or keywords asked about, where no ruling deals with any of them; else empty.

    `diagnoses` are those named apart from the text: then the text is not asked for others. `understood`
    is what the text is about, where that is known already. Of an injury, or where something else than
    the illness is in dispute, nothing is said.
    """
    understood = understood or understand_text(text)
    about = understood.disease_category
    if about is Disease.INJURY or understood.issue_category not in (None, Issue.CAUSATION):
        return ()
    told = of_the_case(text)
    met = thesaurus().find("\n".join([*diagnoses, told]))
    in_text = list(_illnesses(told, met))
    named = list(diagnoses) or [
        name for name, disease in in_text if disease in (about, Disease.OTHER) or about is None
    ]
    # What is told in lay words (귀가 안 들려) is known by the name that rulings have for it.
    also = [each.entry.legal[0] for each in met if about in each.entry.labels and each.entry.legal]
    told_as = [term for name in also for term, _ in _illnesses(name, ())]
    if any(_is_dealt_with(index, name, met) for name in (*named, *(() if diagnoses else told_as))):
        return ()
    asked = named or [word for word in _keywords(text) if _is_strange(index, word)]
    return tuple(dict.fromkeys(asked))[:_NAMED_AT_MOST]


def none_about(names: Iterable[str], _: Translate = str) -> str:
    """That no held ruling is about these, as a sentence."""
    quoted = ", ".join(f"'{name}'" for name in names)
    return _("가지고 있는 판결 가운데 {names}에 관한 것은 없습니다.").format(names=quoted)


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
            yield from ((word, Disease.OTHER) for word in each.entry.legal if squeeze(word) in squeezed)


# True where a ruling is about this illness, under any name that the thesaurus has for it.
def _is_dealt_with(index: SearchIndex, name: str, met: Iterable[Found]) -> bool:
    squeezed = squeeze(name.lower())
    known = [each for each in met if each.phrase in squeezed or squeezed in each.phrase]
    # A long diagnosis is known by its core; of the thesaurus' words only names count, not 감염 or 야간근무.
    others = [word for each in known for word in each.entry.legal]
    core = [term for each in (name, *others) for term, _ in _illnesses(each, ())]
    lay = [phrase for entry in thesaurus().entries if name in entry.legal[:1] for phrase in entry.lay]
    return any(is_found(index, squeeze(each), [SUBJECT]) for each in (name, *core, *lay))


# The words of a question of a few keywords, but for what everybody asks about, case numbers and courts.
def _keywords(text: str) -> Iterator[str]:
    if is_keywords(text) and not find_case_numbers(text):
        yield from (
            word
            for word in re.findall(r"[가-힣A-Za-z]{2,}", text)
            if not is_common(word) and not word.endswith("법원")
        )


# The last letter of 아픔, 다침, 쓰러짐.
_ENDS_AS_A_VERB = re.compile("\u11b7$")


# True where not even the beginning of the word stands in a ruling, and the thesaurus does not know it.
# A verb has many endings, so its beginning is enough, and one that ends as a noun (아픔) names nothing.
def _is_strange(index: SearchIndex, word: str) -> bool:
    if _ENDS_AS_A_VERB.search(unicodedata.normalize("NFD", word)):
        return False
    return not thesaurus().find(word) and not is_found(index, terms(word)[0])
