"""The picture of a page made fit to be read: right way up, evenly lit, its lines level, without stamps and rules."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from lib.sources.letter_file import UnreadableLetterError
from lib.text.said import said

Grey = npt.NDArray[np.float32]

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")
"""Kinds of pictures that are opened; others have readers of their own that nobody needs here."""
PHOTOGRAPHS = ("JPEG", "PNG")
"""What telephones make, by the oldest and most looked-at readers there are."""
MOST_PIXELS = 60_000_000
"""More are refused before they are unpacked; a JPEG is unpacked smaller, so it may have more."""
_MOST_PIXELS_JPEG = 250_000_000
_WIDTH = 1600
"""Pixels across that a page is brought to: its letters are then as high as tesseract has learnt them."""
_WIDEST_TAKEN = 3200
_SMALL = 1000
_RIM = 0.1
_STEEPEST = 10.0
"""Degrees up to which a tilt is looked for."""


def pictures(content: bytes, formats: tuple[str, ...] = FORMATS) -> Iterator[Image.Image]:
    """The pages of a picture's file as they were taken, in RGB, each unpacked when it is asked for.

    Raises UnreadableLetterError.
    """
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(content), formats=formats) as image:
            is_jpeg = image.format in ("JPEG", "MPO")
            frames = _frames(image)
            for number in range(frames):
                if frames > 1:
                    image.seek(number)
                width, height = image.size
                if width * height > (_MOST_PIXELS_JPEG if is_jpeg else MOST_PIXELS):
                    raise UnreadableLetterError(
                        said("사진이 너무 큽니다. 보통 크기로 다시 찍거나 줄여서 올려 주세요.")
                    )
                if is_jpeg:
                    image.draft("RGB", (_WIDEST_TAKEN, _WIDEST_TAKEN))
                yield _upright(image)
    except UnreadableLetterError:
        raise
    except UnidentifiedImageError as error:
        raise UnreadableLetterError(said("읽을 수 없는 사진입니다. JPG나 PNG로 다시 올려 주세요.")) from error
    # Readers of pictures fail in many ways on what is damaged.
    except Exception as error:
        raise UnreadableLetterError(
            said("손상된 사진이어서 읽지 못했습니다. 다시 찍어서 올려 주세요.")
        ) from error


def page_count(content: bytes) -> int:
    """How many pages a picture's file has."""
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        return _frames(image)


# What moves has frames, and is no letter of many pages.
def _frames(image: Image.Image) -> int:
    return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


# Turned as the camera says, what is transparent on white, and no larger than helps.
def _upright(image: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(image)
    if "A" in turned.getbands() or "transparency" in turned.info:
        seen = turned.convert("RGBA")
        ground = Image.new("RGBA", seen.size, (255, 255, 255, 255))
        turned = Image.alpha_composite(ground, seen)
    plain = turned.convert("RGB")
    if max(plain.size) > _WIDEST_TAKEN:
        plain.thumbnail((_WIDEST_TAKEN, _WIDEST_TAKEN), Image.Resampling.LANCZOS)
    return plain


@dataclass(frozen=True, slots=True)
class Level:
    """A page as grey on white, its lines level; which of two ways up, only reading tells.

    Shadows, folds, the desk under the page, stamps and the lines of tables are gone. `upright_rules`: where lines of
    tables stood that go down the page. `is_turned`: it lay on its side.
    """

    image: Image.Image
    upright_rules: npt.NDArray[np.bool_]
    is_turned: bool

    def upside_down(self) -> "Level":
        """The other of the two ways up."""
        turned = self.image.transpose(Image.Transpose.ROTATE_180)
        return Level(turned, self.upright_rules[::-1, ::-1], self.is_turned)


def levelled(image: Image.Image, is_turned: bool | None = None) -> Level:
    """A page in RGB made level and evenly lit. `is_turned`: whether it lies on its side, None to find that out."""
    grey = _without_stamps(image)
    scale = _WIDTH / min(grey.size)
    size = (round(grey.width * scale), round(grey.height * scale))
    grey = grey.resize(size, Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.LANCZOS)
    is_turned, angle = _tilt(_roughly_lit(grey), is_turned)
    if is_turned:
        grey = grey.transpose(Image.Transpose.ROTATE_90)
    around = _around(grey)
    if abs(angle) >= 0.1:
        grey = grey.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=around)
    page, rules = _evenly_lit(_lines_parallel(grey, around))
    return Level(without_sides(page), rules, is_turned)


