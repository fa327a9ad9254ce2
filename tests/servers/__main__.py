"""`python -m tests.servers`: both services on this machine, for a trial by hand without keys."""

import argparse
import time

from tests.servers.comwel import KEY, ComwelServer
from tests.servers.faults import Faults
from tests.servers.lawgo import OC, LawgoServer
from tests.servers.rulings import generate


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rulings", type=int, default=400, help="how many rulings each service has")
    parser.add_argument("--faults", type=float, default=0.0, help="part of the calls that go wrong, 0 to 1")
    parser.add_argument("--daily-limit", type=int, help="calls after which 공공데이터포털 answers code 22")
    parser.add_argument("--port", type=int, default=8701, help="of the first; the second has the next")
    given = parser.parse_args()
    rulings = generate(given.rulings)
    comwel = ComwelServer(rulings, Faults(given.faults, 1), given.daily_limit)
    lawgo = LawgoServer(rulings, Faults(given.faults, 2))
    comwel.start(given.port)
    lawgo.start(given.port + 1)
    print(f"export COMWEL_BASE_URL={comwel.url} COMWEL_API_KEY='{KEY}'")
    print(f"export LAWGO_BASE_URL={lawgo.url} LAWGO_OC={OC}")
    print("python -m lib.cli sync comwel", flush=True)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        comwel.stop()
        lawgo.stop()


if __name__ == "__main__":
    main()
