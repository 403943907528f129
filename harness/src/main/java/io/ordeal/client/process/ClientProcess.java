package io.ordeal.client.process;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.cluster.SpokenToProcess;
import io.ordeal.fault.StepWatcher;
import io.ordeal.history.OpType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The harness' side of a client that is a process of its own. */
final class ClientProcess implements Client {
    /** The name of the step at which an operation has just been handed over. */
    static final String INVOKED = "invoked";

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Map<String, Object> GO = Map.of(Wire.TYPE, "go");
    private static final Map<String, @Nullable Object> ENDED = Map.of(Wire.TYPE, "ended");

    private final SpokenToProcess process;
    private final ClientContext context;
    private final StepKills kills;
    private final StepWatcher watcher;
    private final Path log;
    private final Channel channel;
    private final BlockingQueue<Map<String, @Nullable Object>> heard = new LinkedBlockingQueue<>();
    private volatile String end = "";
    private boolean hasPausePoints;

    /**
     * @param watcher is told of every step
     * @param log where its standard error goes
     */
    ClientProcess(SpokenToProcess process, ClientContext context, StepKills kills, StepWatcher watcher, Path log) {
        this.process = process;
        this.context = context;
        this.kills = kills;
        this.watcher = watcher;
        this.log = log;
        channel = new Channel(process.output(), process.input());
        Thread reader = new Thread(this::listen, "ordeal-client-" + context.process());
        reader.setDaemon(true);
        reader.start();
    }

    private void listen() {
        try {
            for (Optional<Map<String, @Nullable Object>> message = channel.read();
                    message.isPresent();
                    message = channel.read()) {
                Object lock = message.get().get("lock");
                if (lock != null && "session-lost".equals(message.get().get(Wire.TYPE))) {
                    context.sessionLost(lock);
                } else {
                    heard.add(message.get());
                }
            }
            end = "it has closed its output";
        } catch (IOException wrong) {
            end = "what it said is none of the wire's lines: " + wrong.getMessage();
        }
        heard.add(ENDED);
    }

    /** Greets the process, and waits until it is ready. */
    void greet(Hello hello) throws IOException, InterruptedException {
        say(hello.message());
        Map<String, @Nullable Object> answer = hear();
        if (!"ready".equals(answer.get(Wire.TYPE))) {
            throw new IOException("expected the client process to be ready, found " + answer);
        }
        hasPausePoints = Boolean.TRUE.equals(answer.get("pause-points"));
    }

    private Map<String, @Nullable Object> hear() throws IOException, InterruptedException {
        Map<String, @Nullable Object> message = heard.take();
        if (message == ENDED) {
            heard.add(ENDED);
            throw lost(end);
        }
        return message;
    }

    private void say(Map<String, ?> message) throws IOException, InterruptedException {
        try {
            channel.write(message);
        } catch (IOException deaf) {
            throw lost("it does not read any more");
        }
    }

    private IOException lost(String how) throws InterruptedException {
        return new IOException("the client process " + process.pid() + " is lost: "
                + (process.awaitEnd(GRACE) ? "it ended, exit code " + process.exitCode() : how) + "; its log is "
                + log);
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put(Wire.TYPE, "invoke");
        message.put("f", invocation.f());
        message.put("value", invocation.value());
        say(message);
        if (!hasPausePoints) {
            context.pausePoint();
        }
        watcher.at(new StepWatcher.Step(INVOKED, context.worker(), Optional.empty()));
        mayBeKilled(INVOKED, false);
        while (true) {
            Map<String, @Nullable Object> answer = hear();
            String type = String.valueOf(answer.get(Wire.TYPE));
            switch (type) {
                case "ok", "fail", "info" -> {
                    return completion(OpType.valueOf(type.toUpperCase(java.util.Locale.ROOT)), answer, invocation);
                }
                case "pause-point" -> {
                    context.pausePoint();
                    say(GO);
                }
                case "step" -> {
                    if (!hasPausePoints) {
                        context.pausePoint();
                    }
                    String step = String.valueOf(answer.get("name"));
                    Optional<String> node =
                            answer.get("node") instanceof String named ? Optional.of(named) : Optional.empty();
                    watcher.at(new StepWatcher.Step(step, context.worker(), node));
                    mayBeKilled(step, true);
                }
                default -> throw new IOException("expected a step or a completion, found " + answer);
            }
        }
    }

    private static Completion completion(OpType type, Map<String, @Nullable Object> answer, Invocation invocation) {
        Object value = answer.containsKey("value") ? answer.get("value") : invocation.value();
        Object error = answer.get("error");
        return new Completion(type, value, error != null || type == OpType.OK ? error : "no reason was given");
    }

    /**
     * The client stands at a step, and is told to go on, or killed, or both.
     *
     * @param waits whether it waits to be told
     */
    private void mayBeKilled(String step, boolean waits) throws Exception {
        Optional<StepKills.Kill> kill = kills.at(step);
        long delayNanos = kill.map(StepKills.Kill::delayNanos).orElse(0L);
        if (waits && (kill.isEmpty() || delayNanos > 0)) {
            say(GO);
        }
        if (kill.isPresent()) {
            TimeUnit.NANOSECONDS.sleep(delayNanos);
            kills.note(context.process(), context.worker(), step, kill.get());
            kill();
        }
    }

    /** Ends it as kill -9 does. Idempotent. */
    void kill() throws IOException, InterruptedException, TimeoutException {
        process.kill();
    }

    void pause() throws IOException, InterruptedException, TimeoutException {
        process.pause();
    }

    void resume() throws IOException, InterruptedException {
        process.resume();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, and kills it if it does not at once. */
    @Override
    public void close() throws Exception {
        try {
            process.input().close();
        } catch (IOException gone) {
            // it does not read any more
        }
        try {
            process.awaitEnd(GRACE);
        } finally {
            kill();
        }
    }
}