# How bright the rim of a picture mostly is.
def _around(grey: Image.Image) -> int:
    pixels = np.asarray(grey)
    return int(np.median(np.concatenate((pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]))))


def busiest_strip(page: Image.Image) -> Image.Image:
    """The part of a level page, a few lines high, in which most is written."""
    high = min(page.height, _STRIP)
    ink = np.concatenate(([0], np.cumsum((np.asarray(page) < 128).sum(axis=1))))
    top = int(np.argmax(ink[high:] - ink[:-high]))
    return page.crop((0, top, page.width, top + high))


_STRIP = 260


# --- light ---------------------------------------------------------------------------------------


# Each point by the brightness of the paper around it: shadows go, ink stays.
def _roughly_lit(grey: Image.Image) -> Image.Image:
    small = grey.reduce(2)
    paper = small.reduce(4).filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.GaussianBlur(3))
    light = np.maximum(np.asarray(paper.resize(small.size, Image.Resampling.BILINEAR), np.float32), 12)
    return Image.fromarray(np.clip(np.asarray(small, np.float32) / light * 255, 0, 255).astype(np.uint8))


_WINDOW = 7
"""The paper beside a point is looked for in a row and in a column of two to this power."""
_PAPER = 0.88
"""What is no darker than this share of the paper around it is paper."""
_SURELY_INK = 115


# Each point of a level page by the brightest of its row and of its column nearby, whichever is less: between letters
# there is paper in both, and in a fold, a rule or beyond the edge of the page there is none in one of them.
def _evenly_lit(grey: Image.Image) -> tuple[Image.Image, npt.NDArray[np.bool_]]:
    pixels = np.asarray(grey)
    along, down = _brightest(pixels), _brightest(pixels.T).T
    marked = pixels < 0.65 * np.maximum(along, down).astype(np.float32)
    across, rules = _long_lines(marked)
    light = np.minimum(along, down).astype(np.float32)
    share = pixels.astype(np.float32) / np.maximum(light, 12)
    # Ink is as dark as the darkest hundredth; paper has grain.
    ink = min(float(np.percentile(share[::4, ::4], 1)), 0.5)
    out = (share - ink) / (_PAPER - ink) * 255
    # What is nowhere near real ink is grain, of the paper or of the desk.
    darkest = np.asarray(
        Image.fromarray(np.clip(out, 0, 255).astype(np.uint8)).filter(ImageFilter.MinFilter(7))
    )
    out[darkest > _SURELY_INK] = 255
    out[_thick(across, 0, 3) | _thick(rules, 1, 3)] = 255
    return _without_rules(np.clip(out, 0, 255).astype(np.uint8)), rules


