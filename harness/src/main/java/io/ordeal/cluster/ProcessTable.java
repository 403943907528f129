package io.ordeal.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The processes of this machine at a moment, from {@code /proc} where there is one. Elsewhere Java's own view serves,
 * which knows parents but neither groups, sessions nor states.
 */
public final class ProcessTable {
    private static final Path PROC = Path.of("/proc");

    private final List<Entry> entries;

    private ProcessTable(List<Entry> entries) {
        this.entries = entries;
    }

    /** Reads the table now. Linear in the number of processes, about 20 µs each. */
    static ProcessTable read() {
        return read(PROC);
    }

    static ProcessTable read(Path proc) {
        List<Entry> entries = new ArrayList<>();
        if (isUsable(proc)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
                for (Path folder : folders) {
                    entry(folder).ifPresent(entries::add);
                }
                return new ProcessTable(entries);
            } catch (IOException e) {
                entries.clear();
            }
        }
        ProcessHandle.allProcesses().forEach(handle -> entries.add(entry(handle)));
        return new ProcessTable(entries);
    }

    /** When a process was started, in clock ticks since boot; 0 where that can't be told or there is no such process. */
    public static long startTicks(long pid) {
        return entry(PROC.resolve(Long.toString(pid))).map(Entry::startTicks).orElse(0L);
    }

    /** What a process calls itself: its command line; its program's name where that is hidden; empty if it is gone. */
    public static String title(long pid) {
        Path folder = PROC.resolve(Long.toString(pid));
        try {
            String line = Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ')
                    .strip();
            return line.isEmpty()
                    ? Files.readString(folder.resolve("comm"), StandardCharsets.ISO_8859_1)
                            .strip()
                    : line;
        } catch (IOException e) {
            return ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().commandLine())
                    .orElse("");
        }
    }

    /**
     * The living processes that were started with a variable, in ASCII, and whatever these have started since, unless it was
     * taken from them; of this user's alone, for all but root. About as dear as reading the table.
     */
    List<Entry> withVariable(String name, String value) {
        return entries.stream()
                .filter(entry -> entry.isAlive() && environment(entry.pid).contains(name + "=" + value + "\0"))
                .toList();
    }

    private static String environment(long pid) {
        try {
            return Files.readString(PROC.resolve(Long.toString(pid)).resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // it has ended, or is another user's
            return "";
        }
    }

    /** The processes that hold one of some sockets at least; without those that may not be looked into. */
    List<Long> holdersOf(Collection<String> inodes) {
        return entries.stream()
                .filter(entry -> inodes.stream().anyMatch(inode -> holds(entry.pid, inode)))
                .map(Entry::pid)
                .toList();
    }

    private static boolean holds(long pid, String inode) {
        try {
            return SocketTable.holds(pid, inode);
        } catch (IOException notToBeLookedInto) {
            return false;
        }
    }

    /**
     * Those that belong to a server: in its session or its group, its children and theirs, with the sessions and groups
     * that these have made for themselves.
     *
     * @param known when each process was started, by its number. In: the server's first process and whatever was found
     *     before. Out: what is found now too, so that a child whose parent dies is remembered; without what is gone, as its
     *     number may become another's
     * @return the living ones
     */
    List<Entry> familyOf(Map<Long, Long> known) {
        for (Entry entry : entries) {
            Long start = known.get(entry.pid);
            if (start != null && start != entry.startTicks) {
                known.remove(entry.pid);
            }
        }
        Map<Long, Entry> family = new LinkedHashMap<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Entry entry : entries) {
                if (entry.isAlive() && !family.containsKey(entry.pid) && belongs(entry, known.keySet())) {
                    known.put(entry.pid, entry.startTicks);
                    family.put(entry.pid, entry);
                    grown = true;
                }
            }
        }
        // the number of a group or a session isn't given away while it has members
        Set<Long> inUse = new HashSet<>();
        entries.forEach(entry -> inUse.addAll(List.of(entry.pid, entry.group, entry.session)));
        known.keySet().retainAll(inUse);
        return List.copyOf(family.values());
    }

    private static boolean belongs(Entry entry, Set<Long> known) {
        return known.contains(entry.pid)
                || known.contains(entry.parent)
                || known.contains(entry.group)
                || known.contains(entry.session);
    }

    /** How many threads of a process are in an uninterruptible sleep, in which nothing but a disk is waited for. */
    static int uninterruptible(long pid) {
        int waiting = 0;
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("task"))) {
            for (Path thread : threads) {
                waiting += entry(thread).filter(Entry::waitsForDisk).isPresent() ? 1 : 0;
            }
        } catch (IOException | DirectoryIteratorException ended) {
            // a process that is gone waits for nothing
        }
        return waiting;
    }

    private static boolean isUsable(Path proc) {
        return Files.isReadable(proc.resolve("self/stat"));
    }

    private static Optional<Entry> entry(Path folder) {
        try {
            return Optional.of(Entry.parse(Files.readString(folder.resolve("stat"))));
        } catch (IOException e) {
            // it ended meanwhile
            return Optional.empty();
        }
    }

    private static Entry entry(ProcessHandle handle) {
        long parent = handle.parent().map(ProcessHandle::pid).orElse(0L);
        return new Entry(handle.pid(), parent, 0, 0, handle.isAlive() ? 'R' : 'X', 0);
    }

    /**
     * A process.
     *
     * @param group 0 if unknown
     * @param session 0 if unknown
     * @param state as {@code ps} prints it: T is stopped, Z a zombie
     * @param startTicks since boot; 0 if unknown
     */
    record Entry(long pid, long parent, long group, long session, char state, long startTicks) {
        /** Reads a line of {@code /proc/<pid>/stat}, see proc(5). */
        static Entry parse(String stat) {
            // the name stands in parentheses and may hold spaces and parentheses of its own
            int end = stat.lastIndexOf(')');
            String[] fields = stat.substring(end + 2).trim().split(" ");
            long pid = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
            return new Entry(
                    pid,
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    fields[0].charAt(0),
                    Long.parseLong(fields[19]));
        }

        boolean isAlive() {
            return state != 'Z' && state != 'X';
        }

        boolean waitsForDisk() {
            return state == 'D';
        }

        boolean isStopped() {
            return state == 'T' || state == 't';
        }
    }
}
