"use strict";
/**
 * A toy, so that something runs: a queue that is kept in a file. A line "enqueue 7" is answered by ok, "dequeue" by 7, or by
 * none, "acknowledge 7" by ok, "outstanding" by a number. What is not acknowledged in three seconds is given to another. Your
 * own server takes its place.
 */
const toy = require("./toy.js");

const PATIENCE = 3000;
const elements = new Map(toy.load([]).map((element) => [element, 0])); // and from when on each may be given to somebody

function answer(what, element) {
  if (what === "dequeue") {
    for (const [one, freeFrom] of elements) {
      if (freeFrom <= Date.now()) {
        elements.set(one, Date.now() + PATIENCE);
        return one;
      }
    }
    return "none";
  }
  if (what === "outstanding") return elements.size;
  if (what === "enqueue") elements.set(element, 0);
  else elements.delete(element);
  toy.save([...elements.keys()]);
  return "ok";
}

toy.serve(answer);
