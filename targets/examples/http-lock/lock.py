import urllib.request

import ordeal


class Lock:
    def __init__(self, run):
        self.at, self.owner, self.held = run.address(run.home, "http"), run.process, None

    def ask(self, what, lock):
        url = f"http://{self.at}/{what}/{lock}/{self.owner}"
        return urllib.request.urlopen(url, data=b"", timeout=2).read() == b"yes"

    def acquire(self, lock):
        if not self.ask("acquire", lock): raise ordeal.Fail("not granted")
        self.held = lock

    def release(self, lock):
        mine, self.held = self.held == lock, None
        if not self.ask("release", lock): raise Exception("it was lost") if mine else ordeal.Fail("not the holder")


ordeal.serve(Lock)
