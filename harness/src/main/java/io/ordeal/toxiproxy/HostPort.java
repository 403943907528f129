package io.ordeal.toxiproxy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * An address as Toxiproxy takes it: {@code host:port}, {@code :port} (every interface), {@code [::1]:port}.
 *
 * @param host a name or an address; empty for every interface
 * @param port 0 (any free port) to 65535
 */
record HostPort(String host, int port) {

    /**
     * Reads an address.
     *
     * @throws ApiException 500, in the words of the original
     */
    static HostPort parse(String text) throws ApiException {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        if (colon < 0 || (bracketed && text.indexOf(']') > colon)) {
            throw new ApiException(500, "address " + text + ": missing port in address");
        }
        String host = text.substring(0, colon);
        if (bracketed && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new ApiException(500, "address " + text + ": too many colons in address");
        }
        return new HostPort(host, parsePort(text.substring(colon + 1)));
    }

    private static int parsePort(String text) throws ApiException {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new ApiException(500, "lookup tcp/" + text + ": unknown port");
        }
        int port = text.length() > 5 ? -1 : Integer.parseInt(text);
        if (port < 0 || port > 65535) {
            throw new ApiException(500, "address " + text + ": invalid port");
        }
        return port;
    }

    /**
     * Where to listen: the empty text is any free port on every interface.
     *
     * @throws ApiException 500, when the host has no address
     */
    static InetSocketAddress listenAddress(String text) throws ApiException {
        HostPort address = parse(text.isEmpty() ? ":0" : text);
        if (address.host.isEmpty()) {
            return new InetSocketAddress(address.port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(address.host), address.port);
        } catch (UnknownHostException unknown) {
            throw noSuchHost(address.host);
        }
    }

    /** Whether the host is an address: no name server need be asked. */
    boolean isLiteral() {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /**
     * Whether two texts name one place to listen at, however they spell it: {@code localhost:80} and {@code 127.0.0.1:80};
     * {@code :80}, {@code 0.0.0.0:80} and {@code [::]:80}, since a socket for every interface serves both families.
     *
     * @throws ApiException 500, when a host has no address
     */
    static boolean isSamePlace(String one, String other) throws ApiException {
        return !Collections.disjoint(places(one), places(other));
    }

    private static Set<InetSocketAddress> places(String text) throws ApiException {
        HostPort address = parse(text.isEmpty() ? ":0" : text);
        InetSocketAddress everywhere = new InetSocketAddress(address.port);
        Set<InetSocketAddress> places = new HashSet<>();
        try {
            for (InetAddress host : InetAddress.getAllByName(address.host.isEmpty() ? "0.0.0.0" : address.host)) {
                places.add(host.isAnyLocalAddress() ? everywhere : new InetSocketAddress(host, address.port));
            }
        } catch (UnknownHostException unknown) {
            throw noSuchHost(address.host);
        }
        return places;
    }

    private static ApiException noSuchHost(String host) {
        return new ApiException(500, "lookup " + host + ": no such host");
    }

    /** The address with its host resolved, as the original prints it: {@code 127.0.0.1:80}, {@code [::]:80}. */
    static String format(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String text = host instanceof Inet6Address ? "[" + compress(host.getAddress()) + "]" : host.getHostAddress();
        return text + ":" + address.getPort();
    }

    /** RFC 5952: lower case, the longest run of two or more zero groups as {@code ::}. */
    private static String compress(byte[] bytes) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
        }
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
