package io.ordeal.cluster;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A server that sends a datagram to another every 20 ms, and tells of each that it gets by a line with its sender. */
final class DatagramMain {
    private DatagramMain() {}

    /** Arguments: a file that says that it is up, its own address, its port, the other's address. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[2]);
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(arguments[1], port))) {
            Thread sender = new Thread(() -> {
                try {
                    while (true) {
                        socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getByName(arguments[3]), port));
                        Thread.sleep(20);
                    }
                } catch (Exception over) {
                    System.out.println(over);
                }
            });
            sender.setDaemon(true);
            sender.start();
            Files.createFile(Path.of(arguments[0]));
            DatagramPacket packet = new DatagramPacket(new byte[1], 1);
            while (true) {
                socket.receive(packet);
                System.out.printf(Locale.ROOT, "from %s%n", packet.getAddress().getHostAddress());
            }
        }
    }
}
