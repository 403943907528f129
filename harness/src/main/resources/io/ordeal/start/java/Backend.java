package {{package}};

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
{{client-imports}}
import java.util.List;
import java.util.Set;

/** What is tried: its nodes, its clients, and what is expected of it. */
public final class Backend implements Target {
    @Override
    public String name() {
        return "{{name}}";
    }

    @Override
    public String summary() {
        return "{{summary}}";
    }

    /** Three nodes are three of {@link NodeSpec}. */
    @Override
    public ClusterDescription cluster() {
        return ClusterDescription.of(new NodeSpec("n1", new BackendNode()));
    }

    @Override
    public ClientFactories newClients() {
        return {{clients}};
    }

    /** What it promises, and who says so: what comes out otherwise is told as a surprise. */
    @Override
    public List<Expectation> expectations() {
        return List.of(Expectation.holds("{{workload}}", Set.of(), "its author"));
    }
}
