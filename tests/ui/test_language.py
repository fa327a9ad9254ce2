import pytest

from lib.ui.language import preferred


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ko-KR,ko;q=0.9,en-US;q=0.8", "ko"),
        ("en-GB,en;q=0.9,ko;q=0.8", "en"),
        # The first that we speak, where the first is another.
        ("vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7", "en"),
        ("km", "ko"),
        ("", "ko"),
        ("en-US", "en"),
    ],
)
def test_the_browser_chooses_the_first_language(accepted: str, language: str) -> None:
    assert preferred(accepted) == language
