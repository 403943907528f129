"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import ordeal
import toy


class Lock:
    def __init__(self, run):
        self.server = run.address(run.home, "client")  # a link of its own, which faults break
        self.me = f"c{run.worker} {run.process}"

    def acquire(self, lock):
        if toy.ask(self.server, self.me, "acquire", lock) == "no":
            raise ordeal.Fail("not granted")

    def release(self, lock):
        if toy.ask(self.server, self.me, "release", lock) == "no":
            raise ordeal.Fail("not the holder")


ordeal.serve(Lock)
