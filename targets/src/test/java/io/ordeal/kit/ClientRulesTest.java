package io.ordeal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.targets.redis.RedisTokenTarget;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about the client itself, on a real Redis: one that knows what it says, and some as they are often written first. */
class ClientRulesTest {
    @TempDir
    static Path results;

    private static KitRun all;

    @BeforeAll
    static void run() {
        all = KitRun.ofAll(
                List.of(
                        selectClass(Careful.class),
                        selectMethod(TakesAnExceptionForARefusal.class, "c04ResetAfterTheRequest"),
                        selectMethod(TakesAnExceptionForARefusal.class, "c05NoAnswer"),
                        selectMethod(TakesAnExceptionForAGrant.class, "c02ConnectionRefused"),
                        selectMethod(WaitsForEver.class, "c05NoAnswer"),
                        selectMethod(IsBrokenForGood.class, "c02ConnectionRefused"),
                        selectMethod(RemembersForAll.class, "c07ClientsAreApart"),
                        selectMethod(OneConnection.class, "c07ClientsAreApart"),
                        selectMethod(OneConnectionInATrial.class, "isUnknown")),
                results);
    }

    /** What a client makes of an exception that tells nothing. */
    @FunctionalInterface
    interface Excuse {
        Optional<Grant> of(Exception unknown) throws Exception;
    }

    /** The clients of {@code redis-token}, whose exceptions are taken for something else. */
    record Careless(Target target, Excuse excuse) implements Target {
        @Override
        public String name() {
            return "careless-token";
        }

        @Override
        public String summary() {
            return "redis-token by a careless client";
        }

        @Override
        public ClusterDescription cluster() {
            return target.cluster();
        }

        @Override
        public ClientFactories newClients() {
            return ClientFactories.of(LockClient.class, context -> new CarelessClient(opened(context), excuse))
                    .withLease(target.newClients().lease().orElseThrow());
        }

        private LockClient opened(ClientContext context) throws Exception {
            return target.newClients().find(LockClient.class).orElseThrow().open(context);
        }

        @Override
        public List<Expectation> expectations() {
            return List.of();
        }
    }

    /** Whoever has thrown it throws nothing else any more. */
    static final class Broken extends DefiniteFailure {
        Broken() {
            super("the connection is closed");
        }
    }

    static final class CarelessClient implements LockClient {
        private final LockClient locks;
        private final Excuse excuse;
        private boolean broken;

        CarelessClient(LockClient locks, Excuse excuse) {
            this.locks = locks;
            this.excuse = excuse;
        }

        @Override
        public Optional<Grant> acquire(String lock) throws Exception {
            if (broken) {
                throw new Broken();
            }
            try {
                return locks.acquire(lock);
            } catch (Exception unknown) {
                try {
                    return excuse.of(unknown);
                } catch (Broken forGood) {
                    broken = true;
                    throw forGood;
                }
            }
        }

        @Override
        public void release(String lock) throws Exception {
            locks.release(lock);
        }

        @Override
        public void close() throws Exception {
            locks.close();
        }
    }

    @OrdealTest(operationTimeout = "4s")
    interface OnRedis extends ClientRules {
        @Override
        default String workload() {
            return "lock";
        }
    }

    static final class Careful implements OnRedis {
        @Override
        public Target target() {
            return new RedisTokenTarget();
        }
    }

    @Test
    void aClientThatKnowsWhatItSaysPasses() {
        KitRun run = all.in(Careful.class);
        assertThat(run.everythingThrown()).isEmpty();
        assertThat(run.passed())
                .extracting(name -> name.substring(0, 3))
                .containsExactlyInAnyOrder("C01", "C02", "C03", "C04", "C05", "C06", "C07");
    }

    /** No lock: so it was refused. */
    static final class TakesAnExceptionForARefusal implements OnRedis {
        @Override
        public Target target() {
            return new Careless(new RedisTokenTarget(), unknown -> Optional.empty());
        }
    }

    /** It will surely have been granted. */
    static final class TakesAnExceptionForAGrant implements OnRedis {
        @Override
        public Target target() {
            return new Careless(new RedisTokenTarget(), unknown -> Optional.of(Grant.plain()));
        }
    }

    /** As one that tries again without end. */
    static final class WaitsForEver implements OnRedis {
        @Override
        public Target target() {
            return new Careless(new RedisTokenTarget(), unknown -> {
                TimeUnit.DAYS.sleep(1);
                return Optional.empty();
            });
        }
    }

