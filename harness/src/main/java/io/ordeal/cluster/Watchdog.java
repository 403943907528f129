package io.ordeal.cluster;

import io.ordeal.cgroup.GroupWatch;
import io.ordeal.disk.MountWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that no server outlives the harness: a shell in a session of its own that reads a pipe whose other end only
 * this process holds. The kernel closes that end however the process dies, and at the end of the pipe the shell kills
 * the process groups that were announced and not withdrawn, with all their children; stopped ones too. Then it unmounts what
 * was announced as mounted, and undoes and removes the control groups that were announced.
 *
 * <p>A signal on the parent's death ({@code PR_SET_PDEATHSIG}) would not do: it hangs on the thread that started the
 * child.
 */
final class Watchdog implements MountWatch, GroupWatch, AutoCloseable {
    private static final String SCRIPT = script();

    private final Process shell;
    private final Writer pipe;

    private Watchdog(Process shell) {
        this.shell = shell;
        this.pipe = shell.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts one, which takes about 5 ms. */
    static Watchdog start() throws IOException {
        return start("/proc");
    }

    static Watchdog start(String proc) throws IOException {
        List<String> command = new ArrayList<>(Session.prefix());
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "ordeal-watchdog", proc));
        return new Watchdog(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /**
     * Announces a server. To be called before it can do anything; what is in the pipe is read even if the harness dies
     * at once.
     *
     * @throws IOException the watchdog is gone: the server must not be started
     */
    void announce(long pid, long startTicks) throws IOException {
        send("+ " + pid + " " + startTicks + "\n");
    }

    /** Withdraws a server whose processes are all gone. */
    void withdraw(long pid) {
        try {
            send("- " + pid + "\n");
        } catch (IOException e) {
            // a watchdog that is gone kills nothing
        }
    }

    @Override
    public void mounting(Path folder) throws IOException {
        announce("m", folder);
    }

    @Override
    public void unmounted(Path folder) {
        try {
            send("u " + folder + "\n");
        } catch (IOException e) {
            // a watchdog that is gone unmounts nothing
        }
    }

    @Override
    public void making(Path group) throws IOException {
        announce("g", group);
    }

    @Override
    public void removed(Path group) {
        try {
            send("h " + group + "\n");
        } catch (IOException e) {
            // a watchdog that is gone removes nothing
        }
    }

    private void announce(String verb, Path folder) throws IOException {
        if (folder.toString().contains("\n")) {
            throw new IOException("the folder " + folder + " has a line break in its name: give the run another");
        }
        send(verb + " " + folder + "\n");
    }

    private synchronized void send(String line) throws IOException {
        if (!shell.isAlive()) {
            throw new IOException("the watchdog (process " + shell.pid() + ", " + Session.prefix()
                    + " /bin/sh) has ended, exit code " + shell.exitValue()
                    + ": no server is started that nobody would end");
        }
        pipe.write(line);
        pipe.flush();
    }

    /** Ends the watchdog; what was not withdrawn is killed, what was not unmounted is. Idempotent. */
    @Override
    public void close() {
        try {
            synchronized (this) {
                pipe.close();
            }
            shell.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            // it was gone already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String script() {
        try (InputStream in = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            if (in == null) {
                throw new IllegalStateException("io/ordeal/cluster/watchdog.sh is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
