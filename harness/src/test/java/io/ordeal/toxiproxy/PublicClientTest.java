package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.SlowClose;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scenarios that toxiproxy-java tries on the real server, through toxiproxy-java. */
class PublicClientTest {
    private ToxiproxyServer server;
    private ToxiproxyClient client;

    @BeforeEach
    void start() throws IOException {
        server = ToxiproxyServer.start(ToxiproxyOptions.embedded(1));
        client = new ToxiproxyClient("localhost", server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Proxy proxy() throws IOException {
        return client.createProxy("test-proxy", "127.0.0.1:0", "localhost:6379");
    }

    @Test
    void aCreatedProxyIsEnabledAndTellsWhereItListens() throws IOException {
        Proxy proxy = proxy();

        assertThat(proxy.isEnabled()).isTrue();
        assertThat(proxy.getName()).isEqualTo("test-proxy");
        assertThat(proxy.getListen()).matches("127\\.0\\.0\\.1:[1-9][0-9]*");
        assertThat(proxy.getUpstream()).isEqualTo("localhost:6379");
        assertThat(client.getProxy("test-proxy").getListen()).isEqualTo(proxy.getListen());
    }

    @Test
    void anUnknownProxyIsAnError() throws IOException {
        assertThat(client.getProxyOrNull("invalid-proxy")).isNull();
        assertThatThrownBy(() -> client.getProxy("invalid-proxy"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[404] proxy not found");
    }

    @Test
    void proxiesAreListedByName() throws IOException {
        for (int i = 2; i >= 0; i--) {
            client.createProxy("test-proxy" + i, "127.0.0.1:0", "localhost:" + (6379 + i));
        }

        assertThat(client.getProxies())
                .extracting(Proxy::getName)
                .containsExactly("test-proxy0", "test-proxy1", "test-proxy2");
    }

    @Test
    void aDeletedProxyIsGone() throws IOException {
        Proxy proxy = proxy();
        proxy.delete();

        assertThat(client.getProxies()).isEmpty();
        assertThatThrownBy(proxy::delete).isInstanceOf(IOException.class);
    }

    @Test
    void aProxyIsDisabledAndEnabledAgainOnItsPort() throws IOException {
        Proxy proxy = proxy();
        String listen = proxy.getListen();
        proxy.disable();
        assertThat(proxy.isEnabled()).isFalse();
        proxy.enable();
        assertThat(proxy.isEnabled()).isTrue();
        assertThat(proxy.getListen()).isEqualTo(listen);
    }

    @Test
    void upstreamAndListenCanBeSet() throws IOException {
        Proxy proxy = proxy();
        String listen = proxy.getListen();
        proxy.setUpstream("localhost:6380");
        assertThat(client.getProxy("test-proxy").getUpstream()).isEqualTo("localhost:6380");
        assertThat(client.getProxy("test-proxy").getListen()).isEqualTo(listen);
        proxy.setListen("127.0.0.1:0");
        assertThat(client.getProxy("test-proxy").isEnabled()).isTrue();
    }

    @Test
    void theVersionIsTheOneWhoseApiItIs() throws IOException {
        assertThat(client.version()).contains("2.12.0");
    }

    @Test
    void resetTakesToxicsAwayAndEnables() throws IOException {
        Proxy proxy = proxy();
        proxy.toxics().latency("latency-toxic-down", ToxicDirection.DOWNSTREAM, 10);
        proxy.toxics().latency("latency-toxic-up", ToxicDirection.UPSTREAM, 10);
        proxy.disable();

        client.reset();

        assertThat(proxy.toxics().getAll()).isEmpty();
        assertThat(client.getProxy("test-proxy").isEnabled()).isTrue();
    }

    @Test
    void aTakenNameIsRefusedWithCodeAndMessage() throws IOException {
        proxy();
        assertThatThrownBy(this::proxy).isInstanceOf(IOException.class).hasMessage("[409] proxy already exists");
    }

    @Test
    void toxicsAreListedReadAndRemoved() throws IOException {
        Proxy proxy = proxy();
        proxy.toxics().bandwidth("my-toxic-2", ToxicDirection.DOWNSTREAM, 200);
        proxy.toxics().bandwidth("my-toxic", ToxicDirection.UPSTREAM, 100);

        assertThat(proxy.toxics().getAll()).extracting(Toxic::getName).containsExactly("my-toxic", "my-toxic-2");
        Toxic toxic = proxy.toxics().get("my-toxic");
        assertThat(toxic).isInstanceOf(Bandwidth.class);
        assertThat(toxic.getStream()).isEqualTo(ToxicDirection.UPSTREAM);
        assertThat(((Bandwidth) toxic).getRate()).isEqualTo(100);
        toxic.remove();
        assertThat(proxy.toxics().getAll()).extracting(Toxic::getName).containsExactly("my-toxic-2");
    }

    @Test
    void toxicityCanBeSet() throws IOException {
        Toxic toxic = proxy().toxics().bandwidth("my-toxic", ToxicDirection.DOWNSTREAM, 100);
        assertThat(toxic.getToxicity()).isEqualTo(1f);
        toxic.setToxicity(0.1f);
        assertThat(client.getProxy("test-proxy").toxics().get("my-toxic").getToxicity())
                .isEqualTo(0.1f);
    }

    @Test
    void everyAttributeOfEveryToxicCanBeSet() throws IOException {
        Proxy proxy = proxy();
        Latency latency = proxy.toxics().latency("latency", ToxicDirection.UPSTREAM, 100);
        latency.setLatency(200);
        latency.setJitter(10);
        Bandwidth bandwidth = proxy.toxics().bandwidth("bandwidth", ToxicDirection.UPSTREAM, 100);
        bandwidth.setRate(200);
        Slicer slicer = proxy.toxics().slicer("slicer", ToxicDirection.UPSTREAM, 100, 10);
        slicer.setAverageSize(200);
        slicer.setSizeVariation(20);
        slicer.setDelay(20);
        SlowClose slowClose = proxy.toxics().slowClose("slow-close", ToxicDirection.UPSTREAM, 100);
        slowClose.setDelay(200);
        Timeout timeout = proxy.toxics().timeout("timeout", ToxicDirection.UPSTREAM, 100);
        timeout.setTimeout(200);
        LimitData limitData = proxy.toxics().limitData("limit-data", ToxicDirection.UPSTREAM, 100);
        limitData.setBytes(200);
        ResetPeer resetPeer = proxy.toxics().resetPeer("reset-peer", ToxicDirection.UPSTREAM, 100);
        resetPeer.setTimeout(200);

        assertThat(proxy.toxics().get("latency", Latency.class).getLatency()).isEqualTo(200);
        assertThat(proxy.toxics().get("latency", Latency.class).getJitter()).isEqualTo(10);
        assertThat(proxy.toxics().get("bandwidth", Bandwidth.class).getRate()).isEqualTo(200);
        assertThat(proxy.toxics().get("slicer", Slicer.class).getAverageSize()).isEqualTo(200);
        assertThat(proxy.toxics().get("slicer", Slicer.class).getSizeVariation())
                .isEqualTo(20);
        assertThat(proxy.toxics().get("slicer", Slicer.class).getDelay()).isEqualTo(20);
        assertThat(proxy.toxics().get("slow-close", SlowClose.class).getDelay()).isEqualTo(200);
        assertThat(proxy.toxics().get("timeout", Timeout.class).getTimeout()).isEqualTo(200);
        assertThat(proxy.toxics().get("limit-data", LimitData.class).getBytes()).isEqualTo(200);
        assertThat(proxy.toxics().get("reset-peer", ResetPeer.class).getTimeout())
                .isEqualTo(200);
    }
}
