"""Finds and masks what says who a person is: numbers, addresses, names; strikes out the words a person chose."""

from lib.privacy.masking import Masked, find, mask
from lib.privacy.recogniser import Found, Kind
from lib.privacy.striking import STRUCK, strike, word_of

__all__ = ["STRUCK", "Found", "Kind", "Masked", "find", "mask", "strike", "word_of"]
