"""A toy, so that something runs: locks that are kept in a file, each granted for a while. A line "c3 13 acquire lock1" is
answered by the number of the grant, or by no. 13 is the session of the client c3, which by a higher one gives up what it held
by lower ones. Your own server takes its place.
"""
import time

import toy

LEASE = 1.5  # seconds: a holder not heard of for so long has lost its lock, and does not know: what a pause of a client shows
state = toy.load({"grants": 0, "sessions": {}, "holders": {}})


def answer(client, session, what, lock):
    holders, me = state["holders"], [client, int(session)]
    if me[1] > state["sessions"].get(client, -1):
        state["sessions"][client] = me[1]
        for given_up in [held for held, holder in holders.items() if holder[0] == client]:
            del holders[given_up]
        toy.changed.notify_all()
    if what == "release":
        if holders.get(lock, [])[:2] != me:
            return "no"
        del holders[lock]
        toy.save(state)
        return "yes"

    def late():
        return me[1] < state["sessions"][client]

    def free():
        return lock not in holders or holders[lock][2] < time.time()

    if not toy.changed.wait_for(lambda: late() or free(), timeout=0.3) or late():
        return "no"
    holders[lock] = me + [time.time() + LEASE]
    state["grants"] += 1
    toy.save(state)
    return state["grants"]


toy.serve(answer)
