/**
 * Ordeal's wire for clients in JavaScript (Node 16 or later): one file, to be put beside your client.
 *
 *     const ordeal = require("./ordeal.js");
 *
 *     ordeal.serve(async (run) => {                              // makes one client
 *       const address = run.address(run.home, "http");           // "127.0.0.1:17742": by this client's own link
 *       return {                                                 // its functions are named for operations
 *         async read(value) { return [value[0], 7]; },           // ok, with a value; undefined: ok, with what was invoked
 *         async write(value) { throw new ordeal.Fail("refused"); }, // certainly without effect
 *       };                                                       // any other error: nobody knows (info)
 *     });
 *
 * An operation may be named as it is, "compare-and-set", or compareAndSet. A client may have a function close().
 * What console.log prints goes to the run's clients/clients.log. The contract: package io.ordeal.client.process.
 * Numbers are JavaScript's: whole ones above 2^53 lose digits.
 */
"use strict";
const readline = require("readline");

const VERSION = 2;

/** The operation certainly had no effect. */
class Fail extends Error {}

/** What a client may know of the run, and what it can tell of itself. */
class Run {
  constructor(hello, wire) {
    this.process = hello.process;
    this.worker = hello.worker;
    this.nodes = hello.nodes; // the members; where they change, others before an operation
    this.endpoints = hello.endpoints;
    this.announced = hello.announced;
    this.timeoutMillis = hello["operation-timeout-millis"]; // your own time-outs should be shorter
    this.seed = hello.seed;
    this.folder = hello.folder; // this worker's own, which survives the client
    this.wire = wire;
  }

  /** The node that this client prefers: workers are dealt in turn to the nodes that have a port for clients. */
  get home() {
    const served = this.nodes.filter((node) => node in this.endpoints);
    return served[this.worker % served.length];
  }

  /** host:port of a node, by this client's own link. */
  address(node, port) {
    return this.endpoints[node][port];
  }

  /** Between two steps of an operation: here faults can kill or stop this client, or the node. To be awaited. */
  step(name, node) {
    return this.wire.wait(node === undefined ? { type: "step", name } : { type: "step", name, node });
  }

  /** Between being granted something and using it; needs serve(…, {pausePoints: true}). To be awaited. */
  pausePoint() {
    return this.wire.wait({ type: "pause-point" });
  }

  /** This client knows that it has lost a lock with its session. */
  sessionLost(lock) {
    this.wire.say({ type: "session-lost", lock });
  }
}

class Wire {
  constructor() {
    this.lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity })[Symbol.asyncIterator]();
    // a stray console.log() is no line of the wire
    this.write = process.stdout.write.bind(process.stdout);
    process.stdout.write = process.stderr.write.bind(process.stderr);
    this.id = null;
  }

  async hear() {
    const line = await this.lines.next();
    return line.done ? null : JSON.parse(line.value);
  }

  say(message) {
    this.write(JSON.stringify(message) + "\n");
  }

  async wait(message) {
    this.say({ ...message, id: this.id });
    const answer = await this.hear();
    if (answer === null) process.exit(0);
    if (answer.type !== "go" || answer.id !== this.id) {
      throw new Error(`expected go for operation ${this.id}, heard ${JSON.stringify(answer)}`);
    }
  }
}

/** Serves the harness until it closes this client's input; open makes the client of a Run. */
async function serve(open, { pausePoints = false } = {}) {
  const wire = new Wire();
  const hello = await wire.hear();
  if (hello === null) return;
  if (hello.type !== "hello" || hello.version !== VERSION) {
    process.stderr.write(`expected a hello of version ${VERSION}, heard ${JSON.stringify(hello)}\n`);
    process.exit(1);
  }
  const run = new Run(hello, wire);
  const client = await open(run);
  wire.say({ type: "ready", "pause-points": pausePoints });
  for (let invoke = await wire.hear(); invoke !== null; invoke = await wire.hear()) {
    wire.id = invoke.id;
    run.nodes = invoke.nodes ?? run.nodes;
    wire.say({ ...(await complete(client, invoke)), id: wire.id });
  }
  if (client.close) await client.close();
  process.exit(0);
}

async function complete(client, invoke) {
  const camel = invoke.f.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const name = [invoke.f, camel].find((each) => typeof client[each] === "function");
  if (name === undefined) return { type: "fail", error: "the client has no operation " + invoke.f };
  try {
    const value = await client[name](invoke.value);
    return value === undefined ? { type: "ok" } : { type: "ok", value };
  } catch (error) {
    return error instanceof Fail
      ? { type: "fail", error: error.message || "refused" }
      : { type: "info", error: String(error) };
  }
}

module.exports = { Fail, serve };
