package io.ordeal.fault.kinds;

import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.NodeHolds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A fault that takes nodes, one way or another, and gives them back: draws them, holds them before anybody else can, does
 * what it does, and is in force until it is healed.
 */
abstract class NodesFault implements Fault {
    private final FaultSpec spec;
    private final FaultEnvironment environment;
    private boolean inForce;

    NodesFault(FaultSpec spec, FaultEnvironment environment) {
        this.spec = spec;
        this.environment = environment;
    }

    @Override
    public final FaultSpec spec() {
        return spec;
    }

    final FaultEnvironment environment() {
        return environment;
    }

    final NodeHolds holds() {
        return environment.holds();
    }

    @Override
    public final synchronized Map<String, Object> inject(SplittableRandom random) throws Exception {
        if (inForce) {
            throw new IllegalStateException(spec + " is in force already; heal it first");
        }
        begin();
        Map<String, Object> told = new LinkedHashMap<>();
        List<String> nodes;
        try {
            NodeDraw draw = NodeDraw.of(spec, environment, random);
            told.put("whom", draw.word());
            nodes = choose(draw);
        } catch (NothingToDo e) {
            return e.told();
        }
        inForce = true;
        spec.mode().ifPresent(mode -> told.put("mode", mode));
        strike(nodes, random, told);
        return told;
    }

    /** What is to be known before anything is done. */
    void begin() throws Exception {}

    /** Holds those of the drawn nodes that can be hit. */
    abstract List<String> choose(NodeDraw draw) throws NothingToDo;

    /**
     * Does it.
     *
     * @param told what the history is told of the injection
     */
    abstract void strike(List<String> nodes, SplittableRandom random, Map<String, Object> told) throws Exception;

    @Override
    public final synchronized Healed heal() throws Exception {
        return inForce ? undo() : Healed.NOTHING;
    }

    /** Undoes it; says {@link #isHealed} when nothing is left to be undone. */
    abstract Healed undo() throws Exception;

    /** It is in force no more. */
    final void isHealed() {
        inForce = false;
    }
}
