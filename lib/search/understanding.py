"""What an intake is about: what its words say, and what the whole story weighs beside them."""

from dataclasses import replace

from lib.domain.intake import Intake
from lib.search.law_elsewhere import law_of
from lib.search.read_by_words import Understood, further_of, named_and_told, read_by_rules
from lib.search.weighed_labels import model
from lib.text.once import one_piece_of_work


@one_piece_of_work()
def understand(intake: Intake) -> Understood:
    """What an intake is about. What the person chose in the form wins over what the words suggest.

    Nothing is understood of a text whose words did not arrive, nor of a story that is of another law, where nothing was chosen either. The whole story is
    weighed beside what its words say (`lib/search/weighed_labels.py`).
    """
    intake = intake.readable.in_korean
    read = read_by_rules(intake)
    if law_of(intake, read):
        return Understood()
    labels = model().labels(intake, read, read.points)
    changed = {name: value for name, value in labels.items() if value is not getattr(read, name)}
    if not changed:
        return read
    words = dict(read.words)
    for name, value in changed.items():
        if value and value.value not in words:
            words[value.value] = tuple(filter(None, [model().telling_words(intake, (name, value))]))
    weighed: Understood = replace(read, **changed, words=words)  # type: ignore[arg-type]
    named, told = named_and_told(intake)
    return replace(weighed, further=tuple(further_of(weighed, f"{named}\n{told}\n{intake.occupation}")))
