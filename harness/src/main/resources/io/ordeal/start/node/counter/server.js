"use strict";
/**
 * A toy, so that something runs: a counter that is kept in a file. A line "add 3" is answered by ok, "read" by the sum. Your own
 * server takes its place.
 */
const toy = require("./toy.js");

const state = toy.load({ sum: 0 });

function answer(what, number) {
  if (what === "read") return state.sum;
  state.sum += Number(number);
  toy.save(state);
  return "ok";
}

toy.serve(answer);
