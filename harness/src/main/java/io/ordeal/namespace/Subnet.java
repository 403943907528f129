package io.ordeal.namespace;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * One of the networks of 256 addresses within 198.18.0.0/15.
 *
 * @param number 0 to {@link #COUNT} − 1
 */
public record Subnet(int number) {
    /** How many there are. */
    public static final int COUNT = 512;

    /** What the names of the harness' own interfaces begin with. */
    public static final String DEVICE = "ord";

    private static final int GATEWAY = 1;

    public Subnet {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("a subnet is one of 0 to " + (COUNT - 1) + ", not " + number);
        }
    }

    /** The harness' own interface in it. */
    public String device() {
        return DEVICE + number;
    }

    String gateway() {
        return address(GATEWAY).getHostAddress();
    }

    InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) 198, (byte) (18 + number / 256), (byte) (number % 256), (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    /** Whether no interface of this machine has an address in it. */
    public boolean isFree() throws SocketException {
        byte[] own = address(0).getAddress();
        return NetworkInterface.networkInterfaces()
                .flatMap(each -> each.getInterfaceAddresses().stream())
                .map(InterfaceAddress::getAddress)
                .map(InetAddress::getAddress)
                .noneMatch(other ->
                        other.length == own.length && other[0] == own[0] && other[1] == own[1] && other[2] == own[2]);
    }
}
