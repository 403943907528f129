"use strict";
/**
 * One client, of one process: put yours here. An error means that nobody knows what was done; an ordeal.Fail is proof that
 * nothing was, or will be.
 */
const ordeal = require("./ordeal.js");
const toy = require("./toy.js");

ordeal.serve((run) => {
  const server = run.address(run.home, "client"); // a link of its own, which faults break
  let unacknowledged = null;

  /** Before the next operation, once the harness has been told of the element. */
  async function acknowledge() {
    const element = unacknowledged;
    unacknowledged = null;
    if (element !== null) {
      await toy.ask(server, "acknowledge", element).catch(() => {}); // it may be given to another as well
    }
  }

  return {
    async enqueue(element) {
      await acknowledge();
      await toy.ask(server, "enqueue", element);
    },

    async dequeue() {
      await acknowledge();
      const answer = await toy.ask(server, "dequeue");
      if (answer === "none") throw new ordeal.Fail("the queue is empty");
      unacknowledged = Number(answer);
      return unacknowledged;
    },

    /** Asked in the end: neither in the queue nor with a consumer that has not acknowledged it. */
    async drain() {
      await acknowledge();
      if ((await toy.ask(server, "outstanding")) !== "0") throw new ordeal.Fail("something is outstanding");
      return [];
    },
  };
});
