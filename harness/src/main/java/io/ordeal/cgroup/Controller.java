package io.ordeal.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the kernel does to a group of processes. */
public enum Controller {
    /** Stops all of them where they stand. */
    FREEZER("freezer", ""),
    /** Limits the memory that they use together. */
    MEMORY("memory", "memory"),
    /** Limits how often they write to a disk. */
    BLOCK_IO("blkio", "io");

    private static final Map<Controller, Optional<String>> LACKING = new ConcurrentHashMap<>();

    private final String v1;
    private final String v2;

    Controller(String v1, String v2) {
        this.v1 = v1;
        this.v2 = v2;
    }

    /** As version 1 calls it. */
    String v1() {
        return v1;
    }

    /** As version 2 calls it; empty if that has it without being asked. */
    String v2() {
        return v2;
    }

    /**
     * What this machine lacks for it, as a sentence goes on behind a fault's name: {@code needs root, …}; empty if it can be
     * had. Tried once, by a group that is made and removed, with a process in it.
     */
    public Optional<String> lacking() {
        return LACKING.computeIfAbsent(this, Controller::tryOut);
    }

    private static Optional<String> tryOut(Controller controller) {
        if (!Files.isReadable(Hierarchy.PROC.resolve("self/cgroup"))) {
            return Optional.of("needs Linux' control groups, and this is " + System.getProperty("os.name")
                    + ": run it on a Linux machine");
        }
        String name = "ordeal-try-" + ProcessHandle.current().pid() + "-" + controller.v1;
        try (ControlGroup group = ControlGroup.make(controller, name, new Nobody())) {
            if (!group.isWritable()) {
                return Optional.of("needs the control group " + group.folder() + " to have " + controller.v1
                        + " files that can be written: run it as root, with sudo -E ./ordeal run …");
            }
            Process reader = new ProcessBuilder("/bin/sh", "-c", "read -r line").start();
            try {
                group.add(reader.pid());
                return Optional.empty();
            } finally {
                // it is not waited for here: the group is removed when it is gone
                reader.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.of("needs a control group of its own for " + controller.v1 + ", and none can be made ("
                    + e.getMessage() + "): run it as root, with sudo -E ./ordeal run …");
        }
    }

    /** A group without processes, which is gone at once, needs no watch. */
    private static final class Nobody implements GroupWatch {
        @Override
        public void making(Path group) {}

        @Override
        public void removed(Path group) {}
    }
}
