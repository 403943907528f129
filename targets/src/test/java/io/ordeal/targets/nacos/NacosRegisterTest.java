package io.ordeal.targets.nacos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Routes;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.parts.PlainHttp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process' register, on a stand-in. */
class NacosRegisterTest {
    private static final NacosUser USER = new NacosUser("nacos", "a secret");

    /** Later than any test. */
    private static final Duration NEVER = Duration.ofDays(1);

    /** A value whose content has an MD5 that begins with a zero. */
    private static final long LEADING_ZERO = 27;

    private final NacosStandIn.Database database = new NacosStandIn.Database(NEVER);

    @AfterEach
    void close() {
        database.close();
    }

    private static NacosRegister register(InetSocketAddress server, ReadFrom from, Optional<NacosUser> user) {
        Routes routes = new Routes(List.of("n1"), Map.of("n1", Map.of(NacosConnection.PORT.name(), server)), Map.of());
        return new NacosRegister(
                new NacosConnection(PlainHttp.newClient(Duration.ofSeconds(5)), MortalWorker.of(routes, 0), user),
                from);
    }

    private static NacosRegister register(NacosStandIn server, ReadFrom from) {
        return register(server.address(), from, Optional.empty());
    }

    @Test
    void whatIsWrittenIsReadFromTheDatabaseAndNotYetFromTheDump() throws Exception {
        try (NacosStandIn server = NacosStandIn.on(database)) {
            NacosRegister register = register(server, ReadFrom.DATABASE);
            assertThat(register.read("r1")).isEmpty();
            for (long value : new long[] {0, 1, -1, 10, 4_611_686_018_427_387_905L, 4_611_686_018_427_387_904L}) {
                register.write("r1", value);
                assertThat(register.read("r1")).hasValue(value);
            }
            assertThat(register(server, ReadFrom.DUMP).read("r1")).isEmpty();
            try (NacosStandIn later = NacosStandIn.on(database)) {
                assertThat(register(later, ReadFrom.DUMP).read("r1")).hasValue(4_611_686_018_427_387_904L);
            }
        }
    }

    @Test
    void whatIsExpectedIsReplacedAndNothingElse() throws Exception {
        try (NacosStandIn server = NacosStandIn.on(database)) {
            NacosRegister register = register(server, ReadFrom.DUMP);
            assertThat(register.compareAndSet("r1", 1, 2)).isFalse();
            assertThat(database.read("r1")).isEmpty();
            register.write("r1", LEADING_ZERO);
            assertThat(NacosHttp.md5(Long.toString(LEADING_ZERO))).hasSize(32).startsWith("0");
            assertThat(register.compareAndSet("r1", LEADING_ZERO + 1, 2)).isFalse();
            assertThat(register.compareAndSet("r1", LEADING_ZERO, 2)).isTrue();
            assertThat(register.compareAndSet("r1", LEADING_ZERO, 3)).isFalse();
            assertThat(database.read("r1")).contains("2");
        }
    }

    @Test
    void whoLogsInIsLetIn() throws Exception {
        try (NacosStandIn server = NacosStandIn.on(database, USER)) {
            NacosRegister register = register(server.address(), ReadFrom.DATABASE, Optional.of(USER));
            register.write("r1", 1);
            register.write("r1", 2);
            assertThat(server.logins()).isEqualTo(1);
            server.endLogins();
            assertThatThrownBy(() -> register.write("r1", 3))
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessageContaining("access was denied");
            register.write("r1", 4);
            assertThat(register.read("r1")).hasValue(4);
            assertThat(server.logins()).isEqualTo(2);
        }
    }

    @Test
    void whoIsNotLetInHasSentNothing() throws Exception {
        try (NacosStandIn server = NacosStandIn.on(database, USER)) {
            NacosUser wrong = new NacosUser("nacos", "another secret");
            assertThatThrownBy(() -> register(server.address(), ReadFrom.DUMP, Optional.of(wrong))
                            .write("r1", 1))
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessageContaining("nothing was sent")
                    .hasMessageNotContaining("secret");
            assertThatThrownBy(() -> register(server, ReadFrom.DUMP).write("r1", 1))
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessageContaining("access denied");
        }
    }

    @Test
    void theUserIsThatOfTheEnvironment() {
        assertThat(NacosUser.of(Map.of())).isEmpty();
        assertThat(NacosUser.of(Map.of("NACOS_USERNAME", "nacos", "NACOS_PASSWORD", "a secret")))
                .contains(USER);
        assertThat(USER).hasToString("nacos");
    }

    @Test
    void nothingIsSentToWhatIsNoNacos() throws Exception {
        Set<String> calls = ConcurrentHashMap.newKeySet();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            calls.add(exchange.getRequestMethod());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        other.start();
        try {
            assertThatThrownBy(() -> register(other.getAddress(), ReadFrom.DUMP, Optional.empty())
                            .write("r1", 1))
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessageContaining("does not answer as Nacos 3")
                    .hasMessageContaining("status 404");
            assertThat(calls).containsExactly("GET");
        } finally {
            other.stop(0);
        }
    }
}
