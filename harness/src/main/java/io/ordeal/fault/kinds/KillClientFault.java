package io.ordeal.fault.kinds;

import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.SteppingClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Kills one worker's client, once, wherever it stands; its next process takes its place by itself. */
final class KillClientFault implements Fault {
    private final FaultSpec spec;
    private final SteppingClients clients;
    private final String client;
    private final List<String> killed = new ArrayList<>();

    /** @param client {@code c3} for worker 3's */
    KillClientFault(FaultSpec spec, SteppingClients clients, String client) {
        this.spec = spec;
        this.clients = clients;
        this.client = client;
    }

    @Override
    public FaultSpec spec() {
        return spec;
    }

    @Override
    public synchronized Map<String, Object> inject(SplittableRandom random) throws Exception {
        if (!clients.kill(Integer.parseInt(client.substring(1)))) {
            return new NothingToDo("the client " + client + " does not live just now").told();
        }
        killed.add(client);
        return Map.of("whom", client);
    }

    @Override
    public synchronized Healed heal() {
        Healed healed =
                new Healed(Map.of("killed", List.copyOf(killed)), Evidence.counted("clients-killed", killed.size()));
        killed.clear();
        return healed;
    }
}
