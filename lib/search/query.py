"""Questions put to the index, and what comes back.

A few words are keywords: every word must stand in a ruling, in its own form or in one the
thesaurus knows. A sentence is a story: rulings are ranked by the words they share (BM25 over
bigrams) and by the disease and issue the sentence is understood to be about; a short question first
by the issue and disease it most likely asks about (`lib.search.weighed_questions`).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR
from itertools import accumulate, islice
from operator import attrgetter, itemgetter
from typing import Any

import tantivy

from lib.domain.records import ListedRuling
from lib.domain.ruling import ruling_id
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome, Suit
from lib.search.index import LABEL_FIELDS, TEXT_FIELDS, SearchIndex, schema
from lib.search.labels_asked_for import likely_issues, told_labels
from lib.search.read_by_words import Understood, understand_text
from lib.search.thesaurus import thesaurus
from lib.search.tokens import terms, word_terms
from lib.search.weighed_questions import asked_labels
from lib.text.citations import CaseNumber, cited_alone, find_case_numbers, normal_court
from lib.text.english import in_korean
from lib.text.sentences import is_sentence
from lib.text.spelling import plain


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rulings count at all. Empty means any; several values of one label mean any of them."""

    outcome: tuple[Outcome, ...] = ()
    kind_b: tuple[KindB, ...] = ()
    kind_c: tuple[KindC, ...] = ()
    disease_category: tuple[Disease, ...] = ()
    issue_category: tuple[Issue, ...] = ()
    instance: tuple[Instance, ...] = ()
    suit: tuple[Suit, ...] = ()
    court: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None

    def allowed(self) -> dict[str, Collection[Any]]:
        """Field of a ruling → its allowed values, for the fields that are filtered at all.

        The one reading of these filters, for rulings at hand and for the index alike. A ruling whose
        year is not known is outside every range of years.
        """
        chosen = {name: values for name in LABEL_FIELDS if (values := getattr(self, name, ()))}
        if self.year_from is not None or self.year_to is not None:
            # A year beyond all years is outside every ruling, and beyond what the index can count.
            last = MAXYEAR if self.year_to is None else self.year_to
            first, last = (min(max(year, 0), MAXYEAR) for year in (self.year_from or 0, last))
            chosen["year"] = range(first, last + 1)
        return chosen

    def select(self, rulings: Iterable[ListedRuling]) -> list[ListedRuling]:
        """The rulings that pass."""
        allowed = [(attrgetter(name), values) for name, values in self.allowed().items()]
        return [ruling for ruling in rulings if all(field(ruling) in values for field, values in allowed)]


EVERYTHING = Filters()
"""No filter at all."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A ruling found, by id, with its BM25-based score (higher is closer; no unit)."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """The best rulings for a question; `total` counts all that match, `facets` how they divide."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


# More words than this make a sentence.
_KEYWORDS_AT_MOST = 4
# The rarest terms of a long story that are searched; the rest say little and cost time.
_TERMS_AT_MOST = 90
# Entries of the index a story may touch: keeps a long story within some 10 ms at 32,000 rulings.
_POSTINGS_AT_MOST = 150_000
# Bigrams of endings and of what everybody asks: they tell no two cases apart.
_COMMON = frozenset(
    [
        "래요", "대요", "데요", "네요", "어요", "아요", "해요", "에요", "예요", "니다", "습니", "는데", "었는", "했는", "인데",
        "는요", "에서", "으로", "라고", "한테", "저는", "제가", "우리", "그런", "그래", "거든", "니까", "어서", "아서", "해서",
        "하고", "하는", "있는", "있었", "없는", "없다", "없었", "하다", "했다", "었습", "았습", "했습", "입니", "합니", "됩니",
        "이라", "라는", "다고", "지만", "면서", "던데", "는지", "인지", "을까", "나요", "가요", "까요", "세요", "거예", "게요",
        "고요", "려고", "다가", "그리", "리고", "그러", "러나", "이제", "지금", "너무", "정말", "아니", "니래", "라서", "라네",
        "다네", "다니", "하니", "산재", "공단", "거절", "불승", "승인", "신청", "안된", "된다", "된대", "이유",
    ]
)  # fmt: skip


LONGEST_QUESTION = 500
"""Characters of a question that are read; whoever tells more tells a story, which `analyze` reads."""


