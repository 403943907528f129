package io.ordeal.fault.kinds;

import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.MemberChanges;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A node joins, leaves or is replaced.
 *
 * <p>Drawn ones leave alone whom other faults hold down, and are not done where no majority would be left: a change that
 * nobody can agree to is no test of changes. Who is named, or leads, goes whatever else is down.
 */
final class MemberFault implements Fault {
    private static final List<Whom> BARE = List.of(Whom.ONE, Whom.ONE, Whom.ONE, Whom.PRIMARY);

    /** With fewer there is nobody to agree with. */
    private static final int LEAST_MEMBERS = 2;

    private final FaultSpec spec;
    private final FaultEnvironment environment;
    private final MemberKind.Change change;

    /** The node that it is done to, from when it was chosen until it is healed. */
    private Optional<String> struck = Optional.empty();

    /** Bytes that it had sent to each worker's clients when it came. */
    private final Map<String, Long> sentBefore = new LinkedHashMap<>();

    MemberFault(FaultSpec spec, FaultEnvironment environment, MemberKind.Change change) {
        this.spec = spec;
        this.environment = environment;
        this.change = change;
    }

    @Override
    public FaultSpec spec() {
        return spec;
    }

    @Override
    public synchronized Map<String, Object> inject(SplittableRandom random) throws Exception {
        if (struck.isPresent()) {
            throw new IllegalStateException(spec + " is in force already; heal it first");
        }
        Map<String, Object> told = new LinkedHashMap<>();
        String node;
        try {
            node = change == MemberKind.Change.JOIN ? newcomer(told, random) : member(told, random);
        } catch (NothingToDo nothing) {
            return nothing.told();
        }
        struck = Optional.of(node);
        told.put("nodes", List.of(node));
        told.put("members-before", changes().now());
        Optional<Set<String>> primaries = environment.primaries().now();
        if (change != MemberKind.Change.JOIN) {
            changes().sendAway(this, node);
        }
        if (change != MemberKind.Change.LEAVE) {
            changes().bringIn(this, node);
        }
        told.put("members", changes().now());
        primaries.ifPresent(before -> told.put("primaries", List.copyOf(before)));
        sentBefore.clear();
        sentBefore.putAll(sent(node));
        return told;
    }

    private MemberChanges changes() {
        return environment.changes();
    }

    private String newcomer(Map<String, Object> told, SplittableRandom random) throws NothingToDo {
        Optional<String> named = spec.whom().filter(word -> Whom.of(word).isEmpty());
        told.put("whom", named.orElse(Whom.ONE.word()));
        List<String> outside = environment.terrain().reserves().stream()
                .filter(node -> named.isEmpty() || named.get().equals(node))
                .filter(node -> !changes().now().contains(node))
                .sorted()
                .toList();
        // who is named is whom another fault has sent away, or one that joins already
        return held(others -> {
            List<String> free =
                    outside.stream().filter(node -> !others.contains(node)).toList();
            if (free.isEmpty()) {
                throw new NothingToDo("all that could join are members, or about to be");
            }
            return free.get(random.nextInt(free.size()));
        });
    }

    private String member(Map<String, Object> told, SplittableRandom random) throws NothingToDo, InterruptedException {
        Whom.Choice choice = Whom.draw(spec, BARE, environment, random);
        told.put("whom", choice.word());
        boolean drawn = choice.word().equals(Whom.ONE.word());
        List<String> hit = environment.topology().nodesOn(choice.hosts());
        return held(others -> {
            List<String> members = changes().now();
            if (members.size() <= LEAST_MEMBERS) {
                throw new NothingToDo("only " + String.join(", ", members) + " are left");
            }
            List<String> free = members.stream()
                    .filter(environment.holds()::isAlive)
                    .filter(node -> drawn ? !others.contains(node) : hit.contains(node))
                    .toList();
            if (free.isEmpty()) {
                throw new NothingToDo(
                        drawn ? "all members are down" : String.join(", ", hit) + " is no member that runs");
            }
            if (drawn && free.size() - 1 <= (members.size() - 1) / 2) {
                throw new NothingToDo("other faults hold so many that no majority would be left");
            }
            List<String> wished = free.stream().filter(hit::contains).toList();
            List<String> from = wished.isEmpty() ? free : wished;
            return from.get(random.nextInt(from.size()));
        });
    }

    /** Chooses a node, knowing which others hold, and holds it. */
    private String held(OneOf choice) throws NothingToDo {
        List<String> chosen =
                environment.holds().<NothingToDo>chooseToKill(this, others -> List.of(choice.among(others)));
        return chosen.get(0);
    }

    /** Chooses one, knowing whom other faults hold. */
    private interface OneOf {
        String among(Set<String> others) throws NothingToDo;
    }

    @Override
    public synchronized Healed heal() throws Exception {
        if (struck.isEmpty()) {
            return Healed.NOTHING;
        }
        String node = struck.get();
        Map<String, Object> told = new LinkedHashMap<>();
        Evidence evidence = evidence(node, told);
        switch (change) {
            case JOIN -> changes().sendHome(this, node);
            case LEAVE, REPLACE -> changes().bringIn(this, node);
        }
        struck = Optional.empty();
        told.put("members", changes().now());
        return new Healed(told, evidence);
    }

    private Evidence evidence(String node, Map<String, Object> told) throws Exception {
        if (change == MemberKind.Change.LEAVE) {
            boolean left =
                    !changes().told().contains(node) && !environment.holds().isAlive(node);
            return Evidence.counted(change.measure(), left ? 1 : 0);
        }
        Map<String, Long> sent = sent(node);
        if (sent.isEmpty()) {
            return new Evidence(change.measure(), OptionalLong.empty());
        }
        List<String> served = new ArrayList<>();
        sent.forEach((client, bytes) -> {
            if (bytes > sentBefore.getOrDefault(client, 0L)) {
                served.add(client);
            }
        });
        told.put("served", served);
        return Evidence.counted(change.measure(), served.size());
    }

    /** The bytes that a node has sent to each worker's clients; of none if the proxy server does not count. */
    private Map<String, Long> sent(String node) {
        Map<String, Long> sent = new LinkedHashMap<>();
        for (String client : environment.topology().clients()) {
            Optional<Traffic> traffic = environment.mesh().traffic(new Link(client, node));
            traffic.ifPresent(passed -> sent.put(client, passed.downstreamBytes()));
        }
        return sent;
    }
}
