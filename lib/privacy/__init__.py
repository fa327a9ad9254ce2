"""Finds and masks what says who a person is: numbers, addresses, names. One small recogniser each."""

from lib.privacy.kinds import Found, Kind
from lib.privacy.masking import Masked, find, mask

__all__ = ["Found", "Kind", "Masked", "find", "mask"]
