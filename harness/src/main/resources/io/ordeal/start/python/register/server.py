"""A toy, so that something runs: registers that are kept in a file. A line "write x 7" is answered by ok, "read x" by 7, or by
none. Your own server takes its place.
"""
import json
import os
import socketserver
import sys
import threading

HOST, PORT, FOLDER = sys.argv[1], int(sys.argv[2]), sys.argv[3]
FILE = os.path.join(FOLDER, "state.json")
one_at_a_time = threading.Lock()
state = json.load(open(FILE)) if os.path.exists(FILE) else {}


def save():
    """On disk before it is answered: else a kill would lose it."""
    with open(FILE + ".next", "w") as out:
        json.dump(state, out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(FILE + ".next", FILE)


def answer(what, key, value=None):
    if what == "read":
        return state.get(key, "none")
    state[key] = value
    save()
    return "ok"


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        words = self.rfile.readline().decode().split()
        if words:
            with one_at_a_time:
                self.wfile.write((answer(*words) + "\n").encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 100


Server((HOST, PORT), Handler).serve_forever()
