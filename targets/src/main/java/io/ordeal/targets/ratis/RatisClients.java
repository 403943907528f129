package io.ordeal.targets.ratis;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.parts.PlainHttp;
import io.ordeal.workload.log.LogClient;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Function;

/** The clients of one run, which have one HTTP client between them, and connections of their own. */
final class RatisClients {
    /** For a connect to a server on the same machine, which is at once where it is not prevented. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    private RatisClients() {}

    private static <C extends AutoCloseable> ClientFactory<C> opening(Function<RatisConnection, C> kind) {
        HttpClient http = PlainHttp.newClient(CONNECT_LIMIT);
        return context -> kind.apply(new RatisConnection(http, context));
    }

    static ClientFactories registers(ReadMode mode) {
        ClientFactory<CasRegisterClient> opener = opening(ratis -> new RatisRegister(ratis, mode));
        return ClientFactories.of(RegisterClient.class, opener).and(CasRegisterClient.class, opener);
    }

    static ClientFactories logs() {
        return ClientFactories.of(LogClient.class, opening(RatisLog::new));
    }
}
