package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.campaign.memory.CampaignMemory;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./ordeal serve}: what keeps it from beginning, and how it ends. */
class ServeCommandTest {
    @TempDir
    private Path folder;

    private CommandOutcome serve(String... more) {
        return CommandOutcome.of(
                Stream.concat(Stream.of("serve"), Stream.of(more)).toArray(String[]::new));
    }

    private static void refused(CommandOutcome outcome, String... told) {
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(254);
        assertThat(outcome.err()).contains(told);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void aPortInUseIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(
                    serve("--results", folder.toString(), "--port", "" + taken.getLocalPort()),
                    "port " + taken.getLocalPort(),
                    "--port, or 0");
        }
    }

    @Test
    void whatCanNotBeServedIsTold() throws Exception {
        refused(serve("--results", folder.resolve("none").toString()), "none is no folder", "./ordeal run");
        assertThat(folder.resolve("none")).doesNotExist();
        refused(serve("--results", folder.toString(), "--port", "70000"), "--port takes 1 to 65535");
        refused(serve("--results", folder.toString(), "--host", "no such host"), "--host: there is no host");
        refused(serve("--results", folder.toString(), "--memory", "none.sqlite"), "there is no memory none.sqlite");
        refused(serve("--results", folder.toString(), "--prot", "1"), "--prot");
    }

    @Test
    void aMemoryOfANewerSchemaIsToldAndLeftAsItIs() throws Exception {
        Path memory = folder.resolve("memory.sqlite");
        CampaignMemory.open(memory).close();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + memory);
                Statement statement = database.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(memory);
        refused(serve("--results", folder.toString()), "written by a newer Ordeal", "99");
        assertThat(memory).hasBinaryContent(before);
    }

    /**
     * The command as a process of its own: it says where it is, answers, and a signal ends it with 0. By SIGTERM, as SIGINT may
     * be ignored by whatever runs the tests, and then is by its children.
     */
    @Test
    void aSignalEndsItInOrder() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--port",
                        "0",
                        "--results",
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String address = out.readLine();
            assertThat(address).startsWith("http://127.0.0.1:");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(process.waitFor()).isZero();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
