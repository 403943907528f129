package io.ordeal.fault.kinds;

import io.ordeal.disk.DiskNeeds;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultFamily;
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
    private final Function<FaultSpec, NodeDeed> deeds;

    /** @param needsDisks whether files in a folder will not do */
    DataKind(String name, String summary, boolean needsDisks, Function<FaultSpec, NodeDeed> deeds) {
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
    public FaultFamily family() {
        return FaultFamily.DISKS;
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
                .or(() -> CertainNodes.thatKeepData(terrain).refusal(spec, terrain))
                .or(() -> needsDisks
                        ? terrain.noDisks().map(why -> spec + " " + why)
                        : terrain.kind()
                                .filter(kind -> !kind.runsProcesses())
                                .map(kind ->
                                        spec + " needs processes of the harness' own, whose files it gets at: ask for"
                                                + " --cluster process"))
                .or(() -> lacking().map(why -> spec + " " + why));
    }

    @Override
    public final Optional<String> lacking() {
        Optional<String> disks = needsDisks ? DiskNeeds.lacking() : Optional.empty();
        return disks.or(() -> controllers().stream()
                .flatMap(controller -> controller.lacking().stream())
                .findFirst());
    }

    @Override
    public final Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new DeedFault(
                spec, environment, deeds.apply(spec), "are dead already, or keep nothing that could be hit");
    }
}
