package io.ordeal.campaign.plan;

import io.ordeal.names.NearestNames;
import io.ordeal.software.ChosenVersions;
import io.ordeal.targets.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        Map<String, String> asked = new TreeMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "--version: a night has many targets: say whose version it is, as zookeeper=" + text);
            }
            String product = text.substring(0, equals);
            Set<String> known = new TreeSet<>();
            Optional<Target> one = Optional.empty();
            for (Target target : targets) {
                Set<String> own = ChosenVersions.softwareOf(target.cluster()).keySet();
                known.addAll(own);
                one = own.contains(product) ? Optional.of(target) : one;
            }
            if (one.isEmpty()) {
                throw new IllegalArgumentException(NearestNames.unknown("software", product, known));
            }
            asked.putAll(ChosenVersions.parse(List.of(text), one.get().cluster()));
        }
        return new AskedVersions(asked);
    }

    /** What of them a target's cells have as their option {@code version}. */
    Map<String, String> optionOf(Target target) {
        String own = new TreeMap<>(byProduct)
                .entrySet().stream()
                        .filter(asked ->
                                ChosenVersions.softwareOf(target.cluster()).containsKey(asked.getKey()))
                        .map(asked -> asked.getKey() + "=" + asked.getValue())
                        .collect(Collectors.joining(","));
        return own.isEmpty() ? Map.of() : Map.of(CellRuns.VERSION, own);
    }
}