def search(
    index: SearchIndex,
    text: str,
    filters: Filters = EVERYTHING,
    limit: int = 10,
    offset: int = 0,
    facets: bool = False,
    only: Sequence[str] = (),
) -> Hits:
    """Rulings for keywords, a sentence or a case number; all rulings for an empty text.

    `only`: a ruling has to have one of these words (where `not_held` says that none is about them).
    Only the first `LONGEST_QUESTION` characters are read. Without an index yet, nothing is found; nothing is
    raised for strange input.
    """
    text = plain(text)[:LONGEST_QUESTION]
    searcher, found = index.searcher(), Hits(0, ())
    if searcher is None or limit <= 0:
        return found
    for query in _queries(searcher, text):
        if only:
            query = _all([query, _any([_anywhere(terms(word)) for word in only])])
        found = _run(searcher, query, filters, limit, offset, facets)
        if found.total:
            break
    return found


def search_story(
    index: SearchIndex, text: str, understood: Understood, filters: Filters = EVERYTHING, limit: int = 10
) -> Hits:
    """Rulings close to a story whose labels are already understood."""
    searcher = index.searcher()
    if searcher is None:
        return Hits(0, ())
    return _run(searcher, _story_query(searcher, text, understood), filters, limit, 0, False)


def is_keywords(text: str) -> bool:
    """True for a few words that are no sentence and hold none (귀가안들려요 조선소): every one is asked for."""
    return 0 < len(word_terms(text)) <= _KEYWORDS_AT_MOST and not any(map(is_sentence, (text, *text.split())))


def names_a_case(text: str) -> bool:
    """True where a case number stands in the text."""
    return bool(find_case_numbers(text))


def is_common(word: str) -> bool:
    """True for what everybody asks about (산재, 불승인): it tells no two cases apart."""
    return _COMMON.issuperset(terms(word))


def is_found(
    index: SearchIndex, words: str, fields: Collection[str] = tuple(TEXT_FIELDS), without: str = ""
) -> bool:
    """Whether a ruling has these words in one of the fields, and not the others."""
    searcher, parts = index.searcher(), terms(words)
    if searcher is None or not parts:
        return False
    query = _any([_word(name, parts) for name in fields])
    if without:
        other = _any([_word(name, terms(without)) for name in fields])
        query = tantivy.Query.boolean_query([(_MUST, query), (tantivy.Occur.MustNot, other)])
    return bool(searcher.search(query, limit=1, count=False).hits)


def ids_telling(index: SearchIndex, words: Iterable[str], filters: Filters = EVERYTHING) -> frozenset[str]:
    """The ids of all rulings whose own text has any of these words; what our summaries say does not count."""
    searcher, asked = index.searcher(), [parts for each in words if (parts := terms(each))]
    if searcher is None or not asked or not searcher.num_docs:
        return frozenset()
    query = _any([_word(name, parts) for parts in asked for name in TEXT_FIELDS if name != "told"])
    found = searcher.search(_filtered(query, filters), limit=searcher.num_docs, count=False).hits
    return frozenset(str(searcher.doc(address)["id"][0]) for _score, address in found)


# Queries to try in turn until one finds something; each is built only when its turn comes.
def _queries(searcher: tantivy.Searcher, text: str) -> Iterator[tantivy.Query]:
    if alone := cited_alone(text):
        yield _any([_numbered(number) for number in alone])
        return
    if not word_terms(text):
        if not text.strip():
            yield tantivy.Query.all_query()
        return
    named = [_numbered(number) for number in find_case_numbers(text)]
    text = in_korean(text).text
    if is_keywords(text):
        yield _any([*named, _keyword_query(text)])
    understood = understand_text(text)
    yield _any([*named, _question_query(searcher, text, understood)])


def _run(
    searcher: tantivy.Searcher, query: tantivy.Query, filters: Filters, limit: int, offset: int, facets: bool
) -> Hits:
    result = searcher.search(_filtered(query, filters), limit=limit, count=True, offset=offset)
    hits = tuple(Hit(str(searcher.doc(address)["id"][0]), float(score)) for score, address in result.hits)
    total = int(getattr(result, "count", 0) or 0)
    return Hits(total, hits, _facets(searcher, query, filters) if facets else {})


# --- queries -------------------------------------------------------------------------------------


SCHEMA = schema()
"""The fields that are asked."""
_SHOULD, _MUST = tantivy.Occur.Should, tantivy.Occur.Must
# What a named ruling adds to a score: more than words and labels ever do together.
_NAMED = 10_000.0


_RAW_FIELDS = {"id", "case_number", *LABEL_FIELDS}


def term_query(name: str, value: str | int) -> tantivy.Query:
    """Rulings with this term, or this value, in a field."""
    return tantivy.Query.term_query(SCHEMA, name, value, "basic" if name in _RAW_FIELDS else "freq")


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(_SHOULD, query) for query in queries])


