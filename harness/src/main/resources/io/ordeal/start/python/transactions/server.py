"""A toy, so that something runs: lists that are kept in a file. A line is a transaction, such as [["append", 0, 5], ["r", 0, null]],
and is answered by the same with what was read, [["append", 0, 5], ["r", 0, [5]]]. Your own server takes its place.
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


def save(changed):
    """On disk before it is answered: else a kill would lose it."""
    with open(FILE + ".next", "w") as out:
        json.dump({**state, **changed}, out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(FILE + ".next", FILE)
    state.update(changed)


def answer(steps):
    changed, done = {}, []
    for what, key, value in steps:
        now = changed.get(str(key), state.get(str(key)))
        if what == "append":
            changed[str(key)] = (now or []) + [value]
        done.append([what, key, value if what == "append" else now])
    if changed:
        save(changed)
    return done


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline()
        if line:
            with one_at_a_time:
                self.wfile.write((json.dumps(answer(json.loads(line))) + "\n").encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 100


Server((HOST, PORT), Handler).serve_forever()
