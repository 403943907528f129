package io.ordeal.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sides of a partition as they are told rather than drawn, {@code primary+c0+c3} or {@code n1+nobody}: who is cut off, and
 * the clients that stay with it. So a run with fewer clients can have each on the side on which it was.
 *
 * @param whom a node's name, or {@code primary}
 * @param staying names of clients
 */
public record Sides(String whom, Set<String> staying) {
    private static final String NOBODY = "nobody";

    public Sides {
        staying = Set.copyOf(staying);
    }

    /** Reads them; empty if the word tells no clients. */
    public static Optional<Sides> of(String word) {
        List<String> parts = Arrays.asList(word.split("[+]", -1));
        return parts.size() < 2
                ? Optional.empty()
                : Optional.of(new Sides(
                        parts.get(0),
                        parts.stream()
                                .skip(1)
                                .filter(name -> !name.equals(NOBODY))
                                .collect(Collectors.toSet())));
    }

    /** With other names of clients; who has none is on no side any more. */
    public Sides renamed(Map<String, String> names) {
        return new Sides(
                whom,
                staying.stream().filter(names::containsKey).map(names::get).collect(Collectors.toSet()));
    }

    /** The word that {@link #of} reads. */
    @Override
    public String toString() {
        return whom + "+"
                + (staying.isEmpty() ? NOBODY : staying.stream().sorted().collect(Collectors.joining("+")));
    }
}
