import socket

import ordeal


class Register:
    def __init__(self, run):
        host, port = run.address("primary", "redis").split(":")
        self.redis = socket.create_connection((host, int(port)), timeout=run.timeout / 2).makefile("rwb")

    def ask(self, *words):
        self.redis.write((" ".join(words) + "\r\n").encode())
        self.redis.flush()
        answer = self.redis.readline()
        if answer.startswith(b"$") and answer != b"$-1\r\n":
            answer = self.redis.readline()
        if not answer.endswith(b"\r\n"):
            raise EOFError("the connection is closed")
        if answer.startswith(b"-"):
            raise ordeal.Fail(answer.decode().strip())
        return answer.strip()

    def read(self, value):
        answer = self.ask("GET", value[0])
        return [value[0], None if answer == b"$-1" else int(answer)]

    def write(self, value):
        self.ask("SET", value[0], str(value[1]))


ordeal.serve(Register)
