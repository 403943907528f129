"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import socket

import ordeal


class Lock:
    def __init__(self, run):
        self.host, self.port = run.address(run.home, "client").rsplit(":", 1)  # a link of its own, which faults break
        self.me = f"c{run.worker} {run.process}"

    def acquire(self, lock):
        if self.ask("acquire", lock) == "no":
            raise ordeal.Fail("not granted")

    def release(self, lock):
        if self.ask("release", lock) == "no":
            raise ordeal.Fail("not the holder")

    def ask(self, what, lock):
        try:
            connection = socket.create_connection((self.host, self.port), timeout=1)
        except OSError as refused:
            raise ordeal.Fail(f"nothing was sent: {refused}")
        with connection:
            connection.sendall(f"{self.me} {what} {lock}\n".encode())
            answer = connection.makefile().readline().strip()
        if not answer:
            raise EOFError("the server closed the connection without an answer")
        return answer


ordeal.serve(Lock)
