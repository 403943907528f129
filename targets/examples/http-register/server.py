"""A register behind HTTP, in memory: each write is answered at once, and sent on to the others afterwards."""
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

values = {}
peers = [peer for peer in sys.argv[2].split(",") if peer]


def send_on(peer, path, body):
    try:
        urllib.request.urlopen(urllib.request.Request(f"http://{peer}{path}?copy", body, method="PUT"), timeout=1)
    except OSError:
        pass  # it misses this write


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(values.get(self.path, b""))

    def do_PUT(self):
        path, _, copy = self.path.partition("?")
        values[path] = self.rfile.read(int(self.headers["Content-Length"]))
        for peer in [] if copy else peers:
            threading.Thread(target=send_on, args=(peer, path, values[path])).start()
        self.answer(b"")

    def answer(self, body):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
