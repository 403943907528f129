package io.ordeal.fault;

import static io.ordeal.checker.measure.FaultSpans.field;

import io.ordeal.checker.measure.Availability;
import io.ordeal.checker.measure.FaultSpans.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who was left with whom while a partition was in force, as its injection told: nodes by name, and the clients by their
 * workers, {@code c3}. Where links were broken one way only, or a node stood between two others, the sides are still those
 * whose links to one another were left alone.
 */
public final class PartitionSides {
    private static final Pattern CLIENT = Pattern.compile("c\\d+");

    private PartitionSides() {}

    /**
     * The sides of a fault, with those of their clients who asked for something; none if it was no partition.
     *
     * @param concurrency how many workers the run had: a process is one of worker {@code process % concurrency}
     */
    public static List<Availability.Side> of(Span span, int concurrency) {
        return members(span).stream()
                .map(side ->
                        new Availability.Side(name(side, span), process -> side.contains("c" + process % concurrency)))
                .toList();
    }

    /** The members of each side, nodes and clients. */
    static List<Set<String>> members(Span span) {
        List<Set<String>> sides = new ArrayList<>();
        if (field(span.started(), "groups") instanceof Collection<?> groups) {
            for (Object group : groups) {
                if (group instanceof Collection<?> members) {
                    sides.add(members.stream().map(String::valueOf).collect(Collectors.toSet()));
                }
            }
        }
        return sides;
    }

    static boolean isClient(String member) {
        return CLIENT.matcher(member).matches();
    }

    /** {@code n1 n2*, 4 clients}: with a star those that were primary when it began. */
    private static String name(Set<String> side, Span span) {
        Collection<?> primaries = field(span.started(), "primaries") instanceof Collection<?> known ? known : List.of();
        long clients = side.stream().filter(PartitionSides::isClient).count();
        String nodes = new TreeSet<>(side)
                .stream()
                        .filter(member -> !isClient(member))
                        .map(node -> primaries.contains(node) ? node + "*" : node)
                        .collect(Collectors.joining(" "));
        return (nodes.isEmpty() ? "no node" : nodes)
                + (clients == 0 ? ", no client" : ", " + clients + (clients == 1 ? " client" : " clients"));
    }
}
