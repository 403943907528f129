package io.ordeal.targets.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RelayStatusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void whoAsksIsToldAsItIsNow() throws Exception {
        AtomicBoolean atWork = new AtomicBoolean(true);
        ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        InetSocketAddress relay = (InetSocketAddress) server.getLocalSocketAddress();
        RelayStatus.listen(server, atWork::get);
        assertThat(RelayStatus.isAtWork(relay, PATIENCE)).isTrue();
        atWork.set(false);
        assertThat(RelayStatus.isAtWork(relay, PATIENCE)).isFalse();
        atWork.set(true);
        assertThat(RelayStatus.isAtWork(relay, PATIENCE)).isTrue();
    }

    /** Who can't be asked is not idle. */
    @Test
    void aRelayThatIsGoneIsNotTakenForIdle() throws Exception {
        InetSocketAddress gone;
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            gone = (InetSocketAddress) server.getLocalSocketAddress();
        }
        assertThatThrownBy(() -> RelayStatus.isAtWork(gone, PATIENCE)).isInstanceOf(IOException.class);
    }
}
