package io.ordeal.campaign.plan;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.names.NearestNames;
import io.ordeal.software.ChosenVersions;
import io.ordeal.targets.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The servers' versions that a night is asked for: each cell whose target runs one of them does so in that version, unless the
 * night's file gives the cell a version of its own.
 *
 * @param byProduct a version, or the path that it is taken from
 */
public record AskedVersions(Map<String, String> byProduct) {
    /** A night of the usual ones. */
    public static final AskedVersions NONE = new AskedVersions(Map.of());

    public AskedVersions {
        byProduct = Map.copyOf(byProduct);
    }

    /**
     * Reads {@code zookeeper=3.9.3}.
     *
     * @param texts what is asked for, one product each
     * @throws IllegalArgumentException a text names no product, or one that no target runs; or a version is not to be had
     */
    public static AskedVersions parse(List<String> texts, Collection<Target> targets) {
        if (texts.isEmpty()) {
            return NONE;
        }
        Map<String, ClusterDescription> known = new TreeMap<>();
        for (Target target : targets) {
            ChosenVersions.softwareOf(target.cluster())
                    .keySet()
                    .forEach(product -> known.putIfAbsent(product, target.cluster()));
        }
        Map<String, String> asked = new TreeMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "--version: a night has many targets: say whose version it is, as zookeeper=" + text);
            }
            String product = text.substring(0, equals);
            ClusterDescription running = known.get(product);
            if (running == null) {
                throw new IllegalArgumentException(NearestNames.unknown("software", product, known.keySet()));
            }
            asked.putAll(ChosenVersions.parse(List.of(text), running));
        }
        return new AskedVersions(asked);
    }

    /** What of them a target's cells have as their option {@code version}. */
    Map<String, String> optionOf(Target target) {
        if (byProduct.isEmpty()) {
            return Map.of();
        }
        Map<String, String> mine = new TreeMap<>(byProduct);
        mine.keySet().retainAll(ChosenVersions.softwareOf(target.cluster()).keySet());
        String own = mine.entrySet().stream()
                .map(asked -> asked.getKey() + "=" + asked.getValue())
                .collect(Collectors.joining(","));
        return own.isEmpty() ? Map.of() : Map.of(CellRuns.VERSION, own);
    }
}
