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
    /** Once, whatever comes of it: an add that is tried again may be counted twice. */
    async add(number) {
      await toy.ask(server, "add", number);
    },

    async read() {
      return Number(await toy.ask(server, "read"));
    },
  };
});
