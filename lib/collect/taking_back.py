"""What a person may do with an import afterwards: take it back, or vouch for it."""

from dataclasses import dataclass

from lib.access import Doing, Visitor
from lib.collect.importing import SyncIndex
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import BEFORE, Import
from lib.store import Store


class NoImportError(Exception):
    """There is no such import, or it cannot be taken apart; the message is a Korean sentence."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An import as it was; `changed` rulings went with it or are as they were before it."""

    batch: Import
    changed: int


def take_back(number: int, store: Store, sync_index: SyncIndex, by: Visitor) -> TakenBack:
    """Take an import out of the store and the index, as if it had never come.

    Raises AccessRefusedError, StoreError and NoImportError.
    """
    by.require(Doing.IMPORT)
    if number == BEFORE:
        raise NoImportError(
            "0번은 이전 버전의 프로그램이 넣은 것이라 나누어 되돌릴 수 없습니다. "
            "데이터 폴더를 비우고 다시 불러오면 새로 시작할 수 있습니다."
        )
    batch = _held(number, store)
    changed = store.remove_import(number, classify, CLASSIFIER_VERSION)
    sync_index(store)
    return TakenBack(batch, changed)


def vouch(number: int, store: Store, sync_index: SyncIndex, by: Visitor) -> Import:
    """Say that the files of an import are what they say, so that its rulings count.

    Raises AccessRefusedError, StoreError and NoImportError.
    """
    by.require(Doing.IMPORT)
    _held(number, store)
    store.vouch_for(number, classify, CLASSIFIER_VERSION)
    sync_index(store)
    return _held(number, store)


def _held(number: int, store: Store) -> Import:
    batch = store.import_of(number)
    if batch is None:
        raise NoImportError(f"{number}번으로 불러온 것이 없습니다. `imports`로 번호를 확인해 주세요.")
    return batch
