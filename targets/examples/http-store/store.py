"""Keeps values in memory, and writes them to a file when it is asked to end, and only then."""
import json
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port, file = int(sys.argv[1]), sys.argv[2]
values = json.load(open(file)) if os.path.exists(file) else {}


def save(*_):
    with open(file + ".new", "w") as out:
        json.dump(values, out)
    os.rename(file + ".new", file)
    os._exit(0)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(values.get(self.path, ""))

    def do_PUT(self):
        values[self.path] = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.answer("")

    def answer(self, body):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body.encode())


signal.signal(signal.SIGTERM, save)
ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
