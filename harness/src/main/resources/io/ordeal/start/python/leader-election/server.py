"""A toy, so that something runs: elections that are kept in a file, each won for a while. A line "c3 13 campaign x" is answered by
yes or no, and so are "leads", which also lengthens that while, and "resign". 13 is the session of the client c3, which by a
higher one gives up what it led by lower ones. Your own server takes its place.
"""
import time

import toy

LEASE = 1.5  # seconds: a leader not heard of for so long leads no more, and does not know: what a pause of a client shows
state = toy.load({"sessions": {}, "leaders": {}})


def answer(client, session, what, election):
    leaders, me = state["leaders"], [client, int(session)]
    if me[1] > state["sessions"].get(client, -1):
        state["sessions"][client] = me[1]
        for given_up in [led for led, leader in leaders.items() if leader[0] == client]:
            del leaders[given_up]
    free = election not in leaders or leaders[election][2] < time.time()
    mine = not free and leaders[election][:2] == me
    if not (free and me[1] == state["sessions"][client] if what == "campaign" else mine):
        return "no"
    if what == "resign":
        del leaders[election]
    else:
        leaders[election] = me + [time.time() + LEASE]
    toy.save(state)
    return "yes"


toy.serve(answer)
