package io.ordeal.targets;

import io.ordeal.cluster.NodeSpec;
import java.util.Optional;

/** Targets whose servers nobody here starts: they are tried where they run already. */
public final class OnlyAtEndpoints {
    private OnlyAtEndpoints() {}

    /** Why such a target is not tried unless it is said where it runs, with the line to type; empty if it can be started. */
    public static Optional<String> refusal(Target target) {
        return target.cluster()
                .whyNotStarted()
                .map(why -> "the target " + target.name()
                        + " is tried on servers of yours alone, as " + why + ": ./ordeal run --target " + target.name()
                        + " "
                        + option(target) + ", an address for each server");
    }

    /** The option that says where it runs, as it is typed: {@code --endpoint HOST:8848,HOST2:8848}. */
    public static String option(Target target) {
        String number = target.cluster().nodes().stream()
                .map(NodeSpec::program)
                .flatMap(program -> program.ports().stream())
                .filter(port -> port.users().includeClients())
                .map(port -> String.valueOf(port.number()))
                .findFirst()
                .orElse("PORT");
        return "--endpoint HOST:" + number + ",HOST2:" + number;
    }
}
