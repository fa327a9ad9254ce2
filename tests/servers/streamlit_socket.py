"""A socket to the running app that says whatever a stranger could: a page's run, widget states, another's session."""

from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

SECONDS = 60


class StreamlitSocket:
    """One open page; `said` is everything the server sent, as text."""

    def __init__(self, url: str, cookie: str = "", session: str = "", **headers: str) -> None:
        parts = urlsplit(url)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        protocols = ["streamlit", "x", session] if session else ["streamlit"]
        opening = connect(
            f"ws://{parts.netloc}/_stcore/stream",
            origin=f"http://{parts.netloc}",  # type: ignore[arg-type]
            additional_headers=named | ({"Cookie": cookie} if cookie else {}),
            subprotocols=protocols,  # type: ignore[arg-type]
            open_timeout=SECONDS,
            max_size=None,
        )
        self._socket = opening.__enter__()
        self.session = ""
        self.said = ""
        self.elements: list[ForwardMsg] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def run(self, page: str = "", widgets: Mapping[str, object] | None = None) -> str:
        """Run a page, with widget states as (field of the state) by id; everything it says until it is done."""
        state = ClientState(page_name=page)
        for id, value in (widgets or {}).items():
            each = state.widget_states.widgets.add(id=id)
            if isinstance(value, bool):
                each.trigger_value = value
            else:
                each.string_value = str(value)
        self.send(BackMsg(rerun_script=state).SerializeToString())
        return self.heard()

    def send(self, content: bytes) -> None:
        """Send whatever it is."""
        self._socket.send(content)

    def answers(self, asks: BackMsg, wanted: str = "heartbeat_ack") -> set[str | None]:
        """Kinds of what the server sends for this, until it is what is wanted, and when it runs a page after it."""
        self.send(asks.SerializeToString())
        self.send(BackMsg(app_heartbeat=True).SerializeToString())
        kinds = set[str | None]()
        for message in self._messages():
            kinds.add(message.WhichOneof("type"))
            if wanted in kinds:
                break
        self.run("signin")
        return kinds | {message.WhichOneof("type") for message in self.elements}

    def heard(self) -> str:
        """What the server says until the run is done, as text."""
        self.said, self.elements = "", []
        for message in self._messages():
            # A page that begins anew, as the first one of a server does, is not done.
            if (
                message.WhichOneof("type") == "script_finished"
                and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                break
        return self.said

    def is_ended(self) -> bool:
        """Wait for the end of the socket."""
        try:
            while True:
                self._socket.recv(timeout=SECONDS)
        except ConnectionClosed:
            return True
        except TimeoutError:
            return False

    def _messages(self) -> Iterator[ForwardMsg]:
        while True:
            content = self._socket.recv(timeout=SECONDS)
            assert isinstance(content, bytes)
            message = ForwardMsg()
            message.ParseFromString(content)
            self.said += content.decode("utf-8", "ignore")
            self.elements.append(message)
            if message.WhichOneof("type") == "new_session":
                self.session = message.new_session.initialize.session_id
            yield message

    def widgets(self) -> dict[str, str]:
        """Labels of the buttons that were drawn → their ids; of download buttons their addresses."""
        found = {}
        for message in self.elements:
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind == "button":
                found[element.button.label] = element.button.id
            elif kind == "download_button":
                found[element.download_button.label] = element.download_button.url
        return found
