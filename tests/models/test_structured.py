"""One call and one repair, within one limit of time."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from lib.models import gemma as gemma_client
from lib.models.budget import Ledger, Model, PersonBudget
from lib.models.gemma import Gemma
from lib.models.reply import ModelError, Problem, Turn, Watch
from lib.models.schemas import Opinion
from lib.models.structured import ask_for
from lib.settings import Settings
from lib.store import Store
from tests.servers.chat import TOKEN, ChatServer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "sanjae.db") as opened:
        yield opened


def test_a_repair_has_only_the_time_that_the_first_answer_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gemma_client, "FIRST_PAUSE", 0.02)
    pauses = iter([2.0, 5.0])

    def answer(_: object) -> str:
        # Each comes within the limit; the second not within what the first has left of it.
        time.sleep(next(pauses))
        return "{"

    with ChatServer(answer) as server:
        settings = Settings(hf_endpoint_url=server.url, hf_token=SecretStr(TOKEN), gemma_timeout_seconds=6.0)
        client = Gemma(settings)
        ledger = Ledger(store, settings, PersonBudget.of(settings))
        with pytest.raises(ModelError) as raised:
            ask_for(Opinion, client, "", [Turn("user", "글")], ledger, Model("m", "v", client.cost), Watch())
    assert raised.value.problem is Problem.SLOW
    assert len(server.received) == 2
