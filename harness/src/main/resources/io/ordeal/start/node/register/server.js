"use strict";
/**
 * A toy, so that something runs: registers that are kept in a file. A line "write x 7" is answered by ok, "read x" by 7, or by
 * none. Your own server takes its place.
 */
const toy = require("./toy.js");

const state = toy.load({});

function answer(what, key, value) {
  if (what === "read") return state[key] ?? "none";
  state[key] = value;
  toy.save(state);
  return "ok";
}

toy.serve(answer);
