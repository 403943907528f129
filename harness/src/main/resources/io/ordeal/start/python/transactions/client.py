"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import json
import socket

import ordeal


class Transactions:
    def __init__(self, run):
        self.host, self.port = run.address(run.home, "client").rsplit(":", 1)  # a link of its own, which faults break

    def txn(self, steps):
        """Steps such as ["append", 0, 5] and ["r", 0, None], in one transaction; returns them with what was read. Once, whatever
        comes of it: a transaction that is to be tried again has failed.
        """
        return json.loads(self.ask(json.dumps(steps)))

    def ask(self, question):
        try:
            connection = socket.create_connection((self.host, self.port), timeout=1)
        except OSError as refused:
            raise ordeal.Fail(f"nothing was sent: {refused}")
        with connection:
            connection.sendall(f"{question}\n".encode())
            answer = connection.makefile().readline().strip()
        if not answer:
            raise EOFError("the server closed the connection without an answer")
        return answer


ordeal.serve(Transactions)
