"use strict";
/**
 * A toy, so that something runs: logs that are kept in a file. A line "append x 7" is answered by the offset, "read x" by all
 * elements from the first on, such as [5,7]. Your own server takes its place.
 */
const toy = require("./toy.js");

const state = toy.load({});

function answer(what, log, element) {
  state[log] ??= [];
  if (what === "read") return JSON.stringify(state[log]);
  state[log].push(Number(element));
  toy.save(state);
  return state[log].length - 1;
}

toy.serve(answer);
