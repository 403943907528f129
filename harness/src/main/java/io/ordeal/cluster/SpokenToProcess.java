package io.ordeal.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;

/**
 * A child process that is spoken to by its standard input and output, such as a client. It is killed and stopped as
 * servers are, with all its children, and dies with the harness.
 */
public final class SpokenToProcess implements ProcessFamily {
    private final ServerProcess process;
    private boolean paused;

    SpokenToProcess(ServerProcess process) {
        this.process = process;
    }

    /** What it reads. */
    public OutputStream input() {
        return process.input();
    }

    /** What it writes. */
    public InputStream output() {
        return process.output();
    }

    /** Its number as the operating system has it. */
    public long pid() {
        return process.pid();
    }

    /** Whether it lives; stopped counts as living. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** As the shell has it: 128 + the signal's number if one killed it. Only of one that is not alive. */
    public int exitCode() {
        return process.exitCode();
    }

    /** Waits until it has ended; false if it has not within the time. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return process.awaitEnd(atMost);
    }

    /** Ends it at once, as kill -9 does, and waits until it is gone. Idempotent. */
    public void kill() throws IOException, InterruptedException, TimeoutException {
        process.kill();
    }

    /** Stops it where it stands, by SIGSTOP, and waits until it does. */
    public synchronized void pause() throws IOException, InterruptedException, TimeoutException {
        paused = true;
        process.pause();
    }

    /** Lets it go on. */
    public synchronized void resume() throws IOException, InterruptedException {
        process.resume();
        paused = false;
    }

    @Override
    public OptionalLong firstPid() {
        return process.isAlive() ? OptionalLong.of(process.pid()) : OptionalLong.empty();
    }

    @Override
    public List<Long> pids() {
        return process.pids();
    }

    @Override
    public boolean kill(long pid) throws IOException, InterruptedException, TimeoutException {
        return process.kill(pid);
    }

    @Override
    public synchronized void whileStopped(Deed deed) throws Exception {
        if (process.isAlive()) {
            process.whileStopped(deed, paused);
        }
    }
}
