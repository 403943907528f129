package io.ordeal.targets.artemis;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.targets.parts.HarnessJava;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * An Artemis broker with one durable queue, {@link #QUEUE}. It syncs its journal before it acknowledges, and keeps what is
 * prepared through a kill.
 *
 * <p>The queue is predefined and delivers a message as often as it takes: a transaction in doubt that names a queue which
 * is not there yet when the journal is read would be dropped, and so would a message that was delivered ten times.
 */
public final class ArtemisServer implements ServerProgram {
    /** The port of clients, and of other nodes that send or receive. */
    public static final String PORT = "client";

    /** The queue, and its address. */
    public static final String QUEUE = "messages";

    /** How long a client may be silent before what it had is given to others, and some time for the broker to see it. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(6);

    private static final Software ARTEMIS = HarnessJava.software("artemis 2.56.0");
    private static final Duration UP_WITHIN = Duration.ofSeconds(2);

    @Override
    public Software software() {
        return ARTEMIS;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(PORT, 61616, Port.Users.BOTH));
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        return HarnessJava.launch(
                        environment,
                        List.of("-Xmx192m"),
                        ArtemisMain.class.getName(),
                        List.of(environment.configFolder() + "/broker.xml"))
                .withFile("broker.xml", configuration(environment));
    }

    private static String configuration(NodeEnvironment environment) {
        InetSocketAddress listen = environment.listen(PORT);
        String data = environment.dataFolder();
        return """
                <configuration xmlns="urn:activemq">
                  <core xmlns="urn:activemq:core">
                    <name>%s</name>
                    <security-enabled>false</security-enabled>
                    <jmx-management-enabled>false</jmx-management-enabled>
                    <persistence-enabled>true</persistence-enabled>
                    <!-- NIO is everywhere; small files, since two of them are filled with zeros at the first start -->
                    <journal-type>NIO</journal-type>
                    <journal-datasync>true</journal-datasync>
                    <!-- nanoseconds for which a sync waits for others to join in -->
                    <journal-buffer-timeout>500000</journal-buffer-timeout>
                    <journal-file-size>1M</journal-file-size>
                    <journal-directory>%s/journal</journal-directory>
                    <bindings-directory>%s/bindings</bindings-directory>
                    <large-messages-directory>%s/large</large-messages-directory>
                    <paging-directory>%s/paging</paging-directory>
                    <!-- how full this machine's disk is, or that the broker was stopped for a while, is no reason to stop -->
                    <max-disk-usage>-1</max-disk-usage>
                    <critical-analyzer>false</critical-analyzer>
                    <!-- sessions of clients that are gone without a word are closed, and what they had not prepared undone -->
                    <connection-ttl-override>5000</connection-ttl-override>
                    <connection-ttl-check-interval>500</connection-ttl-check-interval>
                    <thread-pool-max-size>16</thread-pool-max-size>
                    <scheduled-thread-pool-max-size>2</scheduled-thread-pool-max-size>
                    <acceptors>
                      <acceptor name="core">tcp://%s:%d?protocols=CORE;remotingThreads=2;useEpoll=false;useKQueue=false</acceptor>
                    </acceptors>
                    <address-settings>
                      <address-setting match="#">
                        <max-delivery-attempts>-1</max-delivery-attempts>
                        <auto-delete-queues>false</auto-delete-queues>
                        <auto-delete-addresses>false</auto-delete-addresses>
                      </address-setting>
                    </address-settings>
                    <addresses>
                      <address name="%s"><anycast><queue name="%s"><durable>true</durable></queue></anycast></address>
                    </addresses>
                  </core>
                </configuration>
                """.formatted(
                environment.node(), data, data, data, data, listen.getHostString(), listen.getPort(), QUEUE, QUEUE);
    }

    /** Whether it has read its journal, and answers a client. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws Exception {
        try (ArtemisConnection connection = ArtemisConnection.to(cluster.direct(node, PORT), UP_WITHIN)) {
            return connection.hasQueue();
        }
    }
}
