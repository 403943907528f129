package io.ordeal.checker.linearizability;

import java.util.Arrays;

/**
 * How a text, and each text that it begins with, can have come about: something put, or nothing, and then pieces appended.
 * All lengths are found in one go, from left to right; O(length × that of the longest piece), and as a rule O(length).
 */
final class Spelling {
    /** Of a length: the text up to there is the initial one, which nobody made. */
    static final int INITIAL = -2;

    private static final int NONE = -1;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final byte SEVERAL = 2;

    /** By length: how many ways there are, not counting further than two. */
    private final byte[] ways;

    /** By length: the position in the history before which nobody can have made the text. */
    private final int[] earliest;

    /**
     * By length, of some way: the length before the last operation, −1 before a put; that operation, the first of its kind
     * and text; how many there are.
     */
    private final int[] before;

    private final int[] last;
    private final int[] howMany;

    /**
     * @param isEmptyPut whether something put nothing, so that the initial text may be there again
     */
    Spelling(String text, Pieces pieces, boolean isEmptyPut) {
        int size = text.length() + 1;
        ways = new byte[size];
        earliest = new int[size];
        Arrays.fill(earliest, NEVER);
        before = new int[size];
        last = new int[size];
        howMany = new int[size];
        ways[0] = isEmptyPut ? SEVERAL : 1;
        earliest[0] = -1;
        before[0] = NONE;
        last[0] = INITIAL;
        howMany[0] = 1;
        put(text, pieces);
        for (int length = 0; length < text.length(); length++) {
            if (ways[length] > 0) {
                append(text, length, pieces);
            }
        }
    }

    private void put(String text, Pieces pieces) {
        int node = Pieces.ROOT;
        for (int i = 0; i < text.length(); i++) {
            node = pieces.next(node, text.charAt(i));
            if (node == Pieces.NONE) {
                return;
            }
            if (pieces.puts(node) > 0) {
                enter(i + 1, NONE, (byte) 1, pieces.firstPut(node), pieces.firstPut(node), pieces.puts(node));
            }
        }
    }

    private void append(String text, int length, Pieces pieces) {
        int node = Pieces.ROOT;
        for (int i = length; i < text.length(); i++) {
            node = pieces.next(node, text.charAt(i));
            if (node == Pieces.NONE) {
                return;
            }
            if (pieces.appends(node) > 0) {
                int operation = pieces.firstAppend(node);
                int from = Math.max(earliest[length], operation);
                enter(i + 1, length, ways[length], from, operation, pieces.appends(node));
            }
        }
    }

    private void enter(int length, int from, byte more, int since, int operation, int operations) {
        if (ways[length] == 0) {
            before[length] = from;
            last[length] = operation;
            howMany[length] = operations;
        }
        ways[length] = (byte) Math.min(SEVERAL, ways[length] + more);
        earliest[length] = Math.min(earliest[length], since);
    }

    /** Whether the text up to a length can have been there before an event. */
    boolean isPossibleBefore(int length, int event) {
        return earliest[length] < event;
    }

    /** Whether there is but one way, by texts; several operations may have put or appended one of them. */
    boolean isOneWay(int length) {
        return ways[length] == 1;
    }

    /** Of the one way: the length before the last operation; −1 if that put the text, or it is the initial one. */
    int before(int length) {
        return before[length];
    }

    /** Of the one way: the last operation, or {@link #INITIAL}. */
    int last(int length) {
        return last[length];
    }

    /** Of the one way: how many operations put or appended what the last one did. */
    int howMany(int length) {
        return howMany[length];
    }
}
