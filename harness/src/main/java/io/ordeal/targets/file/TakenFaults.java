package io.ordeal.targets.file;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.ClientAbility;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Which faults a described system can take, wherever its nodes may run, on a machine that lacks nothing: of another one
 * nothing can be expected.
 */
final class TakenFaults {
    /** How many there are makes no difference to what is taken. */
    private static final int CLIENTS = 5;

    private final List<Terrain> terrains;

    /** @param kinds where its nodes may run, the usual one first */
    TakenFaults(ClusterDescription cluster, List<ClusterKind> kinds) {
        terrains = kinds.stream()
                .map(kind -> Terrain.of(cluster, kind, CLIENTS, Optional.empty(), EnumSet.allOf(ClientAbility.class)))
                .toList();
    }

    /**
     * Reads a fault that it takes.
     *
     * @throws IllegalArgumentException there is no such fault, or it is taken nowhere; with what could be said instead
     */
    FaultSpec parse(String text) {
        FaultSpec spec = FaultSpec.parse(text);
        FaultKind kind = FaultKinds.named(spec.kind());
        if (terrains.stream().noneMatch(terrain -> kind.isTakenBy(spec, terrain))) {
            throw new IllegalArgumentException(
                    "faults: this target can't take " + spec + ", so nothing is expected under it: "
                            + FaultKinds.refusal(spec, terrains.get(0)).orElseThrow());
        }
        return spec;
    }
}
