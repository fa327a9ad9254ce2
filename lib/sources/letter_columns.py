"""Where a level page is to be read in one piece, and where column by column."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image

Box = tuple[int, int, int, int]

_FEWEST_LINES = 3
_NARROWEST = 0.22
_GUTTER = 0.02


def blocks(page: Image.Image) -> list[Box]:
    """Boxes of a page in the order in which they are read; mostly one, the whole page."""
    return [(0, 0, page.width, page.height)]
