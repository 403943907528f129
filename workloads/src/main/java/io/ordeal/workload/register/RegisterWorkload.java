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
import java.util.function.UnaryOperator;

/**
 * Reads and writes of registers, every value written once. In the end every register is read, until that is ok: a run is
 * Valid only if each that was written was read after its last write and after the last fault was healed, beside 20 reads
 * and 20 writes that were ok, and a read of what another process had written.
 */
public final class RegisterWorkload implements Workload<RegisterClient> {
    @Override
    public String name() {
        return "register";
    }

    @Override
    public String promise() {
        return "A read returns the value written last, in the order in which clients saw things happen.";
    }

    @Override
    public Class<RegisterClient> clientType() {
        return RegisterClient.class;
    }

    @Override
    public Set<String> moments() {
        return Set.of("write");
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(RegisterOperations.SERVED_WRITE, RegisterOperations.SERVED_READ);
    }

    @Override
    public WorkloadRun<RegisterClient> start(WorkloadOptions options) {
        RegisterKeys keys = new RegisterKeys(options);
        int concurrency = options.concurrency();
        return new PlainRun<RegisterClient>(
                        keys.noting(Generators.drawn(draw -> {
                            String key = keys.draw(draw);
                            return draw.random().nextBoolean()
                                    ? new Invocation("read", RegisterOperations.keyed(key, null))
                                    : new Invocation(
                                            "write",
                                            RegisterOperations.keyed(key, draw.count() * concurrency + draw.worker()));
                        })),
                        keys.lastReads(),
                        (client, context) -> new RegisterOperations(client))
                .withReplaying(Replaying.noting(keys::noting, RegisterKeys::rounds));
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> KeysApart.texts(client, run));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("register", CheckerOptions.DEFAULT.withIndependent(true)),
                Requirement.okOperations("read", 20),
                Requirement.okOperations("write", 20),
                new ReadOfAnother(),
                RegisterKeys.readInTheEnd());
    }
}
