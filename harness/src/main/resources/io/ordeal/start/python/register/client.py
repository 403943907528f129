"""One client, of one process: put yours here. An exception means that nobody knows what was done; an ordeal.Fail is proof that
nothing was, or will be.
"""
import ordeal
import toy


class Register:
    def __init__(self, run):
        self.server = run.address(run.home, "client")  # a link of its own, which faults break

    def read(self, value):
        key, _ = value
        answer = toy.ask(self.server, "read", key)
        return [key, None if answer == "none" else int(answer)]

    def write(self, value):
        key, number = value
        toy.ask(self.server, "write", key, number)


ordeal.serve(Register)
