"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import ordeal
import toy


class Counter:
    def __init__(self, run):
        self.server = run.address(run.home, "client")  # a link of its own, which faults break

    def add(self, number):
        """Once, whatever comes of it: an add that is tried again may be counted twice."""
        toy.ask(self.server, "add", number)

    def read(self, _):
        return int(toy.ask(self.server, "read"))


ordeal.serve(Counter)
