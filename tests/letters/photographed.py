"""Pages as a phone takes them: tilted, from the side, in shadow, folded, blurred, in JPEG."""

import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from PIL import Image, ImageFilter


@dataclass(frozen=True)
class Damage:
    """How a picture is taken: degrees, shares of the width, grey of 0 to 255, pixels, JPEG's quality."""

    tilt: float = 0.0
    perspective: float = 0.0
    shadow: float = 0.0
    folds: int = 0
    blur: float = 0.0
    noise: float = 0.0
    turn: int = 0
    width: int = 1600
    quality: int = 80
    warm: float = 0.0
    desk: tuple[int, int, int] | None = (96, 74, 58)
    margin: float = 0.05


DAMAGES: dict[str, Damage] = {
    "scan": Damage(desk=None, margin=0.0, quality=90),
    "clean photo": Damage(noise=3),
    "1,000 px": Damage(width=1000, noise=3),
    "tilt 4": Damage(tilt=4, noise=4),
    "tilt 8": Damage(tilt=-8, noise=4),
    "perspective": Damage(perspective=0.07, noise=4),
    "shadow": Damage(shadow=0.65, noise=5, warm=0.12),
    "folds": Damage(folds=2, noise=4, tilt=1.5),
    "blur": Damage(blur=1.3, noise=3),
    "jpeg": Damage(quality=28, noise=3),
    "turned 90": Damage(turn=90, noise=3, tilt=2),
    "turned 180": Damage(turn=180, noise=3),
    "white desk": Damage(desk=(214, 214, 210), tilt=5, shadow=0.4, noise=4),
    "all at once": Damage(
        tilt=5, perspective=0.04, shadow=0.5, folds=2, blur=0.7, noise=5, width=1500, quality=60, warm=0.1
    ),
    "all at 1,100 px": Damage(
        tilt=-6, perspective=0.03, shadow=0.45, folds=2, blur=0.4, noise=4, width=1100, quality=70
    ),
}


def photographed(page: Image.Image, damage: Damage, seed: int = 0) -> Image.Image:
    """The picture that a camera takes of a page."""
    chance = random.Random(seed)
    paper = page
    if damage.folds:
        paper = _folded(paper, damage.folds, chance)
    picture = _placed(paper, damage, chance)
    if damage.shadow or damage.warm:
        picture = _lit(picture, damage, chance)
    scale = damage.width / picture.width
    picture = picture.resize((damage.width, round(picture.height * scale)), Image.Resampling.BICUBIC)
    if damage.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(damage.blur))
    if damage.noise:
        grains = np.random.default_rng(seed).normal(0, damage.noise, (picture.height, picture.width, 1))
        picture = Image.fromarray(np.clip(np.asarray(picture) + grains, 0, 255).astype(np.uint8))
    return picture.rotate(damage.turn, expand=True) if damage.turn else picture


def jpeg(page: Image.Image, damage: Damage, seed: int = 0) -> bytes:
    """The picture as a file of JPEG."""
    out = io.BytesIO()
    photographed(page, damage, seed).save(out, "JPEG", quality=damage.quality)
    return out.getvalue()


def of_chance(seed: int) -> Damage:
    """Any damage that a hasty person's photo has: to 8 degrees, 1,000 to 2,000 px wide."""
    chance = random.Random(seed)
    return replace(
        Damage(),
        tilt=chance.uniform(-8, 8),
        perspective=chance.uniform(0, 0.05),
        shadow=chance.uniform(0, 0.6),
        folds=chance.choice((0, 0, 1, 2)),
        blur=chance.uniform(0, 0.9),
        noise=chance.uniform(1, 6),
        width=chance.randrange(1000, 2001),
        quality=chance.randrange(50, 92),
        warm=chance.uniform(0, 0.15),
        desk=chance.choice(((96, 74, 58), (60, 62, 66), (200, 200, 196), (150, 130, 110))),
    )


