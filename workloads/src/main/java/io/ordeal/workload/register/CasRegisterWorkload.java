package io.ordeal.workload.register;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Client;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generators;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.KeysApart;
import io.ordeal.workload.parts.PlainRun;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Reads, writes and compare-and-sets of registers, with few values, so that a set finds what it expects now and then. In
 * the end every register is read, until that is ok: a run is Valid only if each that was written or set was read after
 * that and after the last fault was healed, beside 20 reads, 20 writes and 10 compare-and-sets that were ok, and a read of what another
 * process had written.
 */
public final class CasRegisterWorkload implements Workload<CasRegisterClient> {
    private static final int VALUES = 5;

    @Override
    public String name() {
        return "cas-register";
    }

    @Override
    public String promise() {
        return "Reads, writes and compare-and-sets take effect one at a time, in the order in which clients saw things"
                + " happen.";
    }

    @Override
    public Class<CasRegisterClient> clientType() {
        return CasRegisterClient.class;
    }

    @Override
    public Set<String> moments() {
        return Set.of("write", "cas");
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(RegisterOperations.SERVED_WRITE, RegisterOperations.SERVED_READ, RegisterOperations.SERVED_CAS);
    }

    @Override
    public WorkloadRun<CasRegisterClient> start(WorkloadOptions options) {
        RegisterKeys keys = new RegisterKeys(options);
        return new PlainRun<CasRegisterClient>(
                        keys.noting(Generators.drawn(draw -> draw(draw.random(), keys.draw(draw)))),
                        keys.lastReads(),
                        (client, context) -> new RegisterOperations(client))
                .withReplaying(Replaying.noting(keys::noting, RegisterKeys::rounds));
    }

    private static Invocation draw(SplittableRandom random, String key) {
        long value = random.nextInt(VALUES);
        return switch (random.nextInt(3)) {
            case 0 -> new Invocation("read", RegisterOperations.keyed(key, null));
            case 1 -> new Invocation("write", RegisterOperations.keyed(key, value));
            default ->
                new Invocation("cas", RegisterOperations.keyed(key, List.of(value, (long) random.nextInt(VALUES))));
        };
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> KeysApart.texts(client, run));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("cas-register", CheckerOptions.DEFAULT.withIndependent(true)),
                Requirement.okOperations("read", 20),
                Requirement.okOperations("write", 20),
                Requirement.okOperations("cas", 10),
                new ReadOfAnother(),
                RegisterKeys.readInTheEnd());
    }
}
