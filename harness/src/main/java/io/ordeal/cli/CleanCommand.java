package io.ordeal.cli;

import io.ordeal.cluster.DiskLeftovers;
import io.ordeal.cluster.GroupLeftovers;
import io.ordeal.cluster.NetworkLeftovers;
import io.ordeal.cluster.container.Leftovers;
import io.ordeal.cluster.container.NoEngineException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code ./ordeal clean}: removes what killed runs have left with the Docker engine, and unmounts their disks. */
@Command(
        name = "clean",
        description =
                "Removes containers, networks and interfaces that killed runs have left, and unmounts their disks; a"
                        + " living run's are left alone.",
        mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {
    private final Terminal terminal;

    CleanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        DiskLeftovers disks = DiskLeftovers.sweep();
        if (!disks.unmounted().isEmpty()) {
            terminal.out()
                    .println("unmounted "
                            + disks.unmounted().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (disks.living() > 0) {
            terminal.out()
                    .println(disks.living()
                            + " disks of runs that may still live were left alone; losetup -a shows them");
        }
        NetworkLeftovers networks = NetworkLeftovers.sweep();
        if (!networks.removed().isEmpty()) {
            terminal.out().println("removed the interfaces " + String.join(", ", networks.removed()));
        }
        if (networks.living() > 0) {
            terminal.out()
                    .println(networks.living()
                            + " interfaces of runs that may still live were left alone; ip link shows them");
        }
        GroupLeftovers groups = GroupLeftovers.sweep();
        if (!groups.removed().isEmpty()) {
            terminal.out()
                    .println("removed the control groups "
                            + groups.removed().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (groups.living() > 0) {
            terminal.out()
                    .println(groups.living()
                            + " control groups of runs that may still live were left alone; they are below "
                            + groups.below().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        removeContainers();
        if (!groups.failed().isEmpty()) {
            terminal.err().println("not removed: " + String.join("; ", groups.failed()) + "; it takes root");
            return ExitCode.HARNESS.status();
        }
        if (!networks.failed().isEmpty()) {
            terminal.err().println("not removed: " + String.join("; ", networks.failed()) + "; it takes root");
            return ExitCode.HARNESS.status();
        }
        if (!disks.failed().isEmpty()) {
            terminal.err()
                    .println("not unmounted: " + String.join("; ", disks.failed())
                            + "; it takes root, and nobody who has files open there: fuser -vm FOLDER");
            return ExitCode.HARNESS.status();
        }
        return ExitCode.VALID.status();
    }

    private void removeContainers() throws Exception {
        Leftovers left;
        try {
            left = Leftovers.sweep();
        } catch (NoEngineException none) {
            if (System.getenv("DOCKER_HOST") != null) {
                throw none;
            }
            terminal.out()
                    .println("no containers to remove: no Docker engine answers here, so no run has left a container");
            return;
        }
        if (left.runs().isEmpty()) {
            terminal.out().println("no containers to remove");
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
    }
}
