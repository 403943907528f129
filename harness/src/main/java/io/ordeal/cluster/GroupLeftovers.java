package io.ordeal.cluster;

import io.ordeal.cgroup.ControlGroup;
import io.ordeal.cgroup.Controller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Control groups whose harness is dead, and its {@link Watchdog} with it; of those below this process' own.
 *
 * @param removed their folders
 * @param failed the folders of those that could not be removed, with what the system says
 * @param living how many were left alone, as their harness lives
 * @param below where they were looked for
 */
public record GroupLeftovers(List<Path> removed, List<String> failed, int living, Set<Path> below) {
    /** What {@link NodeGroups} calls them: whose they are, a number, and the node's name. */
    private static final Pattern NAME = Pattern.compile("(ordeal-\\d+-\\d+-\\d+)-\\d+-[a-z][a-z0-9]*");

    /** What lets a frozen group's processes go on, so that they can end: by the file that freezes in each version. */
    private static final Map<String, String> THAWING = Map.of("freezer.state", "THAWED", "cgroup.freeze", "0");

    private static final int ATTEMPTS = 100;
    private static final long PAUSE_MILLIS = 20;

    public GroupLeftovers {
        removed = List.copyOf(removed);
        failed = List.copyOf(failed);
        below = Set.copyOf(below);
    }

    /** Kills what dead harnesses have left in their groups, and removes these; nothing where there are none. */
    public static GroupLeftovers sweep() throws IOException, InterruptedException {
        Set<Path> below = new LinkedHashSet<>();
        for (Controller controller : Controller.values()) {
            ControlGroup.parent(controller).filter(Files::isDirectory).ifPresent(below::add);
        }
        List<Path> removed = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        int living = 0;
        for (Path parent : below) {
            for (Path group : groups(parent)) {
                if (!owner(group).orElseThrow().isDead()) {
                    living++;
                    continue;
                }
                Optional<String> complaint = remove(group);
                complaint.ifPresentOrElse(why -> failed.add(group + ": " + why), () -> removed.add(group));
            }
        }
        return new GroupLeftovers(removed, failed, living, below);
    }

    private static List<Path> groups(Path parent) throws IOException {
        List<Path> groups = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "ordeal-*")) {
            for (Path folder : folders) {
                if (owner(folder).isPresent()) {
                    groups.add(folder);
                }
            }
        }
        return groups;
    }

    private static Optional<Ownership> owner(Path group) {
        Matcher name = NAME.matcher(String.valueOf(group.getFileName()));
        return name.matches() ? Ownership.read(name.group(1)) : Optional.empty();
    }

    /** What the system says against it; empty if it is gone. */
    private static Optional<String> remove(Path group) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                for (Map.Entry<String, String> thawing : THAWING.entrySet()) {
                    Path file = group.resolve(thawing.getKey());
                    if (Files.exists(file)) {
                        Files.write(
                                file, thawing.getValue().getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
                    }
                }
                for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
                }
                // not as a tree: the files in it are the kernel's, and go with it
                Files.delete(group);
                return Optional.empty();
            } catch (NoSuchFileException gone) {
                return Optional.empty();
            } catch (IOException busy) {
                if (attempt == ATTEMPTS) {
                    return Optional.of(Startup.reason(busy));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
