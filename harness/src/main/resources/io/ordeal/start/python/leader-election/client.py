"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import ordeal
import toy


class Election:
    def __init__(self, run):
        self.server = run.address(run.home, "client")  # a link of its own, which faults break
        self.me = f"c{run.worker} {run.process}"

    def campaign(self, election):
        if toy.ask(self.server, self.me, "campaign", election) == "no":
            raise ordeal.Fail("not elected")

    def leads(self, election):
        """It acts on the answer: one that can't tell says False."""
        return [election, toy.ask(self.server, self.me, "leads", election) == "yes"]

    def resign(self, election):
        if toy.ask(self.server, self.me, "resign", election) == "no":
            raise ordeal.Fail("not the leader")


ordeal.serve(Election)
