package io.ordeal.fault.kinds;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The shapes of partitions that are drawn; a node's name, too, may stand in their place. */
enum Shape {
    ONE(1, true),
    MINORITY(3, true),
    MAJORITY(3, true),
    PRIMARY(1, true),
    HALVES(2, true),
    BRIDGE(3, true),
    RING(4, true),
    ONE_WAY(2, false),
    RANDOM(2, true);

    private final int leastHosts;
    private final boolean symmetric;

    Shape(int leastHosts, boolean symmetric) {
        this.leastHosts = leastHosts;
        this.symmetric = symmetric;
    }

    /** With fewer hosts there is no such partition. */
    int leastHosts() {
        return leastHosts;
    }

    /** Whether what it blocks it blocks both ways. */
    boolean isSymmetric() {
        return symmetric;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Shape> of(String word) {
        return Arrays.stream(values())
                .filter(shape -> shape.word().equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Shape::word).toList();
    }
}
