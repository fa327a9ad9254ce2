"""A sentence made below the pages is said in the page's language, with what was put into it."""

import pickle

from lib.i18n import translator
from lib.text.said import said, translated

ENGLISH = translator("en")


def test_a_sentence_and_what_is_in_it() -> None:
    told = said("데이터 폴더에 쓸 수 없습니다({reason}).", reason="No space {left}")
    assert told == "데이터 폴더에 쓸 수 없습니다(No space {left})."
    assert translated(told, ENGLISH) == "The data folder cannot be written (No space {left})."
    assert translated(pickle.loads(pickle.dumps(told)), ENGLISH) == translated(told, ENGLISH)


def test_any_other_sentence_stays() -> None:
    assert translated("아무 말", ENGLISH) == "아무 말"
