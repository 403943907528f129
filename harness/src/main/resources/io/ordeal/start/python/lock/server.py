"""A toy, so that something runs: locks that are kept in a file, each granted for a while. A line "c3 13 acquire lock1" is
answered by the number of the grant, or by no. 13 is the session of the client c3, which by a higher one gives up what it held
by lower ones. Your own server takes its place.
"""
import json
import os
import socketserver
import sys
import threading
import time

HOST, PORT, FOLDER = sys.argv[1], int(sys.argv[2]), sys.argv[3]
FILE = os.path.join(FOLDER, "state.json")
LEASE = 3  # seconds: a holder not heard of for so long has lost its lock, and does not know: what a pause of a client shows
changed = threading.Condition()
state = json.load(open(FILE)) if os.path.exists(FILE) else {"grants": 0, "sessions": {}, "holders": {}}


def save():
    """On disk before it is answered: else a kill would lose it."""
    with open(FILE + ".next", "w") as out:
        json.dump(state, out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(FILE + ".next", FILE)
    changed.notify_all()


def answer(client, session, what, lock):
    holders, me = state["holders"], [client, int(session)]
    if me[1] > state["sessions"].get(client, -1):
        state["sessions"][client] = me[1]
        for given_up in [held for held, holder in holders.items() if holder[0] == client]:
            del holders[given_up]
        changed.notify_all()
    if what == "release":
        if holders.get(lock, [])[:2] != me:
            return "no"
        del holders[lock]
        save()
        return "yes"

    def late():
        return me[1] < state["sessions"][client]

    def free():
        return lock not in holders or holders[lock][2] < time.time()

    if not changed.wait_for(lambda: late() or free(), timeout=0.3) or late():
        return "no"
    holders[lock] = me + [time.time() + LEASE]
    state["grants"] += 1
    save()
    return str(state["grants"])


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        words = self.rfile.readline().decode().split()
        if words:
            with changed:
                self.wfile.write((answer(*words) + "\n").encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 100


Server((HOST, PORT), Handler).serve_forever()
