"""The shipped digests as precedents."""

from pathlib import Path

import pytest

from lib.sources.starter import FOLDER, StarterError, fingerprint, read_starter


def test_every_shipped_file_is_a_ruling_of_its_own() -> None:
    rulings = list(read_starter())
    assert len({ruling.id for ruling in rulings}) == len(list(FOLDER.glob("*.json"))) > 0
    for ruling in rulings:
        assert ruling.digest is not None
        assert (ruling.source, ruling.text, ruling.source_serial) == ("starter", "", ruling.digest.serial)


def test_the_fingerprint_follows_names_and_contents(tmp_path: Path) -> None:
    seen = {fingerprint(tmp_path)}
    for name, content in [("1.json", "{}"), ("1.json", "{ }"), ("2.json", "{}")]:
        (tmp_path / name).write_text(content, encoding="utf-8")
        seen.add(fingerprint(tmp_path))
    assert len(seen) == 4


def test_a_file_that_does_not_fit_is_named(tmp_path: Path) -> None:
    (tmp_path / "7.json").write_text('{"serial": "abc"}', encoding="utf-8")
    with pytest.raises(StarterError, match=r"7\.json.*serial"):
        list(read_starter(tmp_path))
