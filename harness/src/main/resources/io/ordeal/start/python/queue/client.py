"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import socket

import ordeal


class Queue:
    def __init__(self, run):
        self.host, self.port = run.address(run.home, "client").rsplit(":", 1)  # a link of its own, which faults break
        self.unacknowledged = None

    def enqueue(self, element):
        self.acknowledge()
        self.ask(f"enqueue {element}")

    def dequeue(self, _):
        self.acknowledge()
        answer = self.ask("dequeue")
        if answer == "none":
            raise ordeal.Fail("the queue is empty")
        self.unacknowledged = answer
        return int(answer)

    def drain(self, _):
        """Asked in the end: neither in the queue nor with a consumer that has not acknowledged it."""
        self.acknowledge()
        if self.ask("outstanding") != "0":
            raise ordeal.Fail("something is outstanding")
        return []

    def acknowledge(self):
        """Before the next operation, once the harness has been told of the element."""
        element, self.unacknowledged = self.unacknowledged, None
        if element:
            try:
                self.ask(f"acknowledge {element}")
            except Exception:
                pass  # it may be given to another as well

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


ordeal.serve(Queue)
