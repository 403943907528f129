"use strict";
/**
 * A toy, so that something runs: a set that is kept in a file. A line "add 7" is answered by ok, "read" by all elements, such as
 * [7,9]. Your own server takes its place.
 */
const toy = require("./toy.js");

const state = new Set(toy.load([]));

function answer(what, element) {
  if (what === "read") return JSON.stringify([...state]);
  state.add(Number(element));
  toy.save([...state]);
  return "ok";
}

toy.serve(answer);
