package io.ordeal.start;

import io.ordeal.names.NearestNames;
import java.util.List;
import java.util.stream.Stream;

/** What kind of backend a project is for. What its files say of it stands in {@code <name>.properties} beside this class. */
public enum Kind {
    LOCK("lock"),
    FENCED_LOCK("fenced-lock"),
    REGISTER("register"),
    QUEUE("queue"),
    TRANSACTIONS("transactions"),
    LEADER_ELECTION("leader-election"),
    SET("set"),
    COUNTER("counter"),
    LOG("log");

    private final String wire;

    Kind(String wire) {
        this.wire = wire;
    }

    /** As after {@code --for}. */
    public String wire() {
        return wire;
    }

    public static List<String> names() {
        return Stream.of(values()).map(Kind::wire).toList();
    }

    /** @throws IllegalArgumentException there is none of that name; the nearest are told */
    public static Kind of(String name) {
        return Stream.of(values())
                .filter(kind -> kind.wire.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        NearestNames.unknown("kind of backend that a project can begin with", name, names())
                                + "; for another, write a target as README.md has it under Try your own"));
    }

    /** The folder of the toy that stands for a server. A lock's numbers its grants, and so does for both. */
    String serverFolder() {
        return this == FENCED_LOCK ? LOCK.wire : wire;
    }
}
