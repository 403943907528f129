package io.ordeal.targets.nacos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.PlainHttp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every line of {@link NacosError}, brought about on a stand-in: what is said of it, and what was done. */
class NacosErrorTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final NacosUser USER = new NacosUser("nacos", "a secret");

    private final NacosStandIn.Database database = new NacosStandIn.Database(Duration.ZERO);

    @SuppressWarnings("NullAway.Init") // once a test has begun
    private NacosStandIn standIn;

    @BeforeEach
    void start() throws Exception {
        standIn = NacosStandIn.on(database);
    }

    @AfterEach
    void stop() {
        standIn.close();
        database.close();
    }

    private static NacosHttp nacos(InetSocketAddress server, Duration connects, Duration answers) {
        return new NacosHttp(PlainHttp.newClient(connects), server, answers, Optional.empty());
    }

    private NacosHttp nacos() {
        return nacos(standIn.address(), PATIENT, PATIENT);
    }

    private static Exception failureOfPublish(NacosHttp nacos) {
        return catchException(() -> nacos.publish("r1", "2"));
    }

    private static void assertThatItProves(NacosError error, Exception failure) {
        assertThat(NacosError.of(failure)).as("%s", failure).isEqualTo(error);
        assertThat(error.isDefinite()).isTrue();
        assertThat(NacosError.exception(failure))
                .isInstanceOf(DefiniteFailure.class)
                .hasCause(failure);
    }

    private static void assertThatItIsUnknown(NacosError error, Exception failure) {
        assertThat(NacosError.of(failure)).as("%s", failure).isEqualTo(error);
        assertThat(error.isDefinite()).isFalse();
        assertThat(NacosError.exception(failure)).isSameAs(failure);
    }

    @Test
    void aRefusedConnectionIsAProof() {
        standIn.close();
        assertThatItProves(NacosError.REFUSED, failureOfPublish(nacos()));
    }

    @Test
    void aConnectionThatIsNotMadeInTimeIsAProof() throws Exception {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) full.getLocalSocketAddress();
            // nobody accepts: once the line is full the system answers no more
            for (int i = 0; i < 8; i++) {
                SocketChannel channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(address);
            }
            assertThatItProves(NacosError.NOT_CONNECTED, failureOfPublish(nacos(address, SHORT, PATIENT)));
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void whoeverIsNotLoggedInHasDoneNothing() throws Exception {
        try (NacosStandIn closed = NacosStandIn.on(database, USER)) {
            NacosHttp stranger = nacos(closed.address(), PATIENT, PATIENT);
            assertThatItProves(NacosError.ACCESS_DENIED, failureOfPublish(stranger));
            assertThat(database.read("r1")).isEmpty();
            assertThatItProves(
                    NacosError.ACCESS_DENIED,
                    catchException(() -> stranger.loggedIn(new NacosUser("nacos", "another secret"))));
            stranger.loggedIn(USER).publish("r1", "2");
            assertThat(database.read("r1")).contains("2");
        }
    }

    @Test
    void oneCallTooManyIsNotDone() {
        standIn.answerNextPublish(429, "over limit");
        assertThatItProves(NacosError.TOO_MANY_CALLS, failureOfPublish(nacos()));
        assertThat(database.read("r1")).isEmpty();
    }

    @Test
    void whatIsNotTheExpectedIsNotReplaced() throws Exception {
        nacos().publish("r1", "1");
        assertThatItProves(NacosError.CONFLICT, catchException(() -> nacos().replace("r1", "7", "2")));
        assertThat(database.read("r1")).contains("1");
    }

    @Test
    void whatIsNotAnsweredInTimeMayBeDone() {
        standIn.strikeNextPublish(NacosStandIn.Mishap.SILENT);
        assertThatItIsUnknown(
                NacosError.TIMED_OUT, failureOfPublish(nacos(standIn.address(), PATIENT, Duration.ofSeconds(2))));
        assertThat(database.read("r1")).contains("2");
    }

    @Test
    void aConnectionThatBreaksAfterTheRequestProvesNothing() {
        standIn.strikeNextPublish(NacosStandIn.Mishap.BROKEN);
        assertThatItIsUnknown(NacosError.CONNECTION_LOST, failureOfPublish(nacos()));
        assertThat(database.read("r1")).contains("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    500 | {"code":30000,"message":"server error","data":"java.util.concurrent.TimeoutException"}
                    500 | {"code":10002,"message":"data access error","data":"the connection was closed"}
                    502 | <html>Bad Gateway</html>
                    503 | server is DOWN now, please try again later!
                    """)
    void aServerThatFailsProvesNothing(int status, String body) {
        standIn.answerNextPublish(status, body);
        assertThatItIsUnknown(NacosError.SERVER_ERROR, failureOfPublish(nacos()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400 | {"code":10000,"message":"parameter missing","data":"Required parameter 'groupName' type String"}
                    403 | <html>Forbidden</html>
                    404 | {"status":404,"error":"Not Found"}
                    302 | {"code":0,"message":"success","data":true}
                    200 | {"code":30000,"message":"server error","data":null}
                    200 | <html>It works!</html>
                    """)
    void anythingElseProvesNothing(int status, String body) {
        standIn.answerNextPublish(status, body);
        assertThatItIsUnknown(NacosError.OTHER, failureOfPublish(nacos()));
    }

    /** What says neither that it is done nor that it is not. */
    @Test
    void aSuccessWithoutItsTrueProvesNothing() {
        standIn.answerNextPublish(200, "{\"code\":0,\"message\":\"success\",\"data\":null}");
        Exception failure = failureOfPublish(nacos());
        assertThat(failure).hasMessageContaining("expected true");
        assertThat(NacosError.exception(failure)).isSameAs(failure);
    }
}