# Folds across the page: a line of light beside a line of shade, and halves that do not lie in one plane.
def _folded(page: Image.Image, count: int, chance: random.Random) -> Image.Image:
    pixels = np.asarray(page).astype(np.float32)
    rows = np.arange(page.height)
    light = np.ones(page.height, np.float32)
    for number in range(count):
        at = page.height * (number + 1) / (count + 1) + chance.uniform(-25, 25)
        away = rows - at
        light *= 1 - 0.28 * np.exp(-((away / 7) ** 2)) + 0.05 * np.exp(-(((away - 16) / 9) ** 2))
        light *= 1 - 0.12 * (away > 0) * np.exp(-np.abs(away) / (page.height / 5))
    folded = Image.fromarray(np.clip(pixels * light[:, None, None], 0, 255).astype(np.uint8))
    if chance.random() < 0.5:
        return folded
    # Each part leans a little to one side.
    parts = [round(page.height * number / (count + 1)) for number in range(count + 2)]
    out = Image.new("RGB", folded.size, (255, 255, 255))
    for number, (top, bottom) in enumerate(pairwise(parts)):
        lean = 0.006 * (-1 if number % 2 else 1)
        part = folded.crop((0, top, page.width, bottom))
        shift = (1, lean, -lean * part.height / 2, 0, 1, 0)
        moved = part.transform(
            part.size, Image.Transform.AFFINE, shift, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)
        )
        out.paste(moved, (0, top))
    return out


# The page on a desk, tilted and seen from the side.
def _placed(page: Image.Image, damage: Damage, chance: random.Random) -> Image.Image:
    width, height = page.size
    border = round(width * damage.margin)
    corners = [(0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))]
    if damage.perspective:
        by = damage.perspective * width
        pulls = [(by, by * 0.5), (-by, by * 0.3), (0, 0), (0, 0)]
        if chance.random() < 0.5:
            pulls = [(0, 0), (-by, by), (-by, -by), (0, 0)]
        corners = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(corners, pulls, strict=True)]
    angle = math.radians(damage.tilt)
    turned = [
        (
            (x - width / 2) * math.cos(angle) - (y - height / 2) * math.sin(angle),
            (x - width / 2) * math.sin(angle) + (y - height / 2) * math.cos(angle),
        )
        for x, y in corners
    ]
    left, top = min(x for x, _ in turned) - border, min(y for _, y in turned) - border
    right, bottom = max(x for x, _ in turned) + border, max(y for _, y in turned) + border
    size = (round(right - left), round(bottom - top))
    targets = [(x - left, y - top) for x, y in turned]
    sources = [(0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))]
    way = _coefficients(targets, sources)
    put = page.transform(size, Image.Transform.PERSPECTIVE, way, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(
        size, Image.Transform.PERSPECTIVE, way, Image.Resampling.BILINEAR
    )
    desk = np.full((size[1], size[0], 3), damage.desk or (255, 255, 255), np.float32)
    desk += np.random.default_rng(1).normal(0, 4, desk.shape) if damage.desk else 0
    under = Image.fromarray(np.clip(desk, 0, 255).astype(np.uint8))
    under.paste(put, (0, 0), mask)
    return under


def _coefficients(
    targets: Sequence[tuple[float, float]], sources: Sequence[tuple[float, float]]
) -> tuple[float, ...]:
    rows, values = [], []
    for (x, y), (u, v) in zip(targets, sources, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(np.linalg.solve(np.array(rows), np.array(values)).tolist())


# Light from one side, with the soft shadow of whoever holds the phone.
def _lit(picture: Image.Image, damage: Damage, chance: random.Random) -> Image.Image:
    pixels = np.asarray(picture).astype(np.float32)
    rows, columns = np.mgrid[0 : picture.height, 0 : picture.width].astype(np.float32)
    angle = chance.uniform(0, 2 * math.pi)
    along = (columns / picture.width - 0.5) * math.cos(angle) + (rows / picture.height - 0.5) * math.sin(
        angle
    )
    edge = chance.uniform(-0.2, 0.2)
    dark = 1 / (1 + np.exp(-(along - edge) * 18))
    light = 1 - damage.shadow * (0.75 * dark + 0.25 * np.clip(along + 0.5, 0, 1))
    tint = np.array([1.0, 1 - damage.warm * 0.4, 1 - damage.warm], np.float32)
    return Image.fromarray(np.clip(pixels * light[:, :, None] * tint, 0, 255).astype(np.uint8))
