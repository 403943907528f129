package io.ordeal.fault.kinds;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the faults have in common that do something to where nodes keep their data. */
abstract class DataKind implements FaultKind {
    private final String name;
    private final String summary;
    private final boolean needsDisks;
    private final Function<FaultSpec, DataDeed> deeds;

    /** @param needsDisks whether files in a folder will not do */
    DataKind(String name, String summary, boolean needsDisks, Function<FaultSpec, DataDeed> deeds) {
        this.name = name;
        this.summary = summary;
        this.needsDisks = needsDisks;
        this.deeds = deeds;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final List<String> whom() {
        return Whom.words();
    }

    @Override
    public List<String> modes() {
        return List.of();
    }

    @Override
    public final boolean needsDisks() {
        return needsDisks;
    }

    @Override
    public final Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return Whom.nodesRefusal(spec, terrain)
                .or(() -> Whom.refusal(spec, terrain))
                .or(() -> keepersRefusal(spec, terrain))
                .or(() -> needsDisks
                        ? terrain.noDisks().map(why -> spec + " " + why)
                        : terrain.kind()
                                .filter(kind -> kind != ClusterKind.PROCESS)
                                .map(kind ->
                                        spec + " needs processes of the harness' own, whose files it gets at: ask for"
                                                + " --cluster process"));
    }

    private static Optional<String> keepersRefusal(FaultSpec spec, Terrain terrain) {
        List<String> singledOut = spec.whom().filter(word -> Whom.of(word).isEmpty()).stream()
                .flatMap(word -> List.of(word.split("[+]", -1)).stream())
                .filter(node -> terrain.topology()
                        .nodesOn(terrain.topology().hosts().keySet())
                        .contains(node))
                .toList();
        Optional<String> forgetful = singledOut.stream()
                .filter(node -> !terrain.keepers().contains(node))
                .findFirst();
        if (forgetful.isPresent()) {
            return forgetful.map(node -> spec + " needs a node that keeps data, and " + node
                    + " keeps nothing on disk; those that do: "
                    + String.join(", ", terrain.keepers().stream().sorted().toList()));
        }
        boolean none = terrain
                .topology()
                .nodesOn(java.util.Set.copyOf(terrain.topology().targets()))
                .stream()
                .noneMatch(terrain.keepers()::contains);
        return none
                ? Optional.of(
                        spec + " needs nodes that keep data, and those of this system keep nothing on disk; ask for"
                                + " kill")
                : Optional.empty();
    }

    @Override
    public final Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new DataFault(spec, environment, deeds.apply(spec));
    }
}