def _all(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return (
        queries[0]
        if len(queries) == 1
        else tantivy.Query.boolean_query([(_MUST, query) for query in queries])
    )


# Rulings of this number, joined ones too, above all others; of several that of the court that is named.
def _numbered(number: CaseNumber) -> tantivy.Query:
    named = tantivy.Query.const_score_query(term_query("case_number", number.number), _NAMED)
    if number.branch and not number.court:
        of_court = tantivy.Query.regex_query(
            SCHEMA, "id", f".*\\({number.branch}\\)_{re.escape(number.number)}"
        )
    else:
        court = normal_court(number.court, number.branch)
        of_court = term_query("id", ruling_id(court, number.number))
    return _any([named, tantivy.Query.const_score_query(of_court, _NAMED)])


# A word in one field: all its bigrams.
def _word(name: str, parts: Sequence[str]) -> tantivy.Query:
    return _all([term_query(name, part) for part in dict.fromkeys(parts)])


# A word in any field.
def _anywhere(parts: Sequence[str], boost: float = 1.0) -> tantivy.Query:
    boosted = [(_word(name, parts), weight * boost) for name, weight in TEXT_FIELDS.items()]
    return _any([tantivy.Query.boost_query(query, weight) for query, weight in boosted])


# What a legal word that the thesaurus gives for a keyword counts, beside the keyword itself.
_LEGAL_SHARE = 0.7


def _keyword_query(text: str) -> tantivy.Query:
    return _all([_any(_alternatives(word)) for word in text.split() if word_terms(word)])


# The word itself, and the legal words that the thesaurus gives for it.
def _alternatives(word: str) -> list[tantivy.Query]:
    itself = _all([_anywhere(parts) for parts in word_terms(word)])
    legal = (terms(each) for met in thesaurus().find(word) for each in met.entry.legal)
    return [itself, *(_anywhere(parts, _LEGAL_SHARE) for parts in legal if parts)]


# Fields that add to the score of a story's term, with their BM25 weights.
_STORY_FIELDS = {"diagnoses": 0.5, "title": 0.3}
# A term counts in the ruling's own text or, by this share, in our plain-language digest, whichever is
# more: a ruling with a digest must not outrank one that merely lacks it.
_DIGEST_WEIGHT = 0.5
# The last bigrams of a longer word are mostly particles and endings.
_ENDING_WEIGHT = 0.5
# What a shared label adds to a score; one matched content bigram adds about 2 to 5.
_LABEL_BOOSTS = {"disease_category": 5.0, "issue_category": 4.0, "kind_c": 2.0, "kind_b": 2.0}
# How many times more an issue other than causation counts, which most rulings are about: it is what a case turns on.
_TURNING = 2.0
# What an issue or illness counts that a short question certainly asks about (`lib.search.weighed_questions`): before all words.
_ASKED = 300.0
# How many times more a label counts when the question is short.
_SHORT_QUESTION = 8.0
_LEGAL_AT_MOST = 16
# Up to this many terms the thesaurus and the labels carry a question; a long story carries itself.
_FEW_TERMS = 20


# A question by what it most likely asks about, where it is short (`lib.search.weighed_questions`), and a longer one as a story.
def _question_query(searcher: tantivy.Searcher, text: str, understood: Understood) -> tantivy.Query:
    asked = asked_labels(text, understood)
    return _story_query(searcher, text, understood, likely_issues(text, understood), asked)


def _story_query(
    searcher: tantivy.Searcher,
    text: str,
    understood: Understood,
    likely: Mapping[str, float] = {},
    asked: Mapping[tuple[str, str], float] = {},
) -> tantivy.Query:
    weights = _telling(searcher, text)
    brevity = min(1.0, _FEW_TERMS / max(1, len(weights)))
    clauses = []
    for term, weight in weights.items():
        in_digest = tantivy.Query.boost_query(term_query("told", term), _DIGEST_WEIGHT)
        either = tantivy.Query.disjunction_max_query([term_query("body", term), in_digest])
        clauses.append((_SHOULD, tantivy.Query.boost_query(either, weight)))
        clauses += [
            (_SHOULD, tantivy.Query.boost_query(term_query(name, term), weight * share))
            for name, share in _STORY_FIELDS.items()
        ]
    for legal in understood.legal[:_LEGAL_AT_MOST]:
        if parts := terms(legal):
            clauses.append((_SHOULD, tantivy.Query.boost_query(_word("body", parts), brevity)))
    labels = told_labels(understood)
    if weights:
        rarest = islice(weights, _FEW_TERMS)
        labels = _neighbours_vote(
            searcher, _any([term_query("body", term) for term in rarest]), labels, likely
        )
    if any(searcher.doc_freq("body", term) for term in weights):
        # Words that no ruling has are not answered by what such a question is mostly about.
        weighed = {name for name, _ in asked}
        labels = {label: share for label, share in labels.items() if label[0] not in weighed}
        clauses += [_labelled(*label, _ASKED * share) for label, share in asked.items()]
    for (name, value), share in labels.items():
        boost = _LABEL_BOOSTS[name] * share * (1 + _SHORT_QUESTION * brevity)
        if name == "issue_category" and value != Issue.CAUSATION.value:
            boost *= _TURNING
        clauses.append(_labelled(name, value, boost))
    return tantivy.Query.boolean_query(clauses) if clauses else tantivy.Query.empty_query()


def _labelled(name: str, value: str, boost: float) -> tuple[tantivy.Occur, tantivy.Query]:
    return _SHOULD, tantivy.Query.const_score_query(term_query(name, value), boost)


# The terms of a text that tell cases apart, the rarest first, with their weights.
def _telling(searcher: tantivy.Searcher, text: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for word in word_terms(text):
        endings = 2 if len(word) >= 4 else 1
        for place, term in enumerate(word):
            ending = len(word) >= 2 and place >= len(word) - endings
            weights[term] = max(weights.get(term, 0.0), _ENDING_WEIGHT if ending else 1.0)
    documents = max(1, searcher.num_docs)
    frequency = {term: searcher.doc_freq("body", term) for term in weights if term not in _COMMON}
    present = [term for term, n in frequency.items() if 0 < n < 0.8 * documents or documents < 20]
    rarest = sorted(present, key=frequency.__getitem__)[:_TERMS_AT_MOST]
    postings = accumulate(frequency[term] for term in rarest)
    affordable = sum(so_far <= _POSTINGS_AT_MOST for so_far in postings)
    return {term: weights[term] for term in rarest[: max(affordable, _FEW_TERMS)]}


# Rulings nearest by words that vote on a label the question itself does not tell.
_NEIGHBOURS = 12
# The part of their scores that a label needs.
_MAJORITY = 0.35


# What the vote counts beside what the whole question weighs; below this share an issue is no answer.
_VOTE, _LEAST_SHARE = 0.5, 0.25


# Fill in a disease or an issue the text does not tell, by the rulings nearest in words and, of the issue, by what is
# `likely`; an issue that is likelier than the one that is told counts beside it.
def _neighbours_vote(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    labels: dict[tuple[str, str], float],
    likely: Mapping[str, float],
) -> dict[tuple[str, str], float]:
    filled = dict(labels)
    missing = {"disease_category", "issue_category"} - {name for name, _ in labels}
    nearest = searcher.search(query, limit=_NEIGHBOURS, count=False).hits if missing else []
    total = sum(score for score, _ in nearest)
    for name in sorted(missing) if total else ():
        votes = defaultdict[str, float](float)
        for score, address in nearest:
            votes[str(searcher.doc(address)[name][0])] += score / total
        best, share = max(votes.items(), key=itemgetter(1))
        if share >= _MAJORITY:
            filled[name, best] = share
    told = [value for name, value in labels if name == "issue_category"]
    least = max((likely.get(value, 0.0) for value in told), default=0.0)
    for issue, odd in likely.items():
        key = ("issue_category", issue)
        share = odd if told else odd + _VOTE * filled.pop(key, 0.0)
        if key not in labels and odd >= least and share >= _LEAST_SHARE:
            filled[key] = min(1.0, share)
    return filled


# --- filters and facets --------------------------------------------------------------------------


def _filtered(query: tantivy.Query, filters: Filters, leave_out: str = "") -> tantivy.Query:
    chosen = [_one_of(name, values) for name, values in filters.allowed().items() if name != leave_out]
    return _all([query, *(tantivy.Query.const_score_query(each, 0.0) for each in chosen)])


def _one_of(name: str, values: Collection[Any]) -> tantivy.Query:
    if isinstance(values, range):
        integer = tantivy.FieldType.Integer
        return tantivy.Query.range_query(SCHEMA, name, integer, values.start, values.stop - 1)
    return _any([term_query(name, int(value) if name == "instance" else str(value)) for value in values])


# For every label, how many matching rulings each value would leave, its own filter set aside.
def _facets(searcher: tantivy.Searcher, query: tantivy.Query, filters: Filters) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    groups = {name: [name] for name in filters.allowed()}
    groups[""] = [name for name in LABEL_FIELDS if name not in groups]
    for left_out, names in groups.items():
        request = {name: {"terms": {"field": name, "size": 200}} for name in names}
        answer = searcher.aggregate(_filtered(query, filters, left_out), request)
        for name in names:
            found = {bucket["key"]: int(bucket["doc_count"]) for bucket in answer[name]["buckets"]}
            # Years and instances are counted as 2021.0.
            counts[name] = {str(int(k) if isinstance(k, float) else k): n for k, n in found.items()}
    return counts
