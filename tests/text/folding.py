"""The strings of a module that may be patterns, folded from their pieces."""

import ast
import builtins
import importlib
import re
from collections.abc import Iterator

_SAFE = (
    "chr dict enumerate filter float frozenset int len list map max min ord range reversed set sorted str sum "
    "tuple zip"
)
_LOOKS_LIKE_A_PATTERN = re.compile(r"\\[dDsSwWbB.]|\[[^\]]+\]|\(\?|\)[?*+]|[^|]\|[^|]|\{\d+,?\d*\}|[.\]][*+]")
_RE_FUNCTIONS = frozenset(
    {"compile", "search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn", "template"}
)


_FOLDED = (
    _RE_FUNCTIONS
    | {
        *_SAFE.split(),
        *[
            "join",
            "format",
            "replace",
            "strip",
            "lstrip",
            "rstrip",
            "lower",
            "upper",
            "removeprefix",
            "removesuffix",
        ],
    }
    | {*["values", "keys", "items", "escape", "split", "casefold"]}
)


class _Compiled(str):
    """Stands for re.compile(pattern) while folding."""

    __slots__ = ()

    @property
    def pattern(self) -> str:
        return str(self)


class _AnyFlag(type):
    def __getattr__(cls, name: str) -> int:
        return 0


class _Re(metaclass=_AnyFlag):
    """Stands for the module re while folding; no flag matters."""

    escape = staticmethod(re.escape)

    @staticmethod
    def compile(pattern: str, *_: object, **__: object) -> _Compiled:
        return _Compiled(pattern)


class _Folder:
    """The values of a module's names, as far as they are made of constants."""

    def __init__(self, tree: ast.Module) -> None:
        self.names: dict[str, object] = {name: getattr(builtins, name) for name in _SAFE.split()}
        self.names["re"] = self.names["regex"] = _Re
        assignments = []
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                self.names |= {a.asname or a.name: _Re for a in node.names if a.name in ("re", "regex")}
            elif isinstance(node, ast.ImportFrom):
                self._import(node)
            elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
                assignments.append(node)
        for each in sorted(assignments, key=lambda node: node.lineno):
            self._assign(each)

    def _import(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name
            if node.module in ("re", "regex"):
                self.names[name] = getattr(_Re, alias.name, None)
            elif node.module and node.module.startswith("lib.") and not node.module.startswith("lib.ui"):
                try:
                    value = getattr(importlib.import_module(node.module), alias.name)
                except (ImportError, AttributeError):
                    continue
                if isinstance(value, str | tuple | list | dict | frozenset | set):
                    self.names[name] = value
                elif isinstance(value, re.Pattern):
                    self.names[name] = _Compiled(value.pattern)

    def _assign(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
        if node.value is None:
            return
        value = self.fold(node.value)
        if isinstance(node, ast.AugAssign):
            if isinstance(node.target, ast.Name) and isinstance(value, str):
                self.names[node.target.id] = str(self.names.get(node.target.id, "")) + value
            return
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if isinstance(target, ast.Name) and value is not None:
                self.names[target.id] = value
            elif isinstance(target, ast.Tuple) and isinstance(value, tuple | list):
                for part, each in zip(target.elts, value, strict=False):
                    if isinstance(part, ast.Name):
                        self.names[part.id] = each

    def fold(self, node: ast.expr) -> object:
        """The value of an expression; of a string, what is known of it; None for anything unknown."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Call) and _name_of(node.func) not in _FOLDED:
            return None
        try:
            code = compile(ast.fix_missing_locations(ast.Expression(node)), "<folded>", "eval")
            return eval(code, {"__builtins__": {}, **self.names})
        except Exception:
            return self._partly(node)

    def _partly(self, node: ast.expr) -> str | None:
        """A string of which some pieces are known only when the program runs; those are left out."""
        if isinstance(node, ast.JoinedStr):
            return "".join(
                str(part.value)
                if isinstance(part, ast.Constant)
                else self._piece(getattr(part, "value", part))
                for part in node.values
            )
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.fold(node.left), self.fold(node.right)
            if isinstance(left, str) or isinstance(right, str):
                return "".join(each for each in (left, right) if isinstance(each, str))
        if isinstance(node, ast.Call) and _name_of(node.func) in _RE_FUNCTIONS and node.args:
            value = self.fold(node.args[0])
            return _Compiled(value) if isinstance(value, str) else None
        return None

    def _piece(self, node: ast.expr) -> str:
        value = self.fold(node)
        return str(value) if isinstance(value, str | int) else ""


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def patterns(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Strings that may be patterns, with their lines: arguments of re, and whatever is written like one."""
    folder = _Folder(tree)
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call) and _name_of(node.func) in _RE_FUNCTIONS:
            named = [keyword.value for keyword in node.keywords if keyword.arg == "pattern"]
            given = [
                argument for argument in [*node.args[:1], *named] if isinstance(folder.fold(argument), str)
            ]
            written = [str(folder.fold(argument)) for argument in given]
            if isinstance(node.func, ast.Attribute) and folder.fold(node.func.value) is not _Re:
                # Of a string or of a compiled pattern: what is given is text, and parts at just that text.
                written = [re.escape(text) for text in written if node.func.attr == "split"]
            yield from ((node.lineno, pattern) for pattern in written)
            waiting += [child for child in ast.iter_child_nodes(node) if child not in given]
            continue
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp | ast.Call):
            value = folder.fold(node)
            if isinstance(value, str):
                if _LOOKS_LIKE_A_PATTERN.search(value):
                    yield node.lineno, str(value)
                continue
        waiting += ast.iter_child_nodes(node)
