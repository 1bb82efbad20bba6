"""A small server that speaks the OpenAI form, run as a child: `python server.py FOLDER [CERTIFICATE]`; prints its port.

The first part of the path names how it behaves (`/good/v1`, `/busy-twice/v1`, …). Every request that it
gets is kept in FOLDER, one JSON line each, so that a test can see what was sent, and how often.
"""

import itertools
import json
import math
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

LISTED = {"object": "list", "data": [{"id": "served", "owned_by": "us", "created": 0, "max_model_len": 4096}]}


class Handler(BaseHTTPRequestHandler):
    """One request; what it does is a method named for the behaviour."""

    protocol_version = "HTTP/1.1"
    counts: dict[str, Any] = {}  # noqa: RUF012
    counting = threading.Lock()
    folder = Path()

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, body: dict[str, Any]) -> None:
        behaviour = self.path.split("/")[1]
        with self.counting:
            with (self.folder / f"{behaviour}.jsonl").open("a", encoding="utf-8") as kept:
                kept.write(json.dumps({"path": self.path, "headers": dict(self.headers), "body": body}) + "\n")
            number = next(self.counts.setdefault(f"{behaviour} {self.command}", itertools.count(1)))
        if self.command == "GET" and not behaviour.startswith("list-"):
            self.say(200, LISTED)
            return
        getattr(self, behaviour.replace("-", "_"))(body, number)

    def say(self, status: int, data: object, **headers: str) -> None:
        self.say_bytes(status, json.dumps(data).encode(), **headers)

    def say_bytes(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    # How it answers

    def good(self, body: dict[str, Any], _: int) -> None:
        values = asked_values(body)
        self.say(200, completion(values, weighed=body.get("top_logprobs", 0) > 0))

    def slow(self, body: dict[str, Any], number: int) -> None:
        time.sleep(0.3)
        self.good(body, number)

    def busy_twice(self, body: dict[str, Any], number: int) -> None:
        if number <= 2:
            self.say(429, {"error": "busy"}, Retry_After="0")
        else:
            self.good(body, number)

    def busy(self, *_: object) -> None:
        self.say(503, {"error": "no"})

    def lost_once(self, body: dict[str, Any], number: int) -> None:
        if number == 1:
            self.close_connection = True  # no answer at all
        else:
            self.good(body, number)

    def fails(self, *_: object) -> None:
        self.say(500, {"error": "a fault"})

    def hangs(self, *_: object) -> None:
        time.sleep(30)

    def drips(self, *_: object) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(300):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def breaks_off(self, *_: object) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b'{"choices": [')
        self.close_connection = True

    def garbage(self, *_: object) -> None:
        self.say_bytes(200, b"<html>Welcome to the hospital</html>")

    def other_json(self, *_: object) -> None:
        self.say(200, {"result": "fine"})

    def redirects(self, *_: object) -> None:
        here = f"http://{self.headers['Host']}/good/v1/chat/completions"
        self.say(307, {}, Location=here)

    def endless(self, *_: object) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b" " * 2**20)

    def packed(self, *_: object) -> None:
        self.say_bytes(200, b"\x1f\x8b", Content_Encoding="gzip")

    def needs_a_key(self, body: dict[str, Any], number: int) -> None:
        if self.headers.get("Authorization") == "Bearer open-sesame":
            self.good(body, number)
        else:
            self.say(401, {"error": "key"})

    def no_schema(self, body: dict[str, Any], number: int) -> None:
        if "response_format" in body:
            self.say(400, {"error": "response_format"})
        else:
            self.good(body, number)

    def old_schema(self, body: dict[str, Any], number: int) -> None:
        if body.get("response_format", {}).get("type") == "json_schema":
            self.say(422, {"error": "response_format"})
        else:
            self.good(body, number)

    def strict(self, body: dict[str, Any], number: int) -> None:
        if {"repeat_penalty", "repetition_penalty"} & set(body):
            self.say(400, {"error": "unknown parameter"})
        else:
            self.good(body, number)

    def no_probabilities(self, body: dict[str, Any], number: int) -> None:
        if "logprobs" in body:
            self.say(500, {"error": "logprobs"})
        else:
            self.good(body, number)

    def too_long(self, body: dict[str, Any], number: int) -> None:
        if "LONG" in body["messages"][0]["content"]:
            self.say(400, {"error": "context"})
        else:
            self.good(body, number)

    def fails_on_one(self, body: dict[str, Any], number: int) -> None:
        if "LONG" in body["messages"][0]["content"]:
            self.say(500, {"error": "a fault"})
        else:
            self.good(body, number)

    def late_on_one(self, body: dict[str, Any], number: int) -> None:
        if "LONG" in body["messages"][0]["content"]:
            time.sleep(3)
        self.good(body, number)

    def prose(self, *_: object) -> None:
        self.say(200, {"choices": [{"message": {"content": "The lungs are clear."}, "finish_reason": "stop"}]})

    def half_the_keys(self, body: dict[str, Any], _: int) -> None:
        values = dict(list(asked_values(body).items())[:1])
        self.say(200, completion(values, weighed=False))

    def cut_short(self, *_: object) -> None:
        self.say(200, {"choices": [{"message": {"content": '{"effusion": 1, "ed'}, "finish_reason": "length"}]})

    def list_missing(self, body: dict[str, Any], number: int) -> None:
        if self.command == "GET":
            self.say(404, {"error": "no such page"})
        else:
            self.good(body, number)

    def list_garbage(self, *_: object) -> None:
        self.say_bytes(200, b"hello")

    def list_other(self, *_: object) -> None:
        self.say(200, {"data": [{"id": "another"}, {"id": "third"}]})

    def unknown(self, *_: object) -> None:
        self.say(404, {"error": "model not found"})


def asked_values(body: dict[str, Any]) -> dict[str, int]:
    """What the answer says: edema is there where the report names it, nothing else is mentioned."""
    request = body["messages"][0]["content"]
    keys = json.loads(request.split("Keys: ")[1].split("\n")[0])
    report = request.split("<<<")[-1].lower()
    return {key: 1 if key in report else -1 for key in keys}


def completion(values: dict[str, int], *, weighed: bool) -> dict[str, Any]:
    """An answer of chat completions; each value is weighed against the three others."""
    tokens: list[tuple[str, list[tuple[str, float]]]] = [("{", [])]
    for number, (key, value) in enumerate(values.items()):
        tokens += [(f'{", " if number else ""}"{key}"', []), (":", [])]
        first = " -" if value < 0 else f" {value}"
        rest = [other for other in (" 1", " 2", " 0", " -") if other != first]
        tokens.append((first, [(first, 0.7), *((other, 0.09) for other in rest), (" maybe", 0.03)]))
        tokens += [("1", [])] if value < 0 else []
    tokens.append(("}", []))
    choice: dict[str, Any] = {
        "message": {"role": "assistant", "content": "".join(text for text, _ in tokens)},
        "finish_reason": "stop",
    }
    if weighed:
        choice["logprobs"] = {"content": [_entry(text, others) for text, others in tokens]}
    return {"choices": [choice]}


def _entry(text: str, others: list[tuple[str, float]]) -> dict[str, Any]:
    shares = others or [(text, 1.0)]
    return {
        "token": text, "logprob": math.log(shares[0][1]), "bytes": list(text.encode()),
        "top_logprobs": [{"token": token, "logprob": math.log(share), "bytes": None} for token, share in shares],
    }


def main() -> None:
    """Serves until it is ended."""
    Handler.folder = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.serve_forever()


if __name__ == "__main__":
    main()
