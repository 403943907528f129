"use strict";
/**
 * A toy, so that something runs: elections that are kept in a file, each won for a while. A line "c3 13 campaign x" is answered
 * by yes or no, and so are "leads", which also lengthens that while, and "resign". 13 is the session of the client c3, which by
 * a higher one gives up what it led by lower ones. Your own server takes its place.
 */
const toy = require("./toy.js");

const LEASE = 1500; // a leader not heard of for so long leads no more, and does not know: what a pause of a client shows
const state = toy.load({ sessions: {}, leaders: {} });

function answer(client, sessionText, what, election) {
  const session = Number(sessionText);
  if (session > (state.sessions[client] ?? -1)) {
    state.sessions[client] = session;
    for (const [led, leader] of Object.entries(state.leaders)) {
      if (leader.client === client) delete state.leaders[led];
    }
  }
  const leader = state.leaders[election];
  const free = leader === undefined || leader.until < Date.now();
  const mine = !free && leader.client === client && leader.session === session;
  if (!(what === "campaign" ? free && session === state.sessions[client] : mine)) return "no";
  if (what === "resign") delete state.leaders[election];
  else state.leaders[election] = { client, session, until: Date.now() + LEASE };
  toy.save(state);
  return "yes";
}

toy.serve(answer);
