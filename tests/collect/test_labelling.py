"""Labels made by other processes are the labels made here, whatever becomes of the processes."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from lib.collect.labelling import Labeller
from lib.domain.classify import classify
from lib.domain.ruling import Precedent
from tests.synthetic import BODY

ROOT = Path(__file__).parents[2]


def rulings(count: int) -> list[Precedent]:
    return [
        Precedent(
            f"2021구단{number}",
            "한빛지방법원",
            "요양불승인처분취소",
            "x",
            BODY.replace("허리", f"허리 {number}"),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("processes", [0, 1, 2])
@pytest.mark.parametrize("count", [0, 3, 120])
def test_the_same_labels(processes: int, count: int) -> None:
    given = rulings(count)
    with Labeller(processes) as labeller:
        look_up = labeller.start(given).labels()
        assert [look_up(each) for each in given] == [classify(each) for each in given]


def test_little_work_starts_no_process() -> None:
    given = rulings(300)
    with Labeller(2, alone=200) as labeller:
        for start, started in ((0, False), (100, False), (200, True)):
            look_up = labeller.start(given[start : start + 100]).labels()
            assert [look_up(each) for each in given[start::90]] == [
                classify(each) for each in given[start::90]
            ]
            assert bool(labeller._workers) == started


def test_another_ruling_of_the_same_id_is_labelled_for_itself() -> None:
    given = rulings(60)
    with Labeller(1) as labeller:
        look_up = labeller.start(given).labels()
        merged = replace(given[0], text="【주문】원고의 청구를 인용한다.")
        assert look_up(merged) == classify(merged)


def test_workers_that_die_are_done_without() -> None:
    given = rulings(200)
    with Labeller(2) as labeller:
        labeller.start(given[:60]).labels()
        for worker in labeller._workers:
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
        look_up = labeller.start(given).labels()
        assert look_up(given[150]) == classify(given[150])


def test_a_machine_that_starts_no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("no processes here")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    given = rulings(60)
    with Labeller(2) as labeller:
        assert labeller.start(given).labels()(given[7]) == classify(given[7])


PARENT = """
import time
from lib.collect.labelling import Labeller
from tests.collect.test_labelling import rulings
labeller = Labeller(1)
labeller.start(rulings(60)).labels()
print(labeller._workers[0].pid, flush=True)
time.sleep(60)
"""


def test_a_worker_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    for _ in range(200):
        if not Path(f"/proc/{worker}").exists() or " Z " in Path(f"/proc/{worker}/stat").read_text():
            return
        time.sleep(0.05)
    raise AssertionError("the worker lives on")
