package io.ordeal.toxiproxy;

/** Runs something on a loop at a moment that can be moved. To be touched by its loop's thread alone. */
final class Alarm {
    private final EventLoop loop;
    private final long id;
    private final Runnable body;
    private long atNanos = Ticks.NEVER;

    Alarm(EventLoop loop, Runnable body) {
        this.loop = loop;
        this.id = loop.nextAlarmId();
        this.body = body;
    }

    /** Rings at {@code nanos}, once, instead of when it was to ring; {@link Ticks#NEVER} takes it back. */
    void set(long nanos) {
        if (nanos == atNanos) {
            return;
        }
        if (atNanos != Ticks.NEVER) {
            loop.remove(this);
        }
        atNanos = nanos;
        if (nanos != Ticks.NEVER) {
            loop.add(this);
        }
    }

    void ring() {
        set(Ticks.NEVER);
        body.run();
    }

    long atNanos() {
        return atNanos;
    }

    /** The earlier first; those of one moment in the order in which they were made. */
    static int compare(Alarm a, Alarm b) {
        int byTime = Long.compare(a.atNanos, b.atNanos);
        return byTime != 0 ? byTime : Long.compare(a.id, b.id);
    }
}
