"""A sentence made below the pages is said in the page's language, with what was put into it."""

import json
import pickle

from lib.i18n import translator
from lib.text.said import kept, read_kept, said, together, translated

ENGLISH = translator("en")


def test_a_sentence_and_what_is_in_it() -> None:
    told = said("데이터 폴더에 쓸 수 없습니다({reason}).", reason="No space {left}")
    assert told == "데이터 폴더에 쓸 수 없습니다(No space {left})."
    assert translated(told, ENGLISH) == "The data folder cannot be written (No space {left})."
    assert translated(pickle.loads(pickle.dumps(told)), ENGLISH) == translated(told, ENGLISH)


def test_several_sentences_as_one_and_as_json_keeps_them() -> None:
    told = together([said("{n}시간", n="3"), "아무 말", said("중단했습니다. 다시 시작하면 이어서 받습니다.")])
    again = read_kept(json.loads(json.dumps(kept(told))))
    assert told == again == "3시간 아무 말 중단했습니다. 다시 시작하면 이어서 받습니다."
    assert translated(again, ENGLISH) == "3 hours 아무 말 Stopped. Start again, and it goes on from here."
    assert read_kept(kept("아무 말 {n}")) == "아무 말 {n}"


def test_any_other_sentence_stays() -> None:
    assert translated("아무 말", ENGLISH) == "아무 말"
