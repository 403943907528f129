package io.ordeal.cli;

import io.ordeal.cluster.container.Leftovers;
import io.ordeal.cluster.container.NoEngineException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./ordeal clean}: removes what killed runs have left with the Docker engine. */
@Command(
        name = "clean",
        description = "Removes containers and networks that killed runs have left; a living run's are left alone.",
        mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {
    private final Terminal terminal;

    CleanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Leftovers left;
        try {
            left = Leftovers.sweep();
        } catch (NoEngineException none) {
            if (System.getenv("DOCKER_HOST") != null) {
                throw none;
            }
            terminal.out().println("nothing to remove: no Docker engine answers here, so no run has left a container");
            return ExitCode.VALID.status();
        }
        if (left.runs().isEmpty()) {
            terminal.out().println("nothing to remove");
        } else {
            terminal.out()
                    .println("removed " + left.containers() + " containers and " + left.networks() + " networks of "
                            + String.join(", ", left.runs().stream().sorted().toList()));
        }
        if (left.living() > 0) {
            terminal.out()
                    .println(left.living() + " containers and networks of runs that may still live were left alone;"
                            + " docker ps --filter label=ordeal shows them");
        }
        return ExitCode.VALID.status();
    }
}
