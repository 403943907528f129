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
    async campaign(election) {
      if ((await toy.ask(server, me, "campaign", election)) === "no") throw new ordeal.Fail("not elected");
    },

    /** It acts on the answer: one that can't tell says false. */
    async leads(election) {
      return [election, (await toy.ask(server, me, "leads", election)) === "yes"];
    },

    async resign(election) {
      if ((await toy.ask(server, me, "resign", election)) === "no") throw new ordeal.Fail("not the leader");
    },
  };
});
