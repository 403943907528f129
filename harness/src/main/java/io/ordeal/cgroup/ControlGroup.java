package io.ordeal.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A group of processes, with what one controller has for it. Its methods may be called from any thread. */
public final class ControlGroup implements AutoCloseable {
    /** A process that was killed leaves its group a moment after it is gone from the table. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Controller controller;
    private final boolean isV2;
    private final Path folder;
    private final GroupWatch watch;

    private ControlGroup(Controller controller, Hierarchy where, String name, GroupWatch watch) {
        this.controller = controller;
        this.isV2 = where.isV2();
        this.folder = where.parent().resolve(name);
        this.watch = watch;
    }

    /**
     * Makes a group without processes.
     *
     * @param name that no other has
     * @throws IOException it can't be had here; {@link Controller#lacking} knows why
     */
    public static ControlGroup make(Controller controller, String name, GroupWatch watch) throws IOException {
        return make(controller, Hierarchy.of(controller, Hierarchy.PROC), name, watch);
    }

    static ControlGroup make(Controller controller, Hierarchy where, String name, GroupWatch watch) throws IOException {
        ControlGroup group = new ControlGroup(controller, where, name, watch);
        watch.making(group.folder);
        Files.createDirectory(group.folder);
        return group;
    }

    /**
     * The folder below which this process makes its groups of a controller.
     *
     * @return empty if there is none
     */
    public static Optional<Path> parent(Controller controller) {
        try {
            return Optional.of(Hierarchy.of(controller, Hierarchy.PROC).parent());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Where the kernel shows it. */
    public Path folder() {
        return folder;
    }

    /** Which version of control groups it is of. */
    public boolean isV2() {
        return isV2;
    }

    /** Whether what the controller does can be asked for. */
    boolean isWritable() {
        return Files.isWritable(folder.resolve(
                        switch (controller) {
                            case FREEZER -> isV2 ? Freezer.V2 : Freezer.V1;
                            case MEMORY -> isV2 ? MemoryLimit.V2 : MemoryLimit.V1;
                            case BLOCK_IO -> isV2 ? WriteThrottle.V2 : WriteThrottle.V1;
                        }))
                && Files.isWritable(folder.resolve("cgroup.procs"));
    }

    /** Puts a process into it; what that starts from now on is in it too. */
    public void add(long pid) throws IOException {
        write("cgroup.procs", Long.toString(pid));
    }

    String read(String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }

    void write(String file, String text) throws IOException {
        Files.write(folder.resolve(file), text.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
    }

    /** The number behind a word at the beginning of a line of a file; 0 if there is no such line. */
    long count(String file, String word) throws IOException {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(word + " "))
                .mapToLong(
                        line -> Long.parseLong(line.substring(word.length() + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    /**
     * Removes it; all its processes must have been killed.
     *
     * @throws IOException there are some left
     */
    @Override
    public void close() throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (Files.isDirectory(folder)) {
            try {
                // not as a tree: the files in it are the kernel's, and go with it
                Files.delete(folder);
            } catch (IOException busy) {
                if (System.nanoTime() > deadline) {
                    throw busy;
                }
                sleepABit();
            }
        }
        watch.removed(folder);
    }

    private static void sleepABit() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            // it has to be removed none the less
            Thread.currentThread().interrupt();
            Thread.onSpinWait();
        }
    }
}
