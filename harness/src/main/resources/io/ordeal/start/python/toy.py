"""How the toy's client and server speak: one question, one answer, a connection. Away with it when yours take their places."""
import json
import os
import socket
import socketserver
import sys
import threading

import ordeal

changed = threading.Condition()  # held while a question is answered


def ask(address, *question):
    """The client's side. A Fail only where nothing was sent: of all else nobody knows whether it was done."""
    host, port = address.rsplit(":", 1)
    try:
        connection = socket.create_connection((host, int(port)), timeout=1)
    except OSError as refused:
        raise ordeal.Fail(f"nothing was sent: {refused}")
    with connection:
        connection.sendall((" ".join(map(str, question)) + "\n").encode())
        answer = connection.makefile().readline().strip()
    if not answer:
        raise EOFError("the server closed the connection without an answer")
    return answer


def load(otherwise):
    """What was saved before the server was killed."""
    file = os.path.join(sys.argv[3], "state.json")
    return json.load(open(file)) if os.path.exists(file) else otherwise


def save(state):
    """On disk before it is answered: else a kill would lose it."""
    file = os.path.join(sys.argv[3], "state.json")
    with open(file + ".next", "w") as out:
        json.dump(state, out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(file + ".next", file)
    changed.notify_all()


def serve(answer):
    """The server's side, on the host and port of its first two arguments; its folder is the third."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            words = self.rfile.readline().decode().split()
            if words:
                with changed:
                    self.wfile.write(f"{answer(*words)}\n".encode())

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        request_queue_size = 100

    Server((sys.argv[1], int(sys.argv[2])), Handler).serve_forever()
