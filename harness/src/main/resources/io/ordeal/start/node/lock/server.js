"use strict";
/**
 * A toy, so that something runs: locks that are kept in a file, each granted for a while. A line "c3 13 acquire lock1" is
 * answered by the number of the grant, or by no. 13 is the session of the client c3, which by a higher one gives up what it
 * held by lower ones. Your own server takes its place.
 */
const toy = require("./toy.js");

const LEASE = 1500; // a holder not heard of for so long has lost its lock, and does not know: what a pause of a client shows
const PATIENCE = 300;
const state = toy.load({ grants: 0, sessions: {}, holders: {} });

function grant(client, session, lock) {
  const holder = state.holders[lock];
  if (holder !== undefined && holder.until >= Date.now()) return null;
  state.holders[lock] = { client, session, until: Date.now() + LEASE };
  state.grants += 1;
  toy.save(state);
  return state.grants;
}

async function answer(client, sessionText, what, lock) {
  const session = Number(sessionText);
  if (session > (state.sessions[client] ?? -1)) {
    state.sessions[client] = session;
    for (const [held, holder] of Object.entries(state.holders)) {
      if (holder.client === client) delete state.holders[held];
    }
  }
  if (what === "release") {
    const holder = state.holders[lock];
    if (holder === undefined || holder.client !== client || holder.session !== session) return "no";
    delete state.holders[lock];
    toy.save(state);
    return "yes";
  }
  for (const deadline = Date.now() + PATIENCE; session === state.sessions[client]; ) {
    const granted = grant(client, session, lock);
    if (granted !== null) return granted;
    if (Date.now() >= deadline) break;
    await new Promise((later) => setTimeout(later, 5));
  }
  return "no"; // also to a question of a session that was given up
}

toy.serve(answer);
