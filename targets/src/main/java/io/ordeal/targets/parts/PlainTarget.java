package io.ordeal.targets.parts;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A target that is all told when it is made. */
public abstract class PlainTarget implements Target {
    private final String name;
    private final String summary;
    private final ClusterDescription cluster;
    private final Supplier<ClientFactories> clients;
    private final List<Expectation> expectations;

    /**
     * @param clients makes the factories of one run's clients
     * @param expectations the first that speaks of a run counts
     */
    protected PlainTarget(
            String name,
            String summary,
            ClusterDescription cluster,
            Supplier<ClientFactories> clients,
            List<Expectation> expectations) {
        this.name = name;
        this.summary = summary;
        this.cluster = cluster;
        this.clients = clients;
        this.expectations = List.copyOf(expectations);
    }

    /** Groups of expectations, one after the other. */
    @SafeVarargs
    protected static List<Expectation> all(List<Expectation>... groups) {
        List<Expectation> all = new ArrayList<>();
        for (List<Expectation> group : groups) {
            all.addAll(group);
        }
        return all;
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
    public final ClusterDescription cluster() {
        return cluster;
    }

    @Override
    public final ClientFactories newClients() {
        return clients.get();
    }

    @Override
    public final List<Expectation> expectations() {
        return expectations;
    }
}
