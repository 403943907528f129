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
        answer = toy.ask(self.server, self.me, "acquire", lock)
        if answer == "no":
            raise ordeal.Fail("not granted")
        return [lock, int(answer)]  # the fencing token of each grant is above that of every grant before

    def release(self, lock):
        if toy.ask(self.server, self.me, "release", lock) == "no":
            raise ordeal.Fail("not the holder")


ordeal.serve(Lock)
