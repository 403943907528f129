"use strict";
/**
 * A toy, so that something runs: lists that are kept in a file. A line is a transaction, such as
 * [["append",0,5],["r",0,null]], and is answered by the same with what was read, [["append",0,5],["r",0,[5]]]. Your own server
 * takes its place.
 */
const toy = require("./toy.js");

const state = toy.load({});

function answer(transaction) {
  const changes = {};
  const done = JSON.parse(transaction).map(([what, key, value]) => {
    const now = changes[key] ?? state[key] ?? null;
    if (what === "r") return [what, key, now];
    changes[key] = [...(now ?? []), value];
    return [what, key, value];
  });
  if (Object.keys(changes).length > 0) {
    toy.save({ ...state, ...changes });
    Object.assign(state, changes);
  }
  return JSON.stringify(done);
}

toy.serve(answer);