# The brightest stretch of a few points within a window along the row.
def _brightest(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    reach = 2**_WINDOW
    wide = np.pad(pixels, ((0, 0), (reach // 2 + 2, reach // 2 + 1)), "edge").astype(np.uint16)
    # Grain is evened out along the row alone: a rule is as thin as its row.
    out = ((wide[:, :-3] + wide[:, 1:-2] + wide[:, 2:-1] + wide[:, 3:]) >> 2).astype(np.uint8)
    for power in range(_WINDOW):
        step = 2**power
        out = np.maximum(out[:, :-step], out[:, step:])
    return out[:, : pixels.shape[1]]


_LONG_ACROSS, _LONG_DOWN = 100, 60


# What is left of long lines would be read as letters.
def _without_rules(pixels: npt.NDArray[np.uint8]) -> Image.Image:
    across, down = _long_lines(pixels < 190)
    pixels[_thick(across, 0, 2) | _thick(down, 1, 2)] = 255
    return Image.fromarray(pixels)


# The points of long lines that go across a page, and of those that go down it.
def _long_lines(dark: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    return _runs(_thick(dark, 0), _LONG_ACROSS), _runs(_thick(dark, 1).T, _LONG_DOWN).T


# The points of runs along rows that are at least `length` long, a power of two apart from what is added.
def _runs(dark: npt.NDArray[np.bool_], length: int) -> npt.NDArray[np.bool_]:
    out, reach = dark, 1
    while reach < length:
        step = min(reach, length - reach)
        out = out[:, :-step] & out[:, step:]
        reach += step
    out, reach = np.pad(out, ((0, 0), (length - 1, length - 1))), 1
    while reach < length:
        step = min(reach, length - reach)
        out = out[:, :-step] | out[:, step:]
        reach += step
    return out


# Marks made wider by some points on both sides.
def _thick(marked: npt.NDArray[np.bool_], axis: int, by: int = 1) -> npt.NDArray[np.bool_]:
    out = marked.copy()
    for step in range(1, by + 1):
        out |= np.roll(marked, step, axis) | np.roll(marked, -step, axis)
    return out


# --- stamps --------------------------------------------------------------------------------------


_CELLS = 80


# Grey, where red marks as large as a seal and about as high as wide are as light as the paper under them.
def _without_stamps(image: Image.Image) -> Image.Image:
    grey = image.convert("L")
    width = min(_CELLS * 6, image.width)
    small = np.asarray(image.resize((width, max(1, round(image.height * width / image.width)))), np.int16)
    red = small[:, :, 0] - np.maximum(small[:, :, 1], small[:, :, 2])
    # Warm light makes the whole paper a little red.
    marked = red > max(28, float(np.percentile(red, 60)) + 28)
    scale = image.width / width
    for left, top, right, bottom in _blobs(marked):
        across, down = right - left, bottom - top
        is_seal = 0.04 * width < across < 0.25 * width and 0.5 < across / down < 2
        if is_seal:
            first, second = round((left - 2) * scale), round((top - 2) * scale)
            box = (first, second, round((right + 2) * scale), round((bottom + 2) * scale))
            part = np.asarray(image.crop(box).getchannel("R"), np.float32)
            # Red ink is as light as paper once its own red is; print under it stays dark.
            ink = small[top:bottom, left:right, 0][marked[top:bottom, left:right]]
            paper = float(np.percentile(part, 95))
            lighter = np.minimum(part * (paper / max(1.0, float(np.percentile(ink, 25)))), paper)
            grey.paste(Image.fromarray(lighter.astype(np.uint8)), (box[0], box[1]))
    return grey


# Boxes around what hangs together, on a grid of cells of 6 pixels.
def _blobs(marked: npt.NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    step = 6
    high, wide = marked.shape[0] // step, marked.shape[1] // step
    cells = marked[: high * step, : wide * step].reshape(high, step, wide, step).mean(axis=(1, 3)) > 0.12
    return [
        (
            int(columns.min()) * step,
            int(rows.min()) * step,
            (int(columns.max()) + 1) * step,
            (int(rows.max()) + 1) * step,
        )
        for rows, columns in _together(cells, _AROUND)
    ]


_BESIDE = ((-1, 0), (1, 0), (0, -1), (0, 1))
_AROUND = (*_BESIDE, (-1, -1), (-1, 1), (1, -1), (1, 1))


# The cells that hang together by such steps, as rows and columns.
def _together(
    marked: npt.NDArray[np.bool_], steps: Sequence[tuple[int, int]]
) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    left_over = set(map(tuple, np.argwhere(marked).tolist()))
    while left_over:
        todo = [left_over.pop()]
        seen = []
        while todo:
            row, column = todo.pop()
            seen.append((row, column))
            for near in ((row + down, column + right) for down, right in steps):
                if near in left_over:
                    left_over.remove(near)
                    todo.append(near)
        rows, columns = np.array(seen).T
        yield rows, columns


# --- what lies beside the page -------------------------------------------------------------------


_CELL, _NEAR_ACROSS, _NEAR_DOWN = 16, 3, 2
"""Pixels of a cell, and cells by which what is written is made wider, so that it hangs together."""
_MOST_BESIDE = 0.15


def without_sides(page: Image.Image) -> Image.Image:
    """A page without what is far to the side of all that is written: the grain of the desk and the edges of the page."""
    dark = np.asarray(page) < 128
    high, wide = page.height // _CELL, page.width // _CELL
    ink = dark[: high * _CELL, : wide * _CELL].reshape(high, _CELL, wide, _CELL).sum(axis=(1, 3))
    near = _thick_cells(_thick_cells(ink > 3, 1, _NEAR_ACROSS), 0, _NEAR_DOWN)
    written = max(_together(near, _BESIDE), key=lambda cells: int(ink[cells].sum()), default=None)
    if written is None:
        return page
    columns = written[1]
    left, right = int(columns.min()) * _CELL, (int(columns.max()) + 1) * _CELL
    beside = dark.sum() - dark[:, left:right].sum()
    # A column of writing is no grain.
    if beside > _MOST_BESIDE * dark.sum():
        return page
    pixels = np.asarray(page).copy()
    pixels[:, :left] = 255
    pixels[:, right:] = 255
    return Image.fromarray(pixels)


def _thick_cells(marked: npt.NDArray[np.bool_], axis: int, by: int) -> npt.NDArray[np.bool_]:
    padded = np.pad(marked, [(by, by) if n == axis else (0, 0) for n in (0, 1)])
    found: npt.NDArray[np.bool_] = np.lib.stride_tricks.sliding_window_view(
        padded, 2 * by + 1, axis=axis
    ).max(axis=-1)
    return found


# --- tilt ----------------------------------------------------------------------------------------


# Whether the lines run down the page, and by how many degrees they are to be turned.
def _tilt(page: Image.Image, is_turned: bool | None) -> tuple[bool, float]:
    rows, columns = _ink(_small(page))
    level, level_score = _best_angle(rows, columns)
    # Turned by 90 degrees to the left, a column is a row.
    steep, steep_score = _best_angle(columns - columns.min(initial=0), _middle(-rows))
    if is_turned is None:
        # Whoever photographs a page mostly holds it upright.
        is_turned = steep_score > (2.0 if page.height > page.width else 0.9) * level_score
    return is_turned, steep if is_turned else level


def _middle(places: Grey) -> Grey:
    return places - (places.mean() if len(places) else np.float32(0))


def _small(page: Image.Image) -> Image.Image:
    scale = _SMALL / max(page.size)
    return page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.BOX)


# Rows and columns of dark points on a small page, without its rim, from its middle.
def _ink(small: Image.Image, top: float = _RIM, bottom: float = 1 - _RIM) -> tuple[Grey, Grey]:
    sides = (round(small.width * _RIM), round(small.width * (1 - _RIM)))
    box = (sides[0], round(small.height * top), sides[1], round(small.height * bottom))
    dark = np.asarray(small.crop(box)) < 150
    rows, columns = np.nonzero(dark)
    return rows.astype(np.float32), columns.astype(np.float32) - dark.shape[1] / 2


# The angle at which rows of ink and of paper differ most, and how much they do.
def _best_angle(rows: Grey, columns: Grey, steepest: float = _STEEPEST) -> tuple[float, float]:
    if len(rows) < 200:
        return 0.0, 0.0
    if len(rows) > 60_000:
        chosen = np.random.default_rng(0).choice(len(rows), 60_000, replace=False)
        rows, columns = rows[chosen], columns[chosen]
    best, best_score = 0.0, -1.0
    for step, reach in ((0.5, steepest), (0.1, 0.5)):
        centre = 0.0 if step == 0.5 else best
        for angle in np.arange(centre - reach, centre + reach + step / 2, step):
            score = _evenness(rows - columns * np.float32(np.tan(np.radians(angle))))
            if score > best_score:
                best, best_score = float(angle), score
    return best, best_score


def _evenness(along: Grey) -> float:
    low = float(along.min())
    counts = np.bincount((along - low).astype(np.int32))
    differences = np.diff(counts.astype(np.float64))
    return float((differences**2).sum()) * len(counts) / float(len(along)) ** 2


_SURELY_LINES = 0.06


# Lines that run together, on a page seen from the side, made parallel.
def _lines_parallel(page: Image.Image, around: int) -> Image.Image:
    bands = 6
    small = _small(_roughly_lit(page))
    slopes, heights = [], []
    for number in range(bands):
        top, bottom = (_RIM + share * (1 - 2 * _RIM) for share in (number / bands, (number + 1) / bands))
        angle, score = _best_angle(*_ink(small, top, bottom), steepest=3.0)
        # Grain and shadows lie no way in particular.
        if score > _SURELY_LINES and abs(angle) < 3.0:
            slopes.append(np.tan(np.radians(angle)))
            heights.append((top + bottom) / 2)
    if len(slopes) < 2:
        return page
    change, at_top = np.polyfit(heights, slopes, 1)
    off = np.abs(np.polyval((change, at_top), heights) - slopes).max()
    steepest = max(abs(at_top), abs(at_top + change))
    if steepest < 0.004 or steepest > 0.08 or off > 0.012:
        return page
    width, height = page.size
    half = width / 2
    first, last = at_top * half, (at_top + change) * half
    corners = (0, -first, 0, height - last, width, height + last, width, first)
    return page.transform(
        page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=around
    )
