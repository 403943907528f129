package io.ordeal.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What starts the JVMs that make trials: as this one is, but small, and quick rather than fast, as histories are short. */
final class WorkerCommand {
    private WorkerCommand() {}

    /** @param jars and files that the workers are to know as well */
    static List<String> of(JarOption jars) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            boolean ownAlone = option.startsWith("-Dordeal.launcher=")
                    || option.startsWith("-Dordeal.terminal=")
                    || option.startsWith("-agentlib")
                    || option.matches("-XX:[+]Use\\w*GC");
            if (!ownAlone) {
                command.add(option);
            }
        }
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dordeal.launcher=" + ProcessHandle.current().pid(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "night-worker"));
        command.addAll(jars.again());
        return command;
    }
}
