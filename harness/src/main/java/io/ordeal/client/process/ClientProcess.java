package io.ordeal.client.process;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.cluster.ProcessFamily;
import io.ordeal.cluster.SpokenToProcess;
import io.ordeal.fault.StepWatcher;
import io.ordeal.history.OpType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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

    /** How often it is looked whether a silent one lives: one of its children may keep its output open. */
    private static final Duration LOOK = Duration.ofMillis(200);

    /** A client that keeps to the wire says one thing and waits; whoever goes on is not heard for ever. */
    private static final int MOST_UNHEARD = 64;

    /** Ids rise by up to so much, so that a client can't count on its own what it is to repeat. */
    private static final int LARGEST_STEP = 1000;

    private static final Map<String, @Nullable Object> ENDED = Map.of(Wire.TYPE, "ended");

    private final SpokenToProcess process;
    private final ClientContext context;
    private final StepKills kills;
    private final StepWatcher watcher;
    private final Path log;
    private final Channel channel;
    private final BlockingQueue<Map<String, @Nullable Object>> heard = new LinkedBlockingQueue<>();
    private final SplittableRandom steps = new SplittableRandom();
    private volatile String end = "it is silent";
    /** What it said that no line of the wire is; null as long as it keeps to the contract. */
    private volatile @Nullable String said;

    private boolean hasPausePoints;
    private long operation;

    /** The members of which it was told last. */
    private List<String> members = List.of();

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

    /** Whatever it says, and however it ends: whoever waits for an answer is told. */
    private void listen() {
        try {
            for (Optional<Map<String, @Nullable Object>> message = channel.read();
                    message.isPresent();
                    message = channel.read()) {
                Object lock = message.get().get("lock");
                if (lock != null && "session-lost".equals(message.get().get(Wire.TYPE))) {
                    context.sessionLost(lock);
                } else if (heard.size() == MOST_UNHEARD) {
                    throw new WireException("more than it was asked", String.valueOf(message.get()));
                } else {
                    heard.add(message.get());
                }
            }
            end = "it has closed its output";
        } catch (WireException wrong) {
            said = wrong.getMessage();
        } catch (IOException | RuntimeException | Error unfit) {
            end = "it can't be heard any more: " + unfit;
        }
        heard.add(ENDED);
    }

    /** Greets the process, and waits until it is ready. */
    void greet(Hello hello) throws IOException, InterruptedException {
        members = hello.routes().nodes();
        say(hello.message());
        Map<String, @Nullable Object> answer = hear();
        if (!"ready".equals(answer.get(Wire.TYPE))) {
            throw broken("what is not that it is ready", answer);
        }
        hasPausePoints = Boolean.TRUE.equals(answer.get("pause-points"));
    }

    private Map<String, @Nullable Object> hear() throws IOException, InterruptedException {
        Map<String, @Nullable Object> message = heard.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        while (message == null) {
            boolean lives = process.isAlive();
            message = heard.poll(lives ? LOOK.toMillis() : 0, TimeUnit.MILLISECONDS);
            if (message == null && !lives) {
                message = ENDED;
            }
        }
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

    /** It has ended, or is ended now. Its words come first: an operation's error is cut. */
    private IOException lost(String how) throws InterruptedException {
        String words = said;
        String why;
        if (words != null) {
            why = "it said " + words;
        } else {
            why = process.awaitEnd(GRACE) ? "it ended, exit code " + process.exitCode() : how;
        }
        IOException lost = new IOException(
                "the client process is lost: " + why + "; it was " + process.pid() + ", its log is " + log);
        try {
            kill();
        } catch (IOException | TimeoutException unkillable) {
            lost.addSuppressed(unkillable);
        }
        return lost;
    }

    /** It said something else than what it was asked: no word of it can be believed any more, nor the next. */
    private IOException broken(String found, Map<String, @Nullable Object> answer)
            throws IOException, InterruptedException {
        said = new WireException(found, Wire.encode(answer)).getMessage();
        heard.clear();
        heard.add(ENDED);
        return lost(end);
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put(Wire.TYPE, "invoke");
        operation += 1 + steps.nextInt(LARGEST_STEP);
        message.put(Wire.ID, operation);
        message.put("f", invocation.f());
        message.put("value", invocation.value());
        List<String> now = context.nodes();
        if (!now.equals(members)) {
            members = now;
            message.put(Wire.NODES, now);
        }
        say(message);
        if (!hasPausePoints) {
            context.pausePoint();
        }
        watcher.at(new StepWatcher.Step(INVOKED, context.worker(), Optional.empty()));
        mayBeKilled(INVOKED, false);
        while (true) {
            Map<String, @Nullable Object> answer = hear();
            if (!(answer.get(Wire.ID) instanceof Number id) || id.doubleValue() != operation) {
                throw broken(
                        answer.containsKey(Wire.ID)
                                ? "what is about another operation than the one with id " + operation
                                : "what is without the operation's id, " + operation + ", which it must repeat",
                        answer);
            }
            String type = String.valueOf(answer.get(Wire.TYPE));
            switch (type) {
                case "ok", "fail", "info" -> {
                    return completion(OpType.valueOf(type.toUpperCase(Locale.ROOT)), answer, invocation);
                }
                case "pause-point" -> {
                    context.pausePoint();
                    say(go());
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
                default -> throw broken("what is neither a step nor a completion", answer);
            }
        }
    }

    private Map<String, Object> go() {
        return Map.of(Wire.TYPE, "go", Wire.ID, operation);
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
        Optional<StepKills.Kill> kill = kills.at(context.worker(), step);
        long delayNanos = kill.map(StepKills.Kill::delayNanos).orElse(0L);
        if (waits && (kill.isEmpty() || delayNanos > 0)) {
            say(go());
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

    /** This client's process, and the children it has. */
    ProcessFamily processes() {
        return process;
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
