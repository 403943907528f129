package io.ordeal.archive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a Spark job runs, as {@code --master} of spark-submit has it: {@code local[2]}, {@code spark://host:7077}, … */
public record SparkMaster(String url) {
    private static final Pattern LOCAL = Pattern.compile("local(\\[(\\*|[1-9][0-9]*)(,[0-9]+)?])?");
    private static final Pattern STANDALONE = Pattern.compile("spark://([^,/:]+:[0-9]{1,5})(,[^,/:]+:[0-9]{1,5})*");
    private static final Pattern OTHER = Pattern.compile("yarn|k8s://.+");
    private static final int CONNECT_MILLIS = 5_000;

    /** @throws IllegalArgumentException that is no master; the message says what is */
    public SparkMaster {
        if (!LOCAL.matcher(url).matches()
                && !STANDALONE.matcher(url).matches()
                && !OTHER.matcher(url).matches()) {
            throw new IllegalArgumentException("--spark: " + url + " is no master: expected local[*] (all cores of this"
                    + " machine), local[2], spark://HOST:7077, yarn or k8s://https://HOST:PORT");
        }
    }

    /** Whether it is the driver itself that judges, on this machine. */
    public boolean isLocal() {
        return LOCAL.matcher(url).matches();
    }

    /** Whether it is on this machine and answers to no other. */
    boolean isOnLoopback() {
        return isLocal()
                || addresses().stream()
                        .allMatch(address -> address.getAddress() != null
                                && address.getAddress().isLoopbackAddress());
    }

    /** How many judge at once, where that is known before it has begun. */
    Optional<Integer> cores() {
        Matcher local = LOCAL.matcher(url);
        if (!local.matches()) {
            return Optional.empty();
        }
        String number = local.group(2);
        return Optional.of(
                number == null
                        ? 1
                        : number.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(number));
    }

    /**
     * Tells soon what Spark itself tells after a minute.
     *
     * @throws IOException no master answers at its address; the message says what to type
     */
    public void requireReachable() throws IOException {
        List<String> refusals = new ArrayList<>();
        for (InetSocketAddress address : addresses()) {
            try (Socket socket = new Socket()) {
                if (address.isUnresolved()) {
                    throw new IOException("no such host");
                }
                socket.connect(address, CONNECT_MILLIS);
                return;
            } catch (IOException refused) {
                refusals.add(address.getHostString() + ":" + address.getPort() + ": " + refused.getMessage());
            }
        }
        if (!refusals.isEmpty()) {
            throw new IOException("no Spark master answers at " + url + " (" + String.join("; ", refusals)
                    + "): look at its address, which its log and its web page tell; or judge on this machine:"
                    + " --spark local[*]");
        }
    }

    private List<InetSocketAddress> addresses() {
        List<InetSocketAddress> addresses = new ArrayList<>();
        if (STANDALONE.matcher(url).matches()) {
            for (String hostPort : url.substring("spark://".length()).split(",")) {
                int colon = hostPort.lastIndexOf(':');
                int port = Math.min(65_535, Integer.parseInt(hostPort.substring(colon + 1)));
                addresses.add(new InetSocketAddress(hostPort.substring(0, colon), port));
            }
        }
        return addresses;
    }
}
