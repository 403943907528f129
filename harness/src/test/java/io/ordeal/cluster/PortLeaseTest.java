package io.ordeal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortLeaseTest {
    private static final int MANY = 150;

    @Test
    void twoHarnessesAtOnceNeverGetTheSamePort() throws Exception {
        Process other = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Taker.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<PortLease> leases = new ArrayList<>();
        Set<Integer> ports = new HashSet<>();
        try (BufferedReader answer = other.inputReader()) {
            for (int i = 0; i < MANY; i++) {
                leases.add(PortLease.take());
            }
            for (String port : answer.readLine().split(" ")) {
                ports.add(Integer.parseInt(port));
            }
            leases.forEach(lease -> ports.add(lease.port()));
        } finally {
            other.destroyForcibly();
            leases.forEach(PortLease::close);
        }
        assertThat(ports).hasSize(2 * MANY);
    }

    /** In user namespaces all are called root, and would lock each other out of one file. */
    @Test
    void usersAreToldApartInUserNamespacesToo(@TempDir Path proc) throws Exception {
        Path map = Files.createDirectory(proc.resolve("self")).resolve("uid_map");
        String name = System.getProperty("user.name");
        assertThat(MachineLock.user(proc)).as("no user namespaces").isEqualTo(name);
        Files.writeString(map, "         0          0 4294967295\n");
        assertThat(MachineLock.user(proc)).as("the machine's own").isEqualTo(name);
        Files.writeString(map, "         0      65534          1\n");
        assertThat(MachineLock.user(proc)).isEqualTo(name + "-65534");
    }

    @Test
    void aPortWhereSomebodyListensIsNotFree() throws Exception {
        for (InetAddress address : List.of(InetAddress.getLoopbackAddress(), new InetSocketAddress(0).getAddress())) {
            try (PortLease lease = PortLease.take()) {
                assertThat(PortLease.isFree(lease.port())).isTrue();
                try (ServerSocket socket = new ServerSocket(lease.port(), 1, address)) {
                    assertThat(PortLease.isFree(socket.getLocalPort())).isFalse();
                }
                assertThat(PortLease.isFree(lease.port())).isTrue();
            }
        }
    }

    /** Another harness: takes its ports, prints them, and keeps them until it is killed. */
    static final class Taker {
        public static void main(String[] args) throws Exception {
            List<PortLease> leases = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                leases.add(PortLease.take());
            }
            System.out.println(
                    leases.stream().map(lease -> Integer.toString(lease.port())).collect(Collectors.joining(" ")));
            Thread.sleep(Long.MAX_VALUE);
            leases.forEach(PortLease::close);
        }
    }
}
