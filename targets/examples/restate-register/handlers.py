"""A virtual object of Restate's, a register: its handlers, by version 5 of Restate's service protocol, without an SDK.

Restate calls them, and keeps their journal and state: this process has none. Numbers of messages and fields are those of
https://github.com/restatedev/restate/blob/main/service-protocol/dev/restate/service/protocol.proto.
"""

import http.server
import json
import struct
import sys

CONTENT_TYPE = "application/vnd.restate.invocation.v5"
START, END, INPUT, OUTPUT, SET_STATE = 0x0000, 0x0003, 0x0400, 0x0401, 0x0403
STATE = b"value"


def varint(number):
    low = number & 0x7F
    return bytes([low]) if low == number else bytes([low | 0x80]) + varint(number >> 7)


def field(number, content):
    """Bytes, or a message, in a message."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def fields(message):
    """Each field of a message, number and content."""
    at = 0

    def number():
        nonlocal at
        result = shift = 0
        while True:
            byte = message[at]
            at += 1
            result |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return result

    while at < len(message):
        tag = number()
        if tag & 7 == 0:
            yield tag >> 3, number()
        elif tag & 7 == 2:
            length = number()
            at += length
            yield tag >> 3, message[at - length : at]
        else:
            raise ValueError("field %d is neither a number nor bytes" % (tag >> 3))


def frames(body):
    at = 0
    while at < len(body):
        kind, _, length = struct.unpack(">HHI", body[at : at + 8])
        yield kind, body[at + 8 : at + 8 + length]
        at += 8 + length


def frame(kind, message=b""):
    return struct.pack(">HHI", kind, 0, len(message)) + message


def invoke(handler, body):
    messages = list(frames(body))
    state = known = 0
    for number, content in fields(dict(messages)[START]):
        if number == 3:
            known = content
        elif number == 4 and dict(fields(content))[1] == STATE:
            state = dict(fields(content))[2]
    given = dict(fields(dict(fields(dict(messages)[INPUT])).get(14, b""))).get(1, b"")
    if handler == "write":
        commands = [
            frame(SET_STATE, field(1, STATE) + field(3, field(1, given))),
            frame(OUTPUT, field(14, field(1, b"true"))),
        ]
    else:
        commands = [frame(OUTPUT, field(14, field(1, state or b"null")))]
    # when it is called again, the first entries of the journal, of which one is the input, are known
    return b"".join(commands[known - 1 :]) + frame(END)


class Handlers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def body(self):
        if self.headers.get("transfer-encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("content-length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def answer(self, kind, body):
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        exclusive = [{"name": name, "ty": "EXCLUSIVE"} for name in ("read", "write")]
        manifest = {
            "protocolMode": "REQUEST_RESPONSE",
            "minProtocolVersion": 5,
            "maxProtocolVersion": 5,
            "services": [{"name": "Register", "ty": "VIRTUAL_OBJECT", "handlers": exclusive}],
        }
        self.answer("application/vnd.restate.endpointmanifest.v1+json", json.dumps(manifest).encode())

    def do_POST(self):
        body = self.body()
        self.answer(CONTENT_TYPE, invoke(self.path.split("/")[-1], body))

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    http.server.ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Handlers).serve_forever()
