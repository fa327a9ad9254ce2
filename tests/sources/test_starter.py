"""The shipped digests as precedents."""

from pathlib import Path

from lib.sources.starter import FOLDER, fingerprint, read_starter, refused_starter


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


def test_files_that_do_not_fit_are_named_and_cost_no_other(tmp_path: Path) -> None:
    good = next(FOLDER.glob("*.json"))
    (tmp_path / good.name).write_bytes(good.read_bytes())
    for name, content in (("7.json", '{"serial": "abc"}'), ("8.json", ""), ("9.json", "[" * 20_000)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "a.json").mkdir()
    assert [ruling.source_serial for ruling in read_starter(tmp_path)] == [good.stem]
    refused = {each.path: each.reason for each in refused_starter(tmp_path)}
    assert refused.keys() == {"7.json", "8.json", "9.json", "a.json"} and "serial" in refused["7.json"]
    assert fingerprint(tmp_path)
    assert refused_starter() == []
