package io.ordeal.toxiproxy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

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
            throw new ApiException(500, "lookup " + address.host + ": no such host");
        }
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
