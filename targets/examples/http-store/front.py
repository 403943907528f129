"""Stands before the store, and hands every request on to it."""
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port, store = int(sys.argv[1]), sys.argv[2]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))) or None
        request = urllib.request.Request(f"http://{store}{self.path}", body, method=self.command)
        answer = urllib.request.urlopen(request, timeout=2).read()  # if that fails, this connection just ends
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer)

    do_PUT = do_GET


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
