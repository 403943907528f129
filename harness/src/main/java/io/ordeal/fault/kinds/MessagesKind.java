package io.ordeal.fault.kinds;

import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.toxiproxy.MessageRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** What the faults have in common that do something to the messages of a way: which ones they do it to, and where. */
abstract class MessagesKind implements FaultKind {
    /** What is done to a message. */
    abstract MessageRule.Act act();

    /** Whether a bare one draws a way; else it must be named. */
    abstract boolean drawsWays();

    @Override
    public FaultFamily family() {
        return FaultFamily.LINKS;
    }

    @Override
    public List<String> whom() {
        return List.of();
    }

    @Override
    public boolean takesWays() {
        return true;
    }

    @Override
    public List<String> modes() {
        return MessageWords.forms(act());
    }

    @Override
    public void checkMode(String mode) {
        MessageWords.parse(act(), mode);
    }

    private MessageRule rule(FaultSpec spec) {
        return spec.mode().map(mode -> MessageWords.parse(act(), mode)).orElseGet(() -> MessageWords.everything(act()));
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return Whom.nodesRefusal(spec, terrain)
                .or(() -> terrain.noBlackhole()
                        .map(foreign -> spec + " needs Ordeal's own proxies, and those given by --toxiproxy know of no"
                                + " messages; leave --toxiproxy out, or ask for a partition with the mode hold"))
                .or(() -> noWay(spec))
                .or(() -> spec.whom().flatMap(whom -> Ways.refusal(spec, whom, terrain)))
                .or(() -> nobodyKnows(spec, terrain));
    }

    private Optional<String> noWay(FaultSpec spec) {
        return drawsWays() || spec.whom().isPresent()
                ? Optional.empty()
                : Optional.of(spec + " breaks what TCP promises, and a system that can't stand it is not at fault for"
                        + " that: say on which way, such as " + spec.kind() + ":c0-n1");
    }

    private Optional<String> nobodyKnows(FaultSpec spec, Terrain terrain) {
        if (!rule(spec).needsMessages()) {
            return Optional.empty();
        }
        boolean known = spec.whom().isPresent()
                ? Ways.of(
                                spec.whom().get(),
                                terrain.topology(),
                                terrain.topology()
                                        .nodesOn(terrain.topology().hosts().keySet()))
                        .stream()
                        .anyMatch(way -> Ways.isCarried(way, terrain.framed()))
                : !terrain.framed().isEmpty();
        return known
                ? Optional.empty()
                : Optional.of(
                        spec + ": nobody knows where messages end there, since the protocol is not known to Ordeal;"
                                + " ask for hold alone, which needs no messages");
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new LinkFault(spec, environment, random -> {
            MessageRule rule = rule(spec);
            Set<Way> ways = ways(spec, rule, environment, random);
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("ways", ways.stream().map(Way::toString).toList());
            spec.mode().ifPresent(mode -> told.put("mode", mode));
            return new LinkFault.Drawn(ways, new Breakage.Messages(rule), told);
        });
    }

    private static Set<Way> ways(
            FaultSpec spec, MessageRule rule, FaultEnvironment environment, SplittableRandom random)
            throws NothingToDo, InterruptedException {
        if (spec.whom().isEmpty()) {
            return Set.of(Ways.draw(
                    rule.needsMessages()
                            ? environment.mesh().framedLinks()
                            : environment.mesh().links(),
                    random));
        }
        String whom = spec.whom().get();
        List<String> primaries = Ways.speaksOfPrimary(whom) ? List.copyOf(Whom.primaries(environment)) : List.of();
        Set<Way> ways = Ways.of(whom, environment.topology(), primaries);
        ways.removeIf(way -> !Ways.isCarried(way, environment.mesh().links()));
        if (ways.isEmpty()) {
            throw new NothingToDo("no link carries " + whom + " now");
        }
        return ways;
    }
}
