package io.ordeal.fault.schedule;

/** A condition that is met when something has come about some number of times. */
abstract class CountingWait extends Wait {
    private final long times;
    private long seen;

    CountingWait(long times) {
        this.times = times;
    }

    boolean counted(boolean cameAbout) {
        seen += cameAbout ? 1 : 0;
        return seen >= times;
    }

    String progress(String what) {
        return seen + " of " + times + " " + what;
    }
}
