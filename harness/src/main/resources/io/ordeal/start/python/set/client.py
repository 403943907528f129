"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import json

import ordeal
import toy


class Set:
    def __init__(self, run):
        self.server = run.address(run.home, "client")  # a link of its own, which faults break

    def add(self, element):
        toy.ask(self.server, "add", element)

    def read(self, _):
        return json.loads(toy.ask(self.server, "read"))


ordeal.serve(Set)
