package io.ordeal.targets.nacos;

import io.ordeal.cluster.GivenServers;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainHttp;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Registers as configurations of servers of Nacos, which are the user's. */
abstract class NacosTarget extends PlainTarget {
    /** Servers of the user's may be far away. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    /**
     * Nobody has tried it, and so it is not known to hold.
     *
     * @param source why it may break
     */
    NacosTarget(String name, String summary, ReadFrom from, String source) {
        super(
                name,
                summary,
                new GivenServers(
                        "nacos",
                        NacosConnection.PORT,
                        "no server of Nacos is to be had from where the harness fetches servers"),
                () -> registers(from),
                Stream.of("register", "cas-register")
                        .map(workload -> Expectation.mayBreak(workload, Faults.NONE, "nonlinearizable", source))
                        .toList());
    }

    /** The clients of one run, which have one HTTP client between them, and connections of their own. */
    private static ClientFactories registers(ReadFrom from) {
        HttpClient http = PlainHttp.newClient(CONNECT_LIMIT);
        Optional<NacosUser> user = NacosUser.of(System.getenv());
        ClientFactory<CasRegisterClient> opener =
                context -> new NacosRegister(new NacosConnection(http, context, user), from);
        return ClientFactories.of(RegisterClient.class, opener).and(CasRegisterClient.class, opener);
    }
}
