"""The numbers of cases that a question names and that are not held, and the held ones that are nearest."""

import sys

import tantivy

from lib.search.index import SearchIndex
from lib.search.query import LONGEST_QUESTION, SCHEMA, term_query
from lib.text.citations import CaseNumber, cited_alone, find_case_numbers, read_case_number
from lib.text.spelling import plain

_NEAR = 3
_MOST_LOOKED_AT = 5_000


def cases_not_held(index: SearchIndex, text: str) -> tuple[CaseNumber, ...]:
    """The case numbers in a question under which no ruling is held."""
    searcher, text = index.searcher(), plain(text)[:LONGEST_QUESTION]
    named = {each.number: each for each in (*cited_alone(text), *find_case_numbers(text))}
    if searcher is None:
        return ()
    return tuple(
        each
        for each in named.values()
        if not searcher.search(term_query("case_number", each.number), limit=1, count=False).hits
    )


def nearest_cases(index: SearchIndex, number: CaseNumber) -> tuple[str, ...]:
    """Ids of up to three held rulings whose numbers are nearest.

    First those a slip of the pen or two away, else those of the same kind, of that year, of the years beside it.
    """
    searcher = index.searcher()
    if searcher is None:
        return ()

    def apart(id: str) -> tuple[int, int]:
        found = read_case_number(id.rpartition("_")[2])
        if found is None:
            return sys.maxsize, 0
        return abs(found.year - number.year), abs(found.serial - number.serial)

    of_the_year = f"{number.number.removesuffix(str(number.serial))}[0-9]+"
    for query in (
        *(
            tantivy.Query.fuzzy_term_query(
                SCHEMA, "case_number", number.number, distance=slips, transposition_cost_one=True
            )
            for slips in (1, 2)
        ),
        tantivy.Query.regex_query(SCHEMA, "case_number", of_the_year),
        tantivy.Query.regex_query(SCHEMA, "case_number", f"[0-9]+{number.kind}[0-9]+"),
    ):
        found = searcher.search(query, limit=_MOST_LOOKED_AT, count=False).hits
        if found:
            ids = [str(searcher.doc(address)["id"][0]) for _score, address in found]
            return tuple(sorted(ids, key=lambda id: (*apart(id), id))[:_NEAR])
    return ()


def nearest_to(index: SearchIndex, words: str) -> tuple[str, ...]:
    """The same for the number by which words name a ruling; empty where they name none."""
    number = read_case_number(words)
    return nearest_cases(index, number) if number else ()
