package io.ordeal.fault.kinds;

import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Pace;
import io.ordeal.fault.Terrain;
import io.ordeal.names.NearestNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the faults have in common that change who belongs to a cluster: join, leave and replace. */
abstract class MemberKind implements FaultKind {
    /** What is done to a node. */
    enum Change {
        JOIN,
        LEAVE,
        REPLACE;

        /** What shows that it was done. */
        String measure() {
            return this == LEAVE ? "members-left" : "clients-served";
        }
    }

    private final Change change;

    MemberKind(Change change) {
        this.change = change;
    }

    @Override
    public final String name() {
        return change.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public final FaultFamily family() {
        return FaultFamily.MEMBERS;
    }

    @Override
    public final List<String> whom() {
        return change == Change.JOIN ? List.of(Whom.ONE.word()) : List.of(Whom.ONE.word(), Whom.PRIMARY.word());
    }

    @Override
    public final List<String> modes() {
        return List.of();
    }

    @Override
    public final boolean changesMembers() {
        return true;
    }

    /** A change takes seconds, and whoever came is to serve before it goes. */
    @Override
    public final boolean mayBeBrief(Pace pace) {
        return false;
    }

    @Override
    public final Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return Whom.nodesRefusal(spec, terrain)
                .or(() -> terrain.changing()
                        ? Optional.empty()
                        : Optional.of(
                                spec + " needs a system whose members can change while it runs, and that of this one"
                                        + " can't, or it is not known how; ask for kill"))
                .or(() -> Whom.processesRefusal(spec, terrain))
                .or(() -> whomRefusal(spec, terrain));
    }

    private Optional<String> whomRefusal(FaultSpec spec, Terrain terrain) {
        Optional<String> name = spec.whom().filter(word -> Whom.of(word).isEmpty());
        if (name.isEmpty()) {
            return change == Change.JOIN ? Optional.empty() : Whom.refusal(spec, terrain);
        }
        if (name.get().contains("+")) {
            return Optional.of(spec + ": members change one at a time; name one node");
        }
        List<String> possible = change == Change.JOIN
                ? terrain.reserves().stream().sorted().toList()
                : terrain.topology().targets();
        return possible.contains(name.get())
                ? Optional.empty()
                : Optional.of(spec + ": "
                        + NearestNames.unknown(
                                change == Change.JOIN ? "node that can join" : "member", name.get(), possible));
    }

    @Override
    public final Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new MemberFault(spec, environment, change);
    }
}
