"""A lock behind HTTP, in memory: POST /acquire/LOCK/OWNER and /release/LOCK/OWNER are answered yes or no."""
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

owners = {}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        _, what, lock, owner = self.path.split("/")
        yes = owners.setdefault(lock, owner) == owner if what == "acquire" else owners.get(lock) == owner
        if yes and what == "release":
            del owners[lock]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"yes" if yes else b"no")


HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
