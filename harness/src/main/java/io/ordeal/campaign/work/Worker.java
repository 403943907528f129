package io.ordeal.campaign.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.campaign.work.TrialResult.End;
import io.ordeal.cluster.Session;
import io.ordeal.store.RunSpec;
import io.ordeal.store.RunSpecJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process that makes trials, as the night sees it. One trial at a time. */
final class Worker implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final long END_SECONDS = 20;

    private final Process process;
    private final Writer to;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private int made;

    /** A trial was asked for whose end was not heard. */
    private boolean owes;

    private Worker(Process process) {
        this.process = process;
        this.to = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "night-worker-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one.
     *
     * @param command of a JVM that runs a {@link TrialServer} and ends when this process does
     * @param log where its standard error goes
     */
    static Worker start(List<String> command, Path log) throws IOException {
        List<String> whole = new ArrayList<>(Session.prefix());
        whole.addAll(command);
        return new Worker(new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    private void read() {
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException gone) {
            // as if it had ended, which it does
        }
        lines.add(Optional.empty());
    }

    /** How many trials it has made. */
    int made() {
        return made;
    }

    /** Whether it may be asked for another trial: it lives, and has told the end of the last. */
    boolean isFit() {
        return process.isAlive() && !owes;
    }

    /** A trial and what it took. */
    record Made(TrialResult result, long cpuMillis, long peakBytes) {}

    /**
     * Makes a trial. A worker that ends in the midst of it, or does not come to an end, is killed with all its servers.
     *
     * @param id of the trial
     * @param replayOf the run that it does again
     * @param patience until it hangs
     * @param folder is told the run's folder as soon as there is one
     */
    Made make(
            String id,
            RunSpec run,
            Optional<Replayed> replayOf,
            Path results,
            Duration patience,
            Consumer<String> folder)
            throws InterruptedException {
        made++;
        owes = true;
        ResourceMeter meter = new ResourceMeter(process.toHandle());
        ObjectNode ask = WorkerLines.object();
        ask.put("trial", id);
        ask.put("results", results.toString());
        ask.set("run", WorkerLines.parse(RunSpecJson.write(run)));
        replayOf.ifPresent(of -> ask.put("replayOf", of.folder()).put("anomaly", of.anomaly()));
        Optional<String> itsFolder = Optional.empty();
        if (!say(WorkerLines.line(ask))) {
            return new Made(dead(itsFolder), 0, 0);
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<String> line = lines.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            meter.sample();
            if (line == null) {
                continue;
            }
            if (line.isEmpty()) {
                return new Made(dead(itsFolder), meter.cpuMillis(), meter.peakBytes());
            }
            JsonNode said = WorkerLines.parse(line.get());
            if (said.has("trial") && !said.path("trial").asText().equals(id)) {
                throw new IllegalStateException("it speaks of another trial: " + line.get());
            }
            if (said.has("end")) {
                owes = false;
                return new Made(WorkerLines.end(said), meter.cpuMillis(), meter.peakBytes());
            } else if (said.has("folder")) {
                itsFolder = Optional.of(said.path("folder").asText());
                folder.accept(itsFolder.get());
            }
        }
        process.destroyForcibly();
        return new Made(
                TrialResult.without(
                        End.FAILED, "the trial hung: no verdict after " + patience.toSeconds() + " s", itsFolder),
                meter.cpuMillis(),
                meter.peakBytes());
    }

    private TrialResult dead(Optional<String> folder) throws InterruptedException {
        boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        return TrialResult.without(
                End.FAILED,
                "the worker that made the trial ended, exit code " + (ended ? process.exitValue() : "none"),
                folder);
    }

    /** Cuts the trial short that it makes, and all that come. */
    void stop() {
        say(WorkerLines.line(WorkerLines.object().put("stop", true)));
    }

    private synchronized boolean say(String line) {
        try {
            to.write(line + "\n");
            to.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Ends it; by force if it does not end. */
    @Override
    public void close() {
        try {
            to.close();
        } catch (IOException gone) {
            // it has ended
        }
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
