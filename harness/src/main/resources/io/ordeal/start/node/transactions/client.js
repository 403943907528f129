"use strict";
/**
 * One client, of one process: put yours here. An error means that nobody knows what was done; an ordeal.Fail is proof that
 * nothing was, or will be.
 */
const ordeal = require("./ordeal.js");
const toy = require("./toy.js");

ordeal.serve((run) => {
  const server = run.address(run.home, "client"); // a link of its own, which faults break
  return {
    /**
     * Steps such as ["append", 0, 5] and ["r", 0, null], in one transaction; returns them with what was read. Once, whatever
     * comes of it: a transaction that is to be tried again has failed.
     */
    async txn(steps) {
      return JSON.parse(await toy.ask(server, JSON.stringify(steps)));
    },
  };
});
