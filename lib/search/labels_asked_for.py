"""Which labels of rulings a question speaks for, and how much each counts when they are ranked."""

from lib.domain.intake import Intake
from lib.domain.taxonomy import Issue
from lib.search.read_by_words import Understood
from lib.search.weighed_labels import model

# A second label counts when its score is at least this share of the strongest one's.
_ALSO_MEANT = 0.6


def told_labels(understood: Understood) -> dict[tuple[str, str], float]:
    """Labels the words speak for: the strongest counts 1, others by their share of its score."""
    shares: dict[tuple[str, str], float] = {}
    for name, others in (
        ("disease_category", understood.diseases),
        ("issue_category", understood.issues),
        ("kind_c", {}),
        ("kind_b", {}),
    ):
        label, best = getattr(understood, name), max(others.values(), default=0.0)
        if label is not None:
            also = [each for each in others.items() if best and each[1] >= _ALSO_MEANT * best]
            shares.update(((name, other.value), score / best) for other, score in also)
            shares[name, label.value] = 1.0
    return shares


def likely_issues(text: str, understood: Understood) -> dict[str, float]:
    """How likely each issue is by all that a question says, by the weights of stories.

    Not causation, which is also what is likeliest where nothing is told. Only for ranking: what the product says it
    understood of a question comes from the words that it names.
    """
    shares = model().shares("issue_category", Intake(story=text), understood, understood.points)
    return {issue.value: share for issue, share in shares.items() if issue is not Issue.CAUSATION}
