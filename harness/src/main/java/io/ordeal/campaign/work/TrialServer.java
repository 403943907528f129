package io.ordeal.campaign.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.campaign.work.TrialResult.End;
import io.ordeal.reproduce.AnchorChoice;
import io.ordeal.reproduce.Anchors;
import io.ordeal.reproduce.Recording;
import io.ordeal.reproduce.Replay;
import io.ordeal.reproduce.ReplayPlan;
import io.ordeal.reproduce.ReplayTry;
import io.ordeal.reproduce.Sought;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpecJson;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialFailedException;
import io.ordeal.trial.TrialInterruptedException;
import io.ordeal.trial.TrialListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker: makes the trials that it is told to make, one after the other, until its input ends. */
public final class TrialServer {
    private static final Logger LOG = LoggerFactory.getLogger(TrialServer.class);

    private static final TrialResult NOT_BEGUN =
            TrialResult.without(End.CUT, "the night ended before it began", Optional.empty());

    private final Catalog catalog;
    private final BufferedReader in;
    private final PrintStream out;
    private final BlockingQueue<Optional<JsonNode>> asked = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Runnable> playing = new AtomicReference<>();
    private volatile boolean stopped;

    public TrialServer(Catalog catalog, BufferedReader in, PrintStream out) {
        this.catalog = catalog;
        this.in = in;
        this.out = out;
    }

    /** Serves until the input ends. */
    public void run() throws InterruptedException {
        Thread reader = new Thread(this::read, "night-worker-input");
        reader.setDaemon(true);
        reader.start();
        say(WorkerLines.line(WorkerLines.object().put("ready", true)));
        while (true) {
            Optional<JsonNode> next = asked.take();
            if (next.isEmpty()) {
                return;
            }
            String id = next.get().path("trial").asText();
            say(WorkerLines.end(id, make(id, next.get())));
        }
    }

    private void read() {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode said = WorkerLines.parse(line);
                if (said.path("stop").asBoolean()) {
                    stop();
                } else {
                    asked.add(Optional.of(said));
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            LOG.error("what the night says can't be understood", broken);
        }
        stop();
        asked.add(Optional.empty());
    }

    private void stop() {
        stopped = true;
        Runnable stop = playing.get();
        if (stop != null) {
            stop.run();
        }
    }

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    private TrialResult make(String id, JsonNode said) {
        AtomicReference<@Nullable String> folder = new AtomicReference<>();
        TrialListener listener = new TrialListener() {
            @Override
            public void started(RunFolder run) {
                folder.set(run.path().toString());
                say(WorkerLines.line(WorkerLines.object()
                        .put("trial", id)
                        .put("folder", run.path().toString())));
            }
        };
        try {
            if (said.has("replayOf")) {
                return replay(said, listener);
            }
            Trial trial = new Trial(
                    RunSpecJson.read(said.path("run").toString()),
                    catalog,
                    Path.of(said.path("results").asText()),
                    listener);
            playing.set(trial::stop);
            if (stopped) {
                return NOT_BEGUN;
            }
            return RunFacts.of(trial.run(), catalog);
        } catch (RefusedRunException refused) {
            return TrialResult.without(End.REFUSED, String.valueOf(refused.getMessage()), of(folder));
        } catch (TrialInterruptedException interrupted) {
            return TrialResult.without(End.CUT, String.valueOf(interrupted.getMessage()), of(folder));
        } catch (Exception failed) {
            LOG.error("the trial {} failed", id, failed);
            return TrialResult.without(End.FAILED, words(failed), of(folder));
        } finally {
            playing.set(null);
            // a trial that was stopped leaves its thread interrupted
            boolean wasInterrupted = Thread.interrupted();
            if (wasInterrupted) {
                LOG.info("the trial {} was interrupted", id);
            }
        }
    }

    /** A replay whose faults did not come as they had come says nothing of the system. */
    private TrialResult replay(JsonNode said, TrialListener listener) throws Exception {
        Recording recording =
                Recording.read(new RunFolder(Path.of(said.path("replayOf").asText())), catalog);
        ReplayPlan plan = ReplayPlan.of(recording)
                .withSchedule(Anchors.of(recording, AnchorChoice.NEAREST).schedule());
        Replay replay = new Replay(
                plan,
                Sought.ofType(said.path("anomaly").asText()),
                catalog,
                Path.of(said.path("results").asText()),
                listener);
        playing.set(replay::stop);
        if (stopped) {
            return NOT_BEGUN;
        }
        ReplayTry one = replay.run();
        TrialResult result = RunFacts.of(one.outcome(), catalog);
        return one.result() == ReplayTry.Result.MISSED && result.end() == End.JUDGED
                ? result.unknown("the replay's faults did not come as they had come")
                : result;
    }

    private static Optional<String> of(AtomicReference<@Nullable String> folder) {
        return Optional.ofNullable(folder.get());
    }

    private static String words(Exception failed) {
        StringBuilder words = new StringBuilder(String.valueOf(failed.getMessage()));
        Throwable cause = failed instanceof TrialFailedException ? failed.getCause() : null;
        for (int i = 0; cause != null && i < 3; i++, cause = cause.getCause()) {
            words.append(": ").append(cause);
        }
        return words.toString();
    }
}
