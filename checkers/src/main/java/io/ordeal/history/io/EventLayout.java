package io.ordeal.history.io;

/**
 * How the last event was written: which bytes stand before which value. What a program writes looks the same from event
 * to event, so that the keys of the next need only be compared, eight bytes at once.
 */
final class EventLayout {
    /** The longest run of bytes before a value that is kept; also how many bytes behind a place must be there to look at. */
    static final int LONGEST = 16;

    private static final int MOST = 8;

    private final int[] fields = new int[MOST];
    private final int[] lengths = new int[MOST];
    private final long[] words = new long[2 * MOST];
    private final long[] masks = new long[2 * MOST];
    private int size;

    /** How many values are kept. */
    int size() {
        return size;
    }

    /** The field whose value comes at this place. */
    int field(int place) {
        return fields[place];
    }

    /** How many bytes stand before it. */
    int length(int place) {
        return lengths[place];
    }

    /** Whether the bytes before the value at this place stand here. There must be {@link #LONGEST} in the array. */
    boolean matches(int place, byte[] bytes, int at) {
        return ((long) Digits.WORD.get(bytes, at) & masks[2 * place]) == words[2 * place]
                && ((long) Digits.WORD.get(bytes, at + 8) & masks[2 * place + 1]) == words[2 * place + 1];
    }

    /** Keeps the first places only. */
    void truncate(int places) {
        size = Math.min(size, places);
    }

    /** Adds a place: the bytes {@code [from, to)} stand before a value of this field. */
    void add(int field, byte[] bytes, int from, int to) {
        int length = to - from;
        if (size == MOST || length < 1 || length > LONGEST) {
            return;
        }
        fields[size] = field;
        lengths[size] = length;
        for (int half = 0; half < 2; half++) {
            long word = 0;
            long mask = 0;
            for (int i = 0; i < 8 && 8 * half + i < length; i++) {
                word |= (bytes[from + 8 * half + i] & 0xffL) << (8 * i);
                mask |= 0xffL << (8 * i);
            }
            words[2 * size + half] = word;
            masks[2 * size + half] = mask;
        }
        size++;
    }
}
