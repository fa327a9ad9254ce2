"""Finds and masks what says who a person is: numbers, addresses, names. One small recogniser each."""

from lib.privacy.masking import Masked, find, mask
from lib.privacy.recogniser import Found, Kind

__all__ = ["Found", "Kind", "Masked", "find", "mask"]
