package io.ordeal.checker.leaders;

/**
 * A time during which a process certainly took itself for the leader.
 *
 * @param first the claim that it begins with
 * @param end the position of the invocation that ended it; {@link #OPEN} if nothing did
 * @param doubtful whether an earlier question or resignation by the process, whose outcome it never learnt, may have ended it
 */
record Belief(Claim first, int end, boolean doubtful) {
    static final int OPEN = Integer.MAX_VALUE;

    int process() {
        return first.process();
    }

    int begin() {
        return first.told();
    }

    Belief endedAt(int position) {
        return new Belief(first, position, doubtful);
    }
}
