package io.ordeal.cluster.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends what a container prints to a file, until the container ends. */
final class LogFollower extends ResultCallback.Adapter<Frame> {
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Path log;
    private final OutputStream out;
    private final Runnable onEnd;
    /** Of what the container has printed, how much is in the file already. */
    private final AtomicLong known;

    private final AtomicLong received = new AtomicLong();

    /**
     * @param known how many bytes of the container's earlier starts are in the file already, and come once more
     * @param onEnd done when the container has ended
     */
    LogFollower(Path log, long known, Runnable onEnd) throws IOException {
        this.known = new AtomicLong(known);
        this.log = log;
        this.onEnd = onEnd;
        out = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void onNext(Frame frame) {
        try {
            byte[] printed = frame.getPayload();
            int from = (int) Math.min(printed.length, Math.max(0, known.get() - received.get()));
            received.addAndGet(printed.length);
            out.write(printed, from, printed.length - from);
        } catch (IOException e) {
            LOG.warn("the log {} can't be written", log, e);
        }
    }

    @Override
    public void onComplete() {
        super.onComplete();
        onEnd.run();
    }

    @Override
    public void onError(Throwable failed) {
        LOG.debug("the log {} ends early", log, failed);
        super.onError(failed);
    }

    /** How many bytes the container has printed since it was made. */
    long received() {
        return Math.max(known.get(), received.get());
    }

    /** Waits until all that a container which has ended printed is in the file, and closes that. */
    void finish() throws InterruptedException {
        try {
            awaitCompletion(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
        } catch (RuntimeException e) {
            LOG.debug("the log {} ended early", log, e);
        }
        try {
            close();
            out.close();
        } catch (IOException e) {
            LOG.warn("the log {} can't be closed", log, e);
        }
    }
}
