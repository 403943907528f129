package io.ordeal.checker.linearizability;

import java.util.Arrays;

/**
 * The texts that were put under a key or appended to it, as a tree of their characters: by text, how often it was put and
 * appended, and by which operation first. None of them is empty. Nodes are numbers; the root is 0.
 */
final class Pieces {
    static final int NONE = -1;
    static final int ROOT = 0;

    private final LongIntMap children = new LongIntMap();
    private int nodes = 1;

    /** By node: the first operation that appended the text which ends there, and the first that put it. */
    private int[] firstAppend = filled(64);

    private int[] firstPut = filled(64);
    private int[] appends = new int[64];
    private int[] puts = new int[64];

    /** Of a text's operations, the first is added first. */
    void append(String text, int operation) {
        int node = node(text);
        appends[node]++;
        firstAppend[node] = firstAppend[node] == NONE ? operation : firstAppend[node];
    }

    void put(String text, int operation) {
        int node = node(text);
        puts[node]++;
        firstPut[node] = firstPut[node] == NONE ? operation : firstPut[node];
    }

    /** The node of a text with one more character; −1 if no text begins so. */
    int next(int node, char character) {
        return children.getOrDefault((long) node << Character.SIZE | character, NONE);
    }

    /** The first operation that appended a node's text; −1 if none did. */
    int firstAppend(int node) {
        return firstAppend[node];
    }

    /** The first operation that put a node's text; −1 if none did. */
    int firstPut(int node) {
        return firstPut[node];
    }

    int appends(int node) {
        return appends[node];
    }

    int puts(int node) {
        return puts[node];
    }

    private int node(String text) {
        int node = ROOT;
        for (int i = 0; i < text.length(); i++) {
            int next = next(node, text.charAt(i));
            if (next == NONE) {
                next = nodes++;
                children.put((long) node << Character.SIZE | text.charAt(i), next);
                if (next == appends.length) {
                    grow();
                }
            }
            node = next;
        }
        return node;
    }

    private void grow() {
        int size = appends.length;
        appends = Arrays.copyOf(appends, 2 * size);
        puts = Arrays.copyOf(puts, 2 * size);
        firstAppend = Arrays.copyOf(firstAppend, 2 * size);
        firstPut = Arrays.copyOf(firstPut, 2 * size);
        Arrays.fill(firstAppend, size, 2 * size, NONE);
        Arrays.fill(firstPut, size, 2 * size, NONE);
    }

    private static int[] filled(int size) {
        int[] column = new int[size];
        Arrays.fill(column, NONE);
        return column;
    }
}