    /** As one that keeps a connection which has failed: the last grant of all is the first exception. */
    static final class IsBrokenForGood implements OnRedis {
        @Override
        public Target target() {
            return new Careless(new RedisTokenTarget(), unknown -> {
                throw new Broken();
            });
        }
    }

    /** As a client library that looks into a table of its own before it asks: here it excludes, on two machines it does not. */
    static final class RemembersForAll implements OnRedis {
        @Override
        public Target target() {
            Set<String> held = ConcurrentHashMap.newKeySet();
            return new Joined(new RedisTokenTarget(), locks -> new LockClient() {
                @Override
                public Optional<Grant> acquire(String lock) throws Exception {
                    if (!held.add(lock)) {
                        return Optional.empty();
                    }
                    Optional<Grant> grant = Optional.empty();
                    try {
                        grant = locks.acquire(lock);
                        return grant;
                    } finally {
                        if (grant.isEmpty()) {
                            held.remove(lock);
                        }
                    }
                }

                @Override
                public void release(String lock) throws Exception {
                    locks.release(lock);
                    held.remove(lock);
                }
            });
        }
    }

    /** As a singleton with a pool of connections, made for whoever came first. */
    static final class OneConnection implements OnRedis {
        @Override
        public Target target() {
            AtomicReference<LockClient> first = new AtomicReference<>();
            return new Joined(new RedisTokenTarget(), locks -> {
                first.compareAndSet(null, locks);
                LockClient shared = Objects.requireNonNull(first.get());
                return new LockClient() {
                    @Override
                    public Optional<Grant> acquire(String lock) throws Exception {
                        synchronized (first) {
                            return shared.acquire(lock);
                        }
                    }

                    @Override
                    public void release(String lock) throws Exception {
                        synchronized (first) {
                            shared.release(lock);
                        }
                    }
                };
            });
        }
    }

    /** Slices of messages keep nobody waiting for as long as a grant lasts, on whatever machine: the lock itself does not break. */
    static final class OneConnectionInATrial {
        final Target target = new OneConnection().target();

        @OrdealTest(
                targetFrom = "target",
                workloads = "lock",
                faults = "slices",
                time = "3s",
                faultInterval = "1s",
                concurrency = 4)
        void isUnknown() {}
    }

    /** Faults are felt on the link of whoever opened the connection, and on no other. */
    @Test
    void clientsThatNeverUseTheirLinksAreNotCalledValidUnderFaultsOfLinks() {
        assertThat(all.in(OneConnectionInATrial.class).message("[1]"))
                .startsWith("expected a verdict, but the trial tested nothing")
                .contains("never connected by links of their own");
    }

    /** The clients of {@code redis-token}, with something between them and who uses them; they are never closed. */
    record Joined(Target target, UnaryOperator<LockClient> between) implements Target {
        @Override
        public String name() {
            return "joined-token";
        }

        @Override
        public String summary() {
            return "redis-token by clients that share something";
        }

        @Override
        public ClusterDescription cluster() {
            return target.cluster();
        }

        @Override
        public ClientFactories newClients() {
            return ClientFactories.of(
                            LockClient.class,
                            context -> between.apply(target.newClients()
                                    .find(LockClient.class)
                                    .orElseThrow()
                                    .open(context)))
                    .withLease(target.newClients().lease().orElseThrow());
        }

        @Override
        public List<Expectation> expectations() {
            return List.of();
        }
    }

    @ParameterizedTest
    @MethodSource("careless")
    void whatIsWrongWithAClientIsToldByName(Class<?> suite, String told) {
        KitRun run = all.in(suite);
        assertThat(run.passed()).isEmpty();
        assertThat(run.aborted()).isEmpty();
        assertThat(run.everythingThrown()).contains(told);
    }

    static Stream<Arguments> careless() {
        return Stream.of(
                arguments(
                        TakesAnExceptionForARefusal.class, "C04 (required): a client whose connection is reset after"),
                arguments(TakesAnExceptionForARefusal.class, "C05 (required): a client that gets no answer"),
                arguments(
                        TakesAnExceptionForARefusal.class,
                        "the client says fail where the server got the request: acquire lock900"),
                arguments(TakesAnExceptionForAGrant.class, "the client says ok where no answer can have come"),
                arguments(WaitsForEver.class, "the client hangs past its time-out"),
                arguments(IsBrokenForGood.class, "the client can't be used twice"),
                arguments(RemembersForAll.class, "C07 (required): clients share nothing but the backend"),
                arguments(RemembersForAll.class, "it knows of another's acquire lock900"),
                arguments(OneConnection.class, "another, whose connections are whole, can't go on"));
    }
}
