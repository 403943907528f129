package io.ordeal.trial;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.process.ClientCommand;
import io.ordeal.client.process.ClientMain;
import io.ordeal.client.process.ClientProgram;
import io.ordeal.store.ClientPlace;
import io.ordeal.store.RunSpec;
import io.ordeal.store.RunSpecJson;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.Target;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Clients that are objects of a target's, each in a JVM of its own: there the target is found once more, by its name, and
 * the workload's operations are bound to its client. What such clients share is the system, and nothing else.
 */
public final class ApartClients {
    /** A target's client library may want more than a small program of one's own. */
    private static final String MEMORY = "-Xmx128m";

    private ApartClients() {}

    /**
     * Whether a target's clients for a workload share this JVM: they are objects, and what they talk to lies outside.
     *
     * @param place where clients in Java live
     */
    public static boolean shareThisJvm(Target target, Workload<?> workload, ClientPlace place) {
        return place == ClientPlace.IN_JVM && livesOutside(target) && !areProcesses(target.newClients(), workload);
    }

    private static boolean livesOutside(Target target) {
        return !target.cluster().nodes().isEmpty() || !target.endpoints().isEmpty();
    }

    static boolean areProcesses(ClientFactories factories, Workload<?> workload) {
        return factories
                .forWorkload(workload.name())
                .findCommand(workload.clientType())
                .isPresent();
    }

    /** Why a target's clients can't be processes, as a sentence with its remedy; empty if they can, or are already. */
    public static Optional<String> refusal(Target target, Workload<?> workload, Catalog catalog) {
        if (areProcesses(target.newClients(), workload)) {
            return Optional.empty();
        }
        if (!livesOutside(target)) {
            return Optional.of("the target " + target.name()
                    + " lives inside this JVM, where its clients must be, too: leave out --clients processes");
        }
        if (catalog.isMadeHere(target)) {
            return Optional.of(
                    "the target " + target.name() + " was made inside this JVM, and no other can find it by its"
                            + " name: put it into a jar, or leave its clients in this JVM");
        }
        return workload.whyInOneJvm()
                .map(why -> "the clients of the workload " + workload.name() + " can't be processes, as " + why
                        + ": leave out --clients processes, or take another workload");
    }

    /** What starts such a client. */
    static ClientCommand command(RunSpec spec, Catalog catalog) {
        List<String> arguments = new ArrayList<>();
        arguments.add(RunSpecJson.write(spec));
        catalog.jars().forEach(jar -> arguments.add(jar.toAbsolutePath().toString()));
        return ClientCommand.main(ApartClients.class, List.of(MEMORY), arguments);
    }

    /**
     * What a client's own JVM runs.
     *
     * @param arguments the run, as {@code test.json} has it, and the jars that were given by {@code --jar}
     */
    public static void main(String[] arguments) throws Exception {
        RunSpec spec = RunSpecJson.read(arguments[0]);
        List<Path> jars =
                Arrays.stream(arguments).skip(1).map(jar -> Path.of(jar)).toList();
        ClientMain.serve(() -> program(spec, jars.isEmpty() ? Services.onClassPath() : Services.with(jars)));
    }

    private static ClientProgram program(RunSpec spec, Services services) {
        Target target = services.find(Target.class, each -> spec.target().equals(each.name()));
        Workload<?> workload =
                services.find(Workload.class, each -> spec.workload().equals(each.name()));
        return program(spec, target, workload);
    }

    private static <C extends AutoCloseable> ClientProgram program(RunSpec spec, Target target, Workload<C> workload) {
        ClientFactory<? extends C> factory = target.newClients()
                .forWorkload(workload.name())
                .find(workload.clientType())
                .orElseThrow(
                        () -> new NoSuchElementException(workload.clientType().getName()));
        WorkloadRun<C> run = workload.start(Judge.workloadOptions(spec));
        return new ClientProgram() {
            @Override
            public Client open(ClientContext context) throws Exception {
                return run.bind(factory.open(context), context);
            }

            @Override
            public boolean hasPausePoints() {
                return workload.hasPausePoint();
            }
        };
    }
}
