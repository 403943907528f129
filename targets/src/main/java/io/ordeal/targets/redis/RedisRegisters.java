package io.ordeal.targets.redis;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Registers on one Redis, by how it syncs. */
abstract class RedisRegisters extends PlainTarget {
    private static final Set<String> DEATHS = Set.of("kill", "restart", "memory");
    private static final String POSTPONED =
            "Redis 7.0.15, aof.c, flushAppendOnlyFile: while a sync goes on in the background, writes wait for it in the"
                    + " server's memory, up to two seconds";
    private static final String NOWHERE_ELSE = "what one server alone has is gone with its disk";
    private static final String ONE_BY_ONE = "one server executes one command after the other";

    RedisRegisters(String name, AppendFsync policy, List<Expectation> expectations) {
        super(
                name,
                "one Redis with appendfsync " + policy.value() + "; GET and SET",
                IndependentRedis.alone(policy),
                RedisRegisters::clients,
                expectations);
    }

    private static ClientFactories clients() {
        return RedisClients.registers(context -> new RedisRegister(RedisClients.toOne(context)));
    }

    /** Of one that has what it acknowledged on disk. */
    static List<Expectation> whereAllIsSynced(String source) {
        return all(
                wiped(),
                both(workload -> Expectation.holds(
                        workload,
                        Faults.union(List.of(Faults.SYSTEM, Faults.DISKS, Faults.MEMORY)),
                        source + "; " + ONE_BY_ONE)));
    }

    /**
     * Of one that acknowledges what is yet to be synced: kill -9 takes nothing from the operating system, as a rule; a power
     * loss does.
     *
     * @param within how long a run surely shows it
     */
    static List<Expectation> whereSomeIsNot(Duration within, String source) {
        return all(
                wiped(),
                both(workload -> Expectation.breaks(workload, Faults.POWER_LOSS, "nonlinearizable", within, source)),
                both(workload ->
                        Expectation.mayBreak(workload, Set.of("disk-dead", "disk-full"), "nonlinearizable", source)),
                both(workload -> Expectation.mayBreak(workload, DEATHS, "nonlinearizable", POSTPONED)),
                both(workload -> Expectation.holds(
                        workload,
                        Faults.union(List.of(Faults.NETWORK, Set.of("pause", "disk-stall", "disk-slow"))),
                        ONE_BY_ONE)));
    }

    private static List<Expectation> wiped() {
        return both(workload ->
                Expectation.breaks(workload, Faults.WIPE, "nonlinearizable", Duration.ofSeconds(30), NOWHERE_ELSE));
    }

    private static List<Expectation> both(Function<String, Expectation> expectation) {
        return Stream.of("register", "cas-register").map(expectation).toList();
    }
}
