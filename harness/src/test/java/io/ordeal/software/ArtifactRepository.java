package io.ordeal.software;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Maven repository of a test's own, on loopback, and a settings.xml that leads to it. */
final class ArtifactRepository implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ArtifactRepository() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        byte[] body = files.get(path);
        try (exchange) {
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often a file whose name ends so was asked for. */
    long asked(String end) {
        return asked.stream().filter(path -> path.endsWith(end)).count();
    }

    /** Has an artifact from now on: a jar with one file in it, and a POM that asks for others. */
    void add(String coordinate, String... dependencies) throws Exception {
        String[] parts = coordinate.split(":", 3);
        String base =
                "/" + parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2] + "/" + parts[1] + "-" + parts[2];
        StringBuilder pom = new StringBuilder("<project><modelVersion>4.0.0</modelVersion>")
                .append(dependency(parts))
                .append("<dependencies>");
        for (String dependency : dependencies) {
            pom.append("<dependency>")
                    .append(dependency(dependency.split(":", 3)))
                    .append("</dependency>");
        }
        put(base + ".pom", pom.append("</dependencies></project>").toString().getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            zip.putNextEntry(new ZipEntry("coordinate.txt"));
            zip.write(coordinate.getBytes(StandardCharsets.UTF_8));
        }
        put(base + ".jar", jar.toByteArray());
    }

    private static String dependency(String[] parts) {
        return "<groupId>" + parts[0] + "</groupId><artifactId>" + parts[1] + "</artifactId><version>" + parts[2]
                + "</version>";
    }

    private void put(String path, byte[] body) throws Exception {
        files.put(path, body);
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(body);
        files.put(path + ".sha1", HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
    }

    /** From now on half of a file is sent, as if it were the whole. */
    void truncate(String end) {
        files.replaceAll((path, body) -> path.endsWith(end) ? Arrays.copyOf(body, body.length / 2) : body);
    }

    /** Settings with this repository, and a local one. The plugins come from where the build has them, if it does. */
    Path settings(Path folder, Path localRepository) throws IOException {
        String built = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        return Files.writeString(folder.resolve("settings.xml"), """
                <settings>
                  <localRepository>%s</localRepository>
                  <profiles><profile><id>test</id>
                    <repositories><repository><id>here</id><url>%s</url></repository></repositories>
                    <pluginRepositories><pluginRepository><id>built</id><url>%s</url></pluginRepository></pluginRepositories>
                  </profile></profiles>
                  <activeProfiles><activeProfile>test</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                        localRepository, url(), Path.of(built).toUri()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
