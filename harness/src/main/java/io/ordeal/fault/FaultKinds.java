package io.ordeal.fault;

import io.ordeal.names.NearestNames;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kinds of fault that exist: found by {@code ServiceLoader} under {@code io.ordeal.fault.FaultKind}. */
public final class FaultKinds {
    private FaultKinds() {}

    /** All kinds, by the alphabet of their names. */
    public static List<FaultKind> all() {
        return List.copyOf(Loaded.KINDS.values());
    }

    /** The kind of a name; empty if there is none, as in histories of others. */
    public static Optional<FaultKind> find(String name) {
        return Optional.ofNullable(Loaded.KINDS.get(name));
    }

    /**
     * The kind of a name.
     *
     * @throws IllegalArgumentException there is none; the message tells those that exist, the nearest first
     */
    public static FaultKind named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        NearestNames.unknown("fault", name, Loaded.KINDS.keySet()) + "; all: ./ordeal list faults"));
    }

    /**
     * Why a fault can't be injected into a run's system, by the target's own word or because it finds nothing there; empty if
     * it can. Asked before anything is started.
     *
     * @return a sentence that names the reason, and perhaps what could be asked for instead
     */
    public static Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return Optional.ofNullable(terrain.refused().get(spec.kind()))
                .map(why -> spec + " is refused by the target: " + why)
                .or(() -> named(spec.kind()).refusal(spec, terrain));
    }

    /** Loaded when first asked for. */
    private static final class Loaded {
        static final SortedMap<String, FaultKind> KINDS = load();

        private static SortedMap<String, FaultKind> load() {
            SortedMap<String, FaultKind> kinds = new TreeMap<>();
            for (FaultKind kind : ServiceLoader.load(FaultKind.class, FaultKinds.class.getClassLoader())) {
                FaultKind other = kinds.putIfAbsent(kind.name(), kind);
                if (other != null) {
                    throw new IllegalStateException("two kinds of fault are called " + kind.name() + ": "
                            + other.getClass().getName() + " and "
                            + kind.getClass().getName());
                }
            }
            return kinds;
        }
    }
}
