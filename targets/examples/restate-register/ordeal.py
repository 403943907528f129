"""Ordeal's wire for clients in Python (3.7 or later): one file, to be put beside your client.

    import ordeal

    class Register:                                # one object a client; its methods are named for operations
        def __init__(self, run):
            self.address = run.address(run.home, "http")      # "127.0.0.1:17742": by this client's own link
        def read(self, value):                     # value: what is invoked, as ./ordeal list workloads says
            return [value[0], 7]                   # ok, with a value; None: ok, with what was invoked
        def write(self, value):
            raise ordeal.Fail("refused")           # certainly without effect
                                                   # any other exception: nobody knows (info)
    ordeal.serve(Register)

An operation such as compare-and-set is a method compare_and_set. A client may have a method close(). What it prints goes
to the run's clients/clients.log. The contract: package io.ordeal.client.process.
"""
import json
import sys
import threading

VERSION = 2


class Fail(Exception):
    """The operation certainly had no effect."""


class Run:
    """What a client may know of the run, and what it can tell of itself."""

    def __init__(self, hello, wire):
        self.process = hello["process"]
        self.worker = hello["worker"]
        self.nodes = hello["nodes"]  # the members; where they change, others before an operation
        self.endpoints = hello["endpoints"]
        self.announced = hello["announced"]
        self.timeout = hello["operation-timeout-millis"] / 1000.0  # seconds; your own time-outs should be shorter
        self.seed = hello["seed"]
        self.folder = hello["folder"]  # this worker's own, which survives the client
        self._wire = wire

    @property
    def home(self):
        """The node that this client prefers: workers are dealt in turn to the nodes that have a port for clients."""
        served = [node for node in self.nodes if node in self.endpoints]
        return served[self.worker % len(served)]

    def address(self, node, port):
        """host:port of a node, by this client's own link."""
        return self.endpoints[node][port]

    def step(self, name, node=None):
        """Between two steps of an operation: here faults can kill or stop this client, or the node."""
        self._wire.wait({"type": "step", "name": name} if node is None else {"type": "step", "name": name, "node": node})

    def pause_point(self):
        """Between being granted something and using it; needs ordeal.serve(…, pause_points=True)."""
        self._wire.wait({"type": "pause-point"})

    def session_lost(self, lock):
        """This client knows that it has lost a lock with its session; from any thread."""
        self._wire.say({"type": "session-lost", "lock": lock})


class _Wire:
    def __init__(self):
        self._out = open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n", closefd=False)
        self._in = open(sys.stdin.fileno(), "r", encoding="utf-8", newline="\n", closefd=False)
        sys.stdout = sys.stderr  # a stray print() is no line of the wire
        self._lock = threading.Lock()
        self.id = None

    def hear(self):
        line = self._in.readline()
        return json.loads(line) if line else None

    def say(self, message):
        line = json.dumps(message, ensure_ascii=False, allow_nan=False)
        with self._lock:
            self._out.write(line + "\n")
            self._out.flush()

    def wait(self, message):
        self.say(dict(message, id=self.id))
        answer = self.hear()
        if answer is None:
            raise SystemExit(0)
        if answer.get("type") != "go" or answer.get("id") != self.id:
            raise RuntimeError("expected go for operation %s, heard %s" % (self.id, answer))


def serve(open_client, pause_points=False):
    """Serves the harness until it closes this client's input.

    open_client: called once with a Run; what it returns has a method for each operation.
    """
    wire = _Wire()
    hello = wire.hear()
    if hello is None:
        return
    if hello.get("type") != "hello" or hello.get("version") != VERSION:
        raise SystemExit("expected a hello of version %d, heard %s" % (VERSION, hello))
    run = Run(hello, wire)
    client = open_client(run)
    wire.say({"type": "ready", "pause-points": pause_points})
    while True:
        invoke = wire.hear()
        if invoke is None:
            break
        wire.id = invoke["id"]
        run.nodes = invoke.get("nodes", run.nodes)
        wire.say(dict(_complete(client, invoke), id=wire.id))
    if hasattr(client, "close"):
        client.close()


def _complete(client, invoke):
    operation = getattr(client, invoke["f"].replace("-", "_"), None)
    if operation is None:
        return {"type": "fail", "error": "the client has no operation " + invoke["f"]}
    try:
        value = operation(invoke["value"])
        return {"type": "ok"} if value is None else {"type": "ok", "value": value}
    except Fail as refused:
        return {"type": "fail", "error": str(refused) or "refused"}
    except Exception as unknown:
        return {"type": "info", "error": "%s: %s" % (type(unknown).__name__, unknown)}
