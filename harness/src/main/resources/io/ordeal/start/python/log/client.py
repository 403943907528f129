"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import json

import ordeal
import toy


class Log:
    def __init__(self, run):
        self.server = run.address(run.home, "client")  # a link of its own, which faults break

    def append(self, value):
        """Once, whatever comes of it: an append that is tried again may be there twice."""
        log, element = value
        return [log, [int(toy.ask(self.server, "append", log, element)), element]]

    def read(self, value):
        """All from an offset on to the end, each with its offset."""
        log, start = value
        elements = json.loads(toy.ask(self.server, "read", log))
        return [log, start, [[offset, elements[offset]] for offset in range(start, len(elements))]]

    def read_all(self, value):
        """The same, asked in the end."""
        return self.read(value)


ordeal.serve(Log)
