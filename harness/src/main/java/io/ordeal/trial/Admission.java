package io.ordeal.trial;

import io.ordeal.store.ClientPlace;
import io.ordeal.store.RunOptions;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Target;
import io.ordeal.workload.Workload;
import java.util.List;

/** Whether a target can be tried with a workload at all, here: asked first of all, for trials and for benches. */
final class Admission {
    private Admission() {}

    /**
     * The target's clients.
     *
     * @param placed where its nodes and its clients are to run
     * @param catalog whose other workloads are told
     * @throws RefusedRunException it has none for the workload, or lacks something
     */
    static ClientFactories of(Target target, Workload<?> workload, RunOptions placed, Catalog catalog) {
        ClientFactories factories = target.newClients();
        if (!factories.serves(workload.name(), workload.clientType())) {
            throw new RefusedRunException("the target " + target.name() + " has no clients for the workload "
                    + workload.name() + "; it can be tried with: "
                    + String.join(
                            ", ",
                            catalog.workloadsOf(target).stream()
                                    .map(Workload::name)
                                    .toList()));
        }
        refuse(target.lacking(placed.cluster()));
        if (placed.clients() == ClientPlace.PROCESSES) {
            refuse(ApartClients.refusal(target, workload, catalog).stream().toList());
        }
        return factories.forWorkload(workload.name());
    }

    /** @throws RefusedRunException there is something to be refused, a sentence each */
    static void refuse(List<String> refusals) {
        if (!refusals.isEmpty()) {
            throw new RefusedRunException(String.join("; ", refusals));
        }
    }
}
