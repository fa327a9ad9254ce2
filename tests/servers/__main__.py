"""`python -m tests.servers`: all remote services on this machine, for a trial by hand without keys.

The models answer with sentences taken from what they are given, so that the pages can be seen.
"""

import argparse
import json
import time

from tests.servers import answers, generate
from tests.servers.chat import TOKEN, ChatServer
from tests.servers.comwel import KEY, ComwelServer
from tests.servers.faults import Faults
from tests.servers.lawgo import OC, LawgoServer
from tests.servers.rulings import generate as made_up


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rulings", type=int, default=400, help="how many rulings each service has")
    parser.add_argument("--faults", type=float, default=0.0, help="part of the calls that go wrong, 0 to 1")
    parser.add_argument("--daily-limit", type=int, help="calls after which 공공데이터포털 answers code 22")
    parser.add_argument(
        "--port",
        type=int,
        default=8701,
        help="of the first; the others have the next ones; 0: any that are free",
    )
    parser.add_argument("--waking", type=float, default=0.0, help="seconds until the case model is awake")
    parser.add_argument("--slowly", type=float, default=0.1, help="seconds between two pieces of an answer")
    given = parser.parse_args()
    rulings = made_up(given.rulings)
    comwel = ComwelServer(rulings, Faults(given.faults, 1), given.daily_limit)
    lawgo = LawgoServer(rulings, Faults(given.faults, 2))
    gemma = ChatServer(answers.opinion_text)
    gemma.piece_seconds = given.slowly
    gemma.wake_in(given.waking)
    gemini = generate.GenerateServer(
        lambda asked: json.dumps(answers.retelling(asked.text), ensure_ascii=False),
        models=["gemini-flash-latest"],
        piece_seconds=given.slowly,
    )
    servers = [comwel, lawgo, gemma, gemini]
    for number, server in enumerate(servers):
        server.start(given.port and given.port + number)
    # The same lines serve a shell and `.env`.
    for name, value in (
        ("COMWEL_BASE_URL", comwel.url),
        ("COMWEL_API_KEY", KEY),
        ("LAWGO_BASE_URL", lawgo.url),
        ("LAWGO_OC", OC),
        ("HF_ENDPOINT_URL", gemma.url),
        ("HF_TOKEN", TOKEN),
        ("GEMINI_BASE_URL", gemini.url),
        ("GEMINI_API_KEY", generate.KEY),
    ):
        print(f"export {name}='{value}'")
    print("# ./sanjae sync comwel", flush=True)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        for server in servers:
            server.stop()


if __name__ == "__main__":
    main()
