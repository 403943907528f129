package io.ordeal.checker.linearizability;

import io.ordeal.checker.linearizability.RandomHistories.Draw;
import java.util.Arrays;
import java.util.List;

/** Operations that random histories of a model are drawn from: few values, so that they meet; a read is drawn twice as often. */
public final class ModelDraws {
    private ModelDraws() {}

    /** Of a register. */
    public static Draw[] register() {
        return new Draw[] {
            Draw.of("read", null, null, 1L, 2L, 3L),
            Draw.of("read", null, null, 1L, 2L, 3L),
            Draw.of("write", 1L, 1L),
            Draw.of("write", 2L, 2L)
        };
    }

    /** Of a register with compare-and-set. */
    public static Draw[] casRegister() {
        return new Draw[] {
            Draw.of("read", null, null, 1L, 2L, 3L),
            Draw.of("read", null, null, 1L, 2L, 3L),
            Draw.of("write", 1L, 1L),
            Draw.of("cas", List.of(1L, 2L), List.of(1L, 2L)),
            Draw.of("cas", List.of(2L, 1L), List.of(2L, 1L)),
            Draw.of("cas", List.of(1L, 3L), List.of(1L, 3L))
        };
    }

    /** Of a set that can be asked for an element, and for all. */
    public static Draw[] set() {
        return new Draw[] {
            Draw.of("add", 1L, 1L),
            Draw.of("add", 2L, 2L),
            Draw.of("remove", 1L, 1L),
            Draw.of("contains", 1L, List.of(1L, true), List.of(1L, false)),
            Draw.of("contains", 2L, List.of(2L, true), List.of(2L, false)),
            Draw.of("read", null, List.of(), List.of(1L), List.of(2L), List.of(2L, 1L))
        };
    }

    /** Of a counter that goes up and down. */
    public static Draw[] counter() {
        return new Draw[] {
            Draw.of("add", 1L, 1L),
            Draw.of("add", -1L, -1L),
            Draw.of("add", 2L, 2L),
            Draw.of("read", null, -1L, 0L, 1L, 2L, 3L, 4L, 5L),
            Draw.of("read", null, -1L, 0L, 1L, 2L, 3L, 4L, 5L)
        };
    }

    /** Of what is put somewhere and taken out in an order. */
    public static Draw[] queue(String put, String take) {
        return new Draw[] {
            Draw.of(put, 1L, 1L),
            Draw.of(put, 2L, 2L),
            Draw.of(put, 3L, 3L),
            Draw.of(take, null, null, 1L, 2L, 3L),
            Draw.of(take, null, null, 1L, 2L, 3L)
        };
    }

    /** Of texts, told in pairs with their one key. */
    public static Draw[] texts() {
        return new Draw[] {
            get("", "a", "b", "ab", "ba", "aab", "abb"),
            get("", "a", "b", "ab", "ba", "aab", "abb"),
            Draw.of("put", List.of("k", "a"), List.of("k", "a")),
            Draw.of("append", List.of("k", "a"), List.of("k", "a")),
            Draw.of("append", List.of("k", "b"), List.of("k", "b"))
        };
    }

    /** A get of the key {@code k}, answered by one of some texts. */
    public static Draw get(String... texts) {
        return Draw.of(
                "get",
                Arrays.asList("k", null),
                Arrays.stream(texts).map(text -> List.of("k", text)).toArray());
    }

    /**
     * Of a lock called {@code a}.
     *
     * @param fenced whether grants have tokens
     */
    public static Draw[] lock(boolean fenced) {
        Object[] granted = fenced
                ? new Object[] {List.of("a", 1L), List.of("a", 2L), List.of("a", 3L), List.of("a", 4L)}
                : new Object[] {"a"};
        Draw acquire = Draw.of("acquire", "a", granted);
        Draw release = Draw.of("release", "a", "a");
        return new Draw[] {acquire, release, acquire, release, acquire, release, Draw.of("session-lost", "a", "a")};
    }

    /** Of the lock that a checker is for. */
    public static Draw[] ofLock(String checker) {
        return checker.equals("read-write-mutex") ? sharedLock() : lock(checker.equals("fenced-mutex"));
    }

    /** Of a lock that may be shared. */
    public static Draw[] sharedLock() {
        Draw acquire = Draw.of("acquire", "a", "a");
        Draw share = Draw.of("acquire-shared", "a", "a");
        Draw release = Draw.of("release", "a", "a");
        return new Draw[] {acquire, release, share, release, share, release, Draw.of("session-lost", "a", "a")};
    }
}
