package io.ordeal.fault.schedule;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.ClientAbility;
import io.ordeal.fault.Terrain;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.names.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What conditions need of a system, asked before anything starts. */
final class ConditionNeeds {
    private final Terrain terrain;
    private final List<String> nodes;

    ConditionNeeds(Terrain terrain) {
        this.terrain = terrain;
        nodes = terrain.topology().nodesOn(terrain.topology().hosts().keySet());
    }

    /** Why a condition can't be waited for in this system; empty if it can. */
    Optional<String> refusal(Condition condition) {
        Optional<String> why = Optional.empty();
        if (condition instanceof Condition.Step) {
            why = terrain.can(ClientAbility.STEP)
                    ? why
                    : Optional.of("needs a target whose clients are processes of their own and tell their steps, and"
                            + " those of this one live inside the harness' JVM; ask for open= or after=");
        } else if (condition instanceof Condition.LogLine line) {
            why = log(line);
        } else if (condition instanceof Condition.Traffic traffic) {
            why = traffic(traffic);
        } else if (condition instanceof Condition.Primary primary) {
            why = primaries(primary.who(), List.of(Condition.Primary.ANOTHER, Condition.Primary.NONE));
        } else if (condition instanceof Condition.Deposed deposed) {
            why = primaries(deposed.who(), List.of(Condition.Deposed.ANY));
        }
        return why.map(reason -> "the condition " + ConditionText.print(condition) + " " + reason);
    }

    private Optional<String> log(Condition.LogLine line) {
        if (line.node().isPresent() && !nodes.contains(line.node().get())) {
            return Optional.of(
                    "can't be met: " + NearestNames.unknown("node", line.node().get(), nodes));
        }
        return terrain.kind().filter(kind -> kind != ClusterKind.ENDPOINT).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "needs servers whose logs the harness has, and those of this target log elsewhere; ask for"
                                + " primary= or after=");
    }

    private Optional<String> traffic(Condition.Traffic traffic) {
        Way way = traffic.way();
        List<String> members = terrain.topology().members();
        for (String member : List.of(way.from(), way.to())) {
            if (!members.contains(member)) {
                return Optional.of("can't be met: " + NearestNames.unknown("node or client", member, members));
            }
        }
        List<Link> links = new ArrayList<>();
        for (Link link : List.of(new Link(way.from(), way.to()), new Link(way.to(), way.from()))) {
            if (terrain.links().contains(link)) {
                links.add(link);
            }
        }
        if (links.isEmpty()) {
            return Optional.of("can't be met: no link carries what " + way.from() + " says to " + way.to());
        }
        if (traffic.unit() == Condition.Unit.MESSAGES && links.stream().noneMatch(terrain.framed()::contains)) {
            return Optional.of("can't be met: nobody knows where messages end between " + way.from() + " and "
                    + way.to() + "; ask for bytes=");
        }
        // only Ordeal's own server has black holes, and only it counts
        return terrain.noBlackhole().isEmpty()
                ? Optional.empty()
                : Optional.of("needs a proxy server that counts, and the one given by --toxiproxy does not tell any;"
                        + " leave --toxiproxy out, or ask for after=");
    }

    private Optional<String> primaries(String who, List<String> words) {
        if (!words.contains(who) && Victims.faultOf(who).isEmpty() && !nodes.contains(who)) {
            List<String> all = new ArrayList<>(nodes);
            all.addAll(words);
            return Optional.of("can't be met: " + NearestNames.unknown("node", who, all));
        }
        return terrain.hasPrimaries()
                ? Optional.empty()
                : Optional.of("needs a system with primaries, and this one knows none; ask for log= or after=");
    }
}
