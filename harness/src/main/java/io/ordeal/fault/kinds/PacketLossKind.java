package io.ordeal.fault.kinds;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import java.util.List;
import java.util.Optional;

/**
 * {@code packet-loss}: packets to a node and from it are lost, some by lot or all, below the connections that proxies see: the
 * kernels send them again, later and later.
 */
public final class PacketLossKind implements FaultKind {
    @Override
    public String name() {
        return "packet-loss";
    }

    @Override
    public String summary() {
        return "loses packets to a node and from it: 5 to 50 of a hundred, by lot (some), or each (every), as if its"
                + " cable were bad, or out";
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.LINKS;
    }

    @Override
    public List<String> whom() {
        return Whom.words();
    }

    @Override
    public List<String> modes() {
        return List.of(PacketLossDeed.SOME, PacketLossDeed.EVERY);
    }

    /** Where all are lost, none is lost by chance. */
    @Override
    public List<String> plainerModes(String mode) {
        return mode.equals(PacketLossDeed.SOME) ? List.of(PacketLossDeed.EVERY) : List.of();
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return Whom.nodesRefusal(spec, terrain)
                .or(() -> Whom.refusal(spec, terrain))
                .or(() -> terrain.kind()
                        .filter(kind -> kind != ClusterKind.NAMESPACE)
                        .map(kind -> spec + " needs nodes that have a network each: ask for --cluster namespace"));
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new DeedFault(
                spec,
                environment,
                new PacketLossDeed(spec.mode().orElse(PacketLossDeed.SOME)),
                "are not running, or have no network of their own");
    }
}
