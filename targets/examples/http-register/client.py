import http.client

import ordeal


class Register:
    def __init__(self, run):
        self.address, self.timeout = run.address(run.home, "http"), run.timeout / 2

    def ask(self, method, key, body=None):
        connection = http.client.HTTPConnection(self.address, timeout=self.timeout)
        connection.request(method, "/" + key, body)
        return connection.getresponse().read().decode()

    def read(self, value):
        text = self.ask("GET", value[0])
        return [value[0], int(text) if text else None]

    def write(self, value):
        self.ask("PUT", value[0], str(value[1]))


ordeal.serve(Register)
