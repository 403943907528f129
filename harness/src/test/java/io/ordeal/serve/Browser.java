package io.ordeal.serve;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Asks as nobody's library would: the address and the host go out as they are given, and the answer is taken byte by byte. */
record Browser(int port) {
    /**
     * An answer.
     *
     * @param status of HTTP
     * @param headers by their names in small letters
     * @param latin the body, a character a byte
     * @param whole whether the answer came to its end
     */
    record Seen(int status, Map<String, String> headers, String latin, boolean whole) {
        byte[] bytes() {
            return latin.getBytes(StandardCharsets.ISO_8859_1);
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    Seen get(String address) throws IOException {
        return ask("GET", address, "127.0.0.1:" + port);
    }

    Seen ask(String method, String address, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = method + " " + address + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return read(new ByteArrayInputStream(socket.getInputStream().readAllBytes()));
        }
    }

    private static Seen read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            byte[] all = in.readAllBytes();
            String length = headers.get("content-length");
            return new Seen(status, headers, latin(all), length == null || Long.parseLong(length) == all.length);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            if (size.isEmpty()) {
                return new Seen(status, headers, latin(body.toByteArray()), false);
            }
            byte[] chunk = in.readNBytes(Integer.parseInt(size, 16));
            if (chunk.length == 0) {
                return new Seen(status, headers, latin(body.toByteArray()), true);
            }
            body.write(chunk);
            line(in);
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
