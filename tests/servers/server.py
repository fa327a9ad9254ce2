"""A threaded HTTP/1.1 server whose answers a subclass makes and whose faults a script can order."""

import gzip
import json
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

from tests.servers.faults import Faults

HTML = "<!DOCTYPE html><html><head><title>안내</title></head><body>시스템 점검 중입니다.</body></html>"

Tree = Mapping[str, Any]


class LocalServer:
    """Listens on a free port of this machine while it is entered."""

    path = ""

    def __init__(self, faults: Faults | None = None, slow_seconds: float = 1.0) -> None:
        self.faults = faults or Faults()
        self.slow_seconds = slow_seconds
        self.calls: Counter[str] = Counter()
        self.asked: list[str] = []
        """Addresses of all calls, in order."""
        self.always = ""
        """A fault that every call meets."""
        self.lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_GET(self) -> None:
                server._serve(self)

            def do_POST(self) -> None:
                server.receive(self, self.rfile.read(int(self.headers.get("Content-Length", "0"))))

            def handle(self) -> None:
                # Whoever asked may have gone; a killed process does.
                with suppress(ConnectionError):
                    super().handle()

            def finish(self) -> None:
                with suppress(ConnectionError):
                    super().finish()

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
        self._http.daemon_threads = True
        self._http.request_queue_size = 64

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, port: int = 0) -> None:
        self._http.server_address = ("127.0.0.1", port)
        self._http.server_bind()
        self._http.server_activate()
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}{self.path}"

    # --- for subclasses ----------------------------------------------------------------------

    def answer(self, operation: str, query: Mapping[str, str], fault: str) -> Tree:
        """The good answer, as a tree with one root. Faults of content are the subclass's to make."""
        raise NotImplementedError

    def refusal(self, query: Mapping[str, str], operation: str) -> str:
        """A whole answer that stands in place of the good one (a refused key …), or empty."""
        return ""

    def wants_json(self, query: Mapping[str, str], accept: str) -> bool:
        raise NotImplementedError

    def receive(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Answer a POST."""
        handler.send_error(501)

    # --- serving -----------------------------------------------------------------------------

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        operation = parts.path.rpartition("/")[2]
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        with self.lock:
            self.calls[operation] += 1
            self.asked.append(handler.path)
            fault = self.always or self.faults.next()
        as_json = self.wants_json(query, handler.headers.get("Accept", "")) and fault not in ("xml", "cp949")
        if fault == "slow":
            time.sleep(self.slow_seconds)
        if fault in ("500", "503", "429"):
            after = {"Retry-After": "0"} if fault == "503" else {}
            return self._send(handler, b"<html>error</html>", int(fault), "text/html", after)
        if fault.startswith("says "):
            _, status, words = fault.split(" ", 2)
            return self._send(handler, words.encode(), int(status), "text/html; charset=UTF-8")
        if fault == "html":
            return self._send(handler, HTML.encode(), content_type="text/html; charset=UTF-8")
        if fault == "plain":
            return self._send(handler, b"Unexpected errors", content_type="text/plain")
        if fault == "empty body":
            return self._send(handler, b"")
        refusal = self.refusal(query, operation) or (
            self.envelope(fault[5:]) if fault.startswith("code ") else ""
        )
        if refusal:
            kind = "application/json" if refusal.startswith("{") else "application/xml"
            return self._send(handler, refusal.encode(), content_type=kind)
        tree = self.answer(operation, query, fault)
        if as_json:
            # Half a pair of surrogates is escaped.
            body = json.dumps(tree, ensure_ascii=False).encode("utf-8", "backslashreplace")
            kind = "application/json;charset=UTF-8"
        else:
            name = "euc-kr" if fault == "cp949" else "UTF-8"
            text = f'<?xml version="1.0" encoding="{name}" standalone="yes"?>\n{xml(tree)}'
            body = text.encode("cp949" if fault == "cp949" else "utf-8", "xmlcharrefreplace")
            kind = f"application/xml;charset={name}"
        if fault == "cut":
            return self._send(handler, body[: len(body) * 2 // 3], content_type=kind)
        if fault == "reset":
            return self._reset(handler, body, kind)
        if fault == "gzip":
            return self._send(
                handler, gzip.compress(body, 1), content_type=kind, more={"Content-Encoding": "gzip"}
            )
        return self._send(handler, body, content_type=kind)

    def envelope(self, code: str) -> str:
        """An error of the service."""
        raise NotImplementedError

    def _send(
        self,
        handler: BaseHTTPRequestHandler,
        body: bytes,
        status: int = 200,
        content_type: str = "text/html",
        more: Mapping[str, str] | None = None,
    ) -> None:
        handler.send_response(status)
        for name, value in {
            "Content-Type": content_type,
            "Content-Length": str(len(body)),
            **(more or {}),
        }.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)
        handler.wfile.flush()

    def _reset(self, handler: BaseHTTPRequestHandler, body: bytes, kind: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2])
        handler.wfile.flush()
        self._abort(handler)

    def _abort(self, handler: BaseHTTPRequestHandler) -> None:
        # Closing with linger 0 sends RST.
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        handler.close_connection = True


def xml(tree: Tree) -> str:
    """A tree as XML; a list repeats its element."""
    return "".join(_element(name, value) for name, value in tree.items())


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(name, each) for each in value)
    if isinstance(value, Mapping):
        return f"<{name}>{xml(value)}</{name}>"
    if isinstance(value, CData):
        return f"<{name}><![CDATA[{value}]]></{name}>"
    return f"<{name}>{escape(str(value))}</{name}>"


class CData(str):
    """Text that goes into XML as it is."""
