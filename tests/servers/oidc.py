"""A small OpenID Connect provider: whoever comes is signed in at once as the person it was told."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.servers.server import LocalServer

CLIENT, CLIENT_SECRET = "sanjae", "a client's secret of the tests alone"


class OidcServer(LocalServer):
    """Discovery, authorisation with PKCE, tokens signed with RS256, keys."""

    def __init__(self, **claims: Any) -> None:
        super().__init__()
        self.claims: dict[str, Any] = {
            "email": "kim@firm.example",
            "email_verified": True,
            "sub": "17",
        } | claims
        self.lasts = 3600
        self._key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self._begun: dict[str, dict[str, str]] = {}

    def _serve(self, handler: Any) -> None:
        parts = urlsplit(handler.path)
        self.asked.append(parts.path)
        if parts.path == "/.well-known/openid-configuration":
            self._json(handler, self._metadata())
        elif parts.path == "/keys":
            self._json(handler, {"keys": [self._key.as_dict(private=False)]})
        elif parts.path == "/authorize":
            asked = dict(parse_qsl(parts.query))
            code = secrets.token_urlsafe(16)
            self._begun[code] = asked
            back = urlencode({"code": code, "state": asked["state"]})
            handler.send_response(302)
            handler.send_header("Location", f"{asked['redirect_uri']}?{back}")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        else:
            handler.send_error(404)

    def receive(self, handler: Any, body: bytes) -> None:
        form = dict(parse_qsl(body.decode()))
        given = base64.b64decode(handler.headers.get("Authorization", "Basic ").split(" ")[1]).decode()
        asked = self._begun.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or not given.startswith(f"{CLIENT}:")
            or asked.get("code_challenge") != challenge.decode().rstrip("=")
        ):
            handler.send_error(400)
            return
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": CLIENT, "iat": now, "exp": now + self.lasts, "nonce": asked["nonce"],
        }  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims | self.claims, self._key)
        self._json(
            handler,
            {
                "access_token": secrets.token_urlsafe(8),
                "token_type": "Bearer",
                "id_token": token,
                "expires_in": 60,
            },
        )

    def _metadata(self) -> Mapping[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _json(self, handler: Any, document: object) -> None:
        body = json.dumps(document).encode()
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
