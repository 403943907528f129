"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import ordeal
import toy


class Queue:
    def __init__(self, run):
        self.server = run.address(run.home, "client")  # a link of its own, which faults break
        self.unacknowledged = None

    def enqueue(self, element):
        self.acknowledge()
        toy.ask(self.server, "enqueue", element)

    def dequeue(self, _):
        self.acknowledge()
        answer = toy.ask(self.server, "dequeue")
        if answer == "none":
            raise ordeal.Fail("the queue is empty")
        self.unacknowledged = answer
        return int(answer)

    def drain(self, _):
        """Asked in the end: neither in the queue nor with a consumer that has not acknowledged it."""
        self.acknowledge()
        if toy.ask(self.server, "outstanding") != "0":
            raise ordeal.Fail("something is outstanding")
        return []

    def acknowledge(self):
        """Before the next operation, once the harness has been told of the element."""
        element, self.unacknowledged = self.unacknowledged, None
        if element:
            try:
                toy.ask(self.server, "acknowledge", element)
            except Exception:
                pass  # it may be given to another as well


ordeal.serve(Queue)
