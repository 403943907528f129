package io.ordeal.cluster;

import io.ordeal.cgroup.Freezer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that was started as a child process, with all the children it has: what is done to it is done to them, whatever
 * groups and sessions they have moved to.
 */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What would change how a child JVM starts, or what it finds, by what the harness' own was given. */
    private static final List<String> KEPT_FROM_CHILDREN =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

    /** Tells a server's processes from all others, wherever they have moved to: children inherit it. */
    private static final String MARK = "ORDEAL_SERVER";

    private final Process process;
    private final String mark;
    private final long leader;
    private final Watchdog watchdog;
    private final Optional<Freezer> freezer;
    private boolean frozen;
    /** The start of each process of this server, by its number. */
    private final Map<Long, Long> known = new HashMap<>();
    /** Of these, those that the watchdog had to be told of. */
    private final Set<Long> orphans = new HashSet<>();

    private ServerProcess(
            Process process, String mark, long leader, long startTicks, Watchdog watchdog, Optional<Freezer> freezer) {
        this.freezer = freezer;
        this.process = process;
        this.mark = mark;
        this.leader = leader;
        this.watchdog = watchdog;
        known.put(leader, startTicks);
    }

    /**
     * Starts a program in a session of its own, announced to the watchdog before it does anything.
     *
     * @param log standard output and standard error are appended to it
     * @param groups that it is in
     * @throws IOException it could not even be tried; a program that is missing or can't be executed ends at once instead,
     *     with exit code 127 or 126 and the reason in its log
     */
    static ServerProcess start(
            List<String> command,
            Map<String, String> environment,
            Path folder,
            Path log,
            Watchdog watchdog,
            NodeGroups groups)
            throws IOException {
        return start(Session.BEST, command, environment, folder, log, watchdog, groups);
    }

    static ServerProcess start(
            Session session,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            Path log,
            Watchdog watchdog,
            NodeGroups groups)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(session.awaiting(command, false))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        ServerProcess server = start(session, builder, environment, watchdog, groups);
        server.process.getOutputStream().close();
        return server;
    }

    /**
     * Starts a program that is spoken to by its {@linkplain #input standard input} and {@linkplain #output output}; else
     * as the others.
     *
     * @param log standard error is appended to it
     */
    static ServerProcess startSpokenTo(
            List<String> command, Map<String, String> environment, Path folder, Path log, Watchdog watchdog)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Session.BEST.awaiting(command, true))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return start(Session.BEST, builder, environment, watchdog, NodeGroups.none());
    }

    private static ServerProcess start(
            Session session,
            ProcessBuilder builder,
            Map<String, String> environment,
            Watchdog watchdog,
            NodeGroups groups)
            throws IOException {
        KEPT_FROM_CHILDREN.forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        String mark = UUID.randomUUID().toString();
        builder.environment().put(MARK, mark);
        Process process = builder.start();
        try {
            long leader = leader(session, process);
            long startTicks = ProcessTable.startTicks(leader);
            ServerProcess server = new ServerProcess(process, mark, leader, startTicks, watchdog, groups.freezer());
            watchdog.announce(leader, startTicks);
            groups.add(leader);
            OutputStream go = process.getOutputStream();
            go.write("go\n".getBytes(StandardCharsets.US_ASCII));
            go.flush();
            return server;
        } catch (IOException e) {
            // it has not become the server, and ends by itself when its standard input does
            process.destroyForcibly();
            throw e;
        }
    }

    /** What the process reads; only of one that is spoken to. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /** What the process writes; only of one that is spoken to. */
    InputStream output() {
        return process.getInputStream();
    }

    /** Waits until the first process has ended; false if it has not within the time. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static long leader(Session session, Process process) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            var leader = session.leader(process);
            if (leader.isPresent()) {
                return leader.get();
            }
            Thread.onSpinWait();
        }
        throw new IOException(
                process.isAlive()
                        ? "the shell that starts servers (process " + process.pid() + ") has no child"
                        : "the shell that starts servers ended with exit code " + process.exitValue());
    }

    /** The number of the server's process, its group and its session. */
    long pid() {
        return leader;
    }

    /** Whether the server's first process lives; stopped counts as living. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** As the shell has it: 128 + the signal's number if one killed it. Only of one that is not alive. */
    int exitCode() {
        return process.exitValue();
    }

    /** Runs when the first process has ended, in a thread of the JVM's. */
    void onExit(Runnable action) {
        // the future is of no use beyond the call
        var unused = process.onExit().thenRun(action);
    }

    /**
     * Finds those that have made themselves orphans, as daemons do, before anybody saw whose children they were. They are
     * this server's from now on.
     */
    synchronized void findOrphans() throws IOException {
        List<Long> family = pids();
        for (ProcessTable.Entry orphan : ProcessTable.read().withVariable(MARK, mark)) {
            // the shell that waits for the first process has the variable, too
            if (!family.contains(orphan.pid()) && orphan.pid() != process.pid()) {
                watchdog.announce(orphan.pid(), orphan.startTicks());
                orphans.add(orphan.pid());
                known.put(orphan.pid(), orphan.startTicks());
            }
        }
    }

    /**
     * A process that listens where this server should, and is none of its own: whatever is done to the server is not done to
     * that one. Empty if there is none, or it can't be told.
     */
    synchronized Optional<Long> strangerAt(InetSocketAddress address) throws IOException {
        Set<String> sockets = SocketTable.listening(leader, address);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        List<Long> holders = ProcessTable.read().holdersOf(sockets);
        return holders.stream().anyMatch(pids()::contains)
                ? Optional.empty()
                : holders.stream().findFirst();
    }

    /** Stops all processes and waits until they stand: all at once where there is a freezer, else by signals. */
    synchronized void pause() throws IOException, InterruptedException, TimeoutException {
        if (freezer.isPresent()) {
            freezer.get().freeze();
            frozen = true;
        } else {
            stop();
        }
    }

    /** Stops all processes by signals, until two readings of the process table in a row say that they stand. */
    private void stop() throws IOException, InterruptedException, TimeoutException {
        findOrphans();
        int[] standing = {0};
        await("stop", () -> {
            List<ProcessTable.Entry> moving = new ArrayList<>();
            for (ProcessTable.Entry entry : family()) {
                if (!entry.isStopped()) {
                    moving.add(entry);
                }
            }
            // without /proc nothing tells whether a process stands: once is all that can be done
            boolean unknown = moving.stream().anyMatch(entry -> entry.session() == 0);
            signal(Signal.STOP, moving);
            // the table is read process by process: one that was being born behind the reader's back is in the next
            standing[0] = moving.isEmpty() ? standing[0] + 1 : 0;
            return standing[0] == 2 || unknown;
        });
    }

    /** Sends its first process a signal. */
    synchronized void ask(Signal signal) throws IOException, InterruptedException {
        signal.send(List.of(leader));
    }

    /** Lets all processes go on. */
    synchronized void resume() throws IOException, InterruptedException {
        if (frozen) {
            freezer.orElseThrow().thaw();
            frozen = false;
        }
        signal(Signal.CONT, family());
    }

    /**
     * Has something done while all processes stand.
     *
     * @param stayStopped they stand already, and are to stand when it is done
     */
    synchronized void whileStopped(ProcessFamily.Deed deed, boolean stayStopped) throws Exception {
        if (frozen) {
            // they would take no signal now
            deed.run();
            return;
        }
        try {
            stop();
            deed.run();
        } finally {
            if (!stayStopped) {
                resume();
            }
        }
    }

    /** Ends all processes at once, stopped ones too, and waits until they are gone. Idempotent. */
    synchronized void kill() throws IOException, InterruptedException, TimeoutException {
        if (frozen) {
            // none can start another, and those of version 1 die when they go on, before they do anything
            signal(Signal.KILL, family());
            freezer.orElseThrow().thaw();
            frozen = false;
        }
        // nothing can be started between finding the children and killing them if all stand still before
        Set<Long> before = Set.of();
        List<ProcessTable.Entry> family = family();
        while (!before.containsAll(known.keySet())) {
            before = Set.copyOf(known.keySet());
            signal(Signal.STOP, family);
            family = family();
        }
        signal(Signal.KILL, family);
        findOrphans();
        await("die", () -> {
            process.waitFor(1, TimeUnit.MILLISECONDS);
            List<ProcessTable.Entry> left = family();
            signal(Signal.KILL, left);
            return left.isEmpty() && !process.isAlive();
        });
        watchdog.withdraw(leader);
        orphans.forEach(watchdog::withdraw);
    }

    /**
     * Ends one process, and waits until it is gone.
     *
     * @return false if it was gone before, or is none of this server's
     */
    synchronized boolean kill(long pid) throws IOException, InterruptedException, TimeoutException {
        Optional<ProcessTable.Entry> victim =
                family().stream().filter(entry -> entry.pid() == pid).findFirst();
        if (victim.isEmpty()) {
            return false;
        }
        await("die", () -> {
            signal(Signal.KILL, List.of(victim.get()));
            return family().stream()
                    .noneMatch(entry -> entry.pid() == pid
                            && entry.startTicks() == victim.get().startTicks());
        });
        return true;
    }

    /** The living processes of this server, the first one first: the numbers of its children may be lower, as they start anew. */
    synchronized List<Long> pids() {
        return family().stream()
                .map(ProcessTable.Entry::pid)
                .sorted(Comparator.comparing(pid -> pid != leader))
                .toList();
    }

    private List<ProcessTable.Entry> family() {
        return ProcessTable.read().familyOf(known);
    }

    private void signal(Signal signal, Collection<ProcessTable.Entry> targets)
            throws IOException, InterruptedException {
        List<Long> numbers = new ArrayList<>();
        if (targets.stream().anyMatch(entry -> entry.session() == 0)) {
            numbers.add(-leader);
        }
        targets.forEach(entry -> numbers.add(entry.pid()));
        signal.send(numbers);
    }

    private void await(String what, Attempt attempt) throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!attempt.done()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("processes " + pids() + " did not " + what + " within "
                        + PATIENCE.toSeconds() + " s: look at them with ps -o pid,stat,wchan,args -p " + leader);
            }
            Thread.sleep(1);
        }
    }

    private interface Attempt {
        boolean done() throws IOException, InterruptedException;
    }
}
