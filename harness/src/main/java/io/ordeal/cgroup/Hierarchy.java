package io.ordeal.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where groups of a controller can be made: a folder in a mounted tree of control groups.
 *
 * @param isV2 the version
 * @param parent the folder below which they are made
 */
record Hierarchy(boolean isV2, Path parent) {
    static final Path PROC = Path.of("/proc");

    /**
     * Finds it for this process.
     *
     * @throws IOException there is none; the message says what was looked for
     */
    static Hierarchy of(Controller controller, Path proc) throws IOException {
        Optional<Hierarchy> v1 = ofVersion1(controller, proc);
        return v1.isPresent() ? v1.get() : ofVersion2(controller, proc);
    }

    /** Empty if no tree of version 1 with the controller is mounted. */
    static Optional<Hierarchy> ofVersion1(Controller controller, Path proc) throws IOException {
        return folder(proc, controller.v1(), mount -> mount.isOf(controller.v1()))
                .map(own -> new Hierarchy(false, own));
    }

    /** @throws IOException as {@link #of} */
    static Hierarchy ofVersion2(Controller controller, Path proc) throws IOException {
        Optional<Path> own = folder(proc, "", Mount::isV2);
        if (own.isEmpty()) {
            throw new IOException("no tree of control groups is mounted that has " + controller.v1());
        }
        return new Hierarchy(true, parentIn2(controller, own.get()));
    }

    /** Of this process' own group. */
    private static Optional<Path> folder(Path proc, String controller, Predicate<Mount> isIt) throws IOException {
        List<Mount> mounts = new ArrayList<>();
        for (String line : Files.readAllLines(proc.resolve("self/mountinfo"))) {
            Mount.parse(line).filter(isIt).ifPresent(mounts::add);
        }
        return own(Files.readAllLines(proc.resolve("self/cgroup")), controller)
                .flatMap(group ->
                        mounts.stream().map(mount -> mount.folder(group)).findFirst());
    }

    /** The path of this process' group for a controller; of version 2 for the empty name. */
    private static Optional<String> own(List<String> groups, String controller) {
        for (String line : groups) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && List.of(fields[1].split(",", -1)).contains(controller)) {
                return Optional.of(fields[2]);
            }
        }
        return Optional.empty();
    }

    /** A group that has processes can't hand a controller down, unless it is the root; its parent may do so already. */
    private static Path parentIn2(Controller controller, Path own) throws IOException {
        if (controller.v2().isEmpty() || handsDown(own, controller)) {
            return own;
        }
        try {
            Files.writeString(own.resolve("cgroup.subtree_control"), "+" + controller.v2());
            return own;
        } catch (IOException busy) {
            Path above = own.getParent();
            if (above != null && handsDown(above, controller)) {
                return above;
            }
            throw new IOException(
                    own + " can't hand " + controller.v2()
                            + " down to groups below it, and the group above it does not",
                    busy);
        }
    }

    private static boolean handsDown(Path group, Controller controller) {
        try {
            return List.of(Files.readString(group.resolve("cgroup.subtree_control"))
                            .strip()
                            .split("\\s+"))
                    .contains(controller.v2());
        } catch (IOException noGroup) {
            return false;
        }
    }

    /**
     * A mounted tree.
     *
     * @param root which group is seen at its top
     * @param at where
     * @param type cgroup or cgroup2
     * @param options of version 1 the controllers are among them
     */
    private record Mount(String root, Path at, String type, List<String> options) {
        private static final int ROOT = 3;
        private static final int AT = 4;

        /** Of a line of {@code /proc/<pid>/mountinfo}, see proc(5); empty if it is no tree of control groups. */
        static Optional<Mount> parse(String line) {
            String[] halves = line.split(" - ", 2);
            String[] before = halves[0].split(" ");
            String[] after = halves.length == 2 ? halves[1].split(" ") : new String[0];
            return after.length < 3 || !after[0].startsWith("cgroup")
                    ? Optional.empty()
                    : Optional.of(new Mount(before[ROOT], Path.of(before[AT]), after[0], List.of(after[2].split(","))));
        }

        boolean isOf(String controller) {
            return !isV2() && options.contains(controller);
        }

        boolean isV2() {
            return type.equals("cgroup2");
        }

        /** The folder of a group; a part of the tree may be all that is mounted, as in a container. */
        Path folder(String group) {
            String below = group.startsWith(root) ? group.substring(root.length()) : "";
            return at.resolve(below.replaceFirst("^/+", ""));
        }
    }
}
