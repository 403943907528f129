"use strict";
/**
 * One client, of one process: put yours here. An error means that nobody knows what was done; an ordeal.Fail is proof that
 * nothing was, or will be.
 */
const ordeal = require("./ordeal.js");
const toy = require("./toy.js");

ordeal.serve((run) => {
  const server = run.address(run.home, "client"); // a link of its own, which faults break

  /** All from an offset on to the end, each with its offset. */
  async function read([log, from]) {
    const elements = JSON.parse(await toy.ask(server, "read", log));
    const entries = elements.map((element, offset) => [offset, element]);
    return [log, from, entries.slice(from)];
  }

  return {
    /** Once, whatever comes of it: an append that is tried again may be there twice. */
    async append([log, element]) {
      return [log, [Number(await toy.ask(server, "append", log, element)), element]];
    },

    read,

    /** The same, asked in the end. */
    readAll: read,
  };
});
