"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import json

import ordeal
import toy


class Transactions:
    def __init__(self, run):
        self.server = run.address(run.home, "client")  # a link of its own, which faults break

    def txn(self, steps):
        """Steps such as ["append", 0, 5] and ["r", 0, None], in one transaction; returns them with what was read. Once, whatever
        comes of it: a transaction that is to be tried again has failed.
        """
        return json.loads(toy.ask(self.server, json.dumps(steps, separators=(",", ":"))))


ordeal.serve(Transactions)
