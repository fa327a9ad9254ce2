"""Signs with what each counts, as a sparse matrix that a linear model learns from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from scipy.sparse import csr_matrix


def columns_of(told: Iterable[Iterable[str]], least: int) -> dict[str, int]:
    """The column of each sign that stands at least so often."""
    often = Counter(sign for signs in told for sign in signs)
    return {sign: place for place, sign in enumerate(sorted(sign for sign, n in often.items() if n >= least))}


def matrix_of(told: Sequence[Mapping[str, float]], column: Mapping[str, int]) -> csr_matrix:
    """The signs as rows of a sparse matrix."""
    values, at, ends = [], [], [0]
    for signs in told:
        known = sorted((column[sign], counts) for sign, counts in signs.items() if sign in column)
        at += [place for place, _ in known]
        values += [counts for _, counts in known]
        ends.append(len(at))
    return csr_matrix((values, at, ends), shape=(len(told), len(column)))
