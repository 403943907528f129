"""A toy, so that something runs: a queue that is kept in a file. A line "enqueue 7" is answered by ok, "dequeue" by 7, or by
none, "acknowledge 7" by ok, "outstanding" by a number. What is not acknowledged in three seconds is given to another. Your own
server takes its place.
"""
import json
import os
import socketserver
import sys
import threading
import time

HOST, PORT, FOLDER = sys.argv[1], int(sys.argv[2]), sys.argv[3]
FILE = os.path.join(FOLDER, "state.json")
PATIENCE = 3
one_at_a_time = threading.Lock()
# what is outstanding, and from when on it may be given to somebody
elements = dict.fromkeys(json.load(open(FILE)), 0.0) if os.path.exists(FILE) else {}


def save():
    """On disk before it is answered: else a kill would lose it."""
    with open(FILE + ".next", "w") as out:
        json.dump(list(elements), out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(FILE + ".next", FILE)
    return "ok"


def answer(what, element=None):
    if what == "enqueue":
        elements[element] = 0.0
        return save()
    if what == "acknowledge":
        elements.pop(element, None)
        return save()
    if what == "dequeue":
        now = time.monotonic()
        for one, free_from in elements.items():
            if free_from <= now:
                elements[one] = now + PATIENCE
                return one
        return "none"
    return str(len(elements))


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
