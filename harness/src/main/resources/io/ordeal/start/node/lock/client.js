"use strict";
/**
 * One client, of one process: put yours here. An error means that nobody knows what was done; an ordeal.Fail is proof that
 * nothing was, or will be.
 */
const ordeal = require("./ordeal.js");
const toy = require("./toy.js");

ordeal.serve((run) => {
  const server = run.address(run.home, "client"); // a link of its own, which faults break
  const me = `c${run.worker} ${run.process}`;
  return {
    async acquire(lock) {
      if ((await toy.ask(server, me, "acquire", lock)) === "no") throw new ordeal.Fail("not granted");
    },

    async release(lock) {
      if ((await toy.ask(server, me, "release", lock)) === "no") throw new ordeal.Fail("not the holder");
    },
  };
});
