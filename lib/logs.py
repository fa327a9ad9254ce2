"""What may be logged of an error: where it happened, never what it says."""

import traceback


def whereabouts(error: BaseException) -> str:
    """The kind of an error and the lines of code it passed through; not its message.

    A message may quote what a person wrote, or a key.
    """
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
    if error.__cause__ is not None:
        lines.append("caused by " + whereabouts(error.__cause__))
    return "\n".join(lines)
