package io.ordeal.archive;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.SpokenToProcess;
import io.ordeal.cluster.SpokenToProcesses;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** A real Spark of one machine: a master and workers of a core each, each a process, as its own scripts start them. */
public final class StandaloneSpark implements AutoCloseable {
    private static final int LOWEST_PORT = 12_000;
    private static final int PORTS = 2_000;
    private static final long POLL_MILLIS = 100;
    private static final int POLLS = 1_200;

    private final SpokenToProcesses processes = SpokenToProcesses.begin();
    private final List<SpokenToProcess> workers = new ArrayList<>();
    private final Path folder;
    private final Spark spark;
    private final int port = freePort();
    private final int webPort = freePort();

    /** @param folder for logs, and for what executors write */
    public StandaloneSpark(Path folder, int workers) throws Exception {
        this.folder = folder;
        spark = Spark.fetched(Spark.TRIED, ClusterSettings.userCache(), progress -> {});
        // where workers look for their executors' class path
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.createSymbolicLink(
                home.resolve("jars"), spark.jars().get(0).toAbsolutePath().getParent());
        start("master", "Master", "--port", String.valueOf(port), "--webui-port", String.valueOf(webPort));
        awaitAlive(0);
        for (int i = 0; i < workers; i++) {
            this.workers.add(start(
                    "worker-" + i,
                    "Worker",
                    "--port",
                    String.valueOf(freePort()),
                    "--webui-port",
                    String.valueOf(freePort()),
                    "--cores",
                    "1",
                    "--memory",
                    "800m",
                    "--work-dir",
                    folder.resolve("work-" + i).toString(),
                    master()));
        }
        awaitAlive(workers);
    }

    /** As after {@code --spark}. */
    public String master() {
        return "spark://127.0.0.1:" + port;
    }

    /** Ends a worker and its executors, as kill -9 does. */
    public void killWorker(int number) throws Exception {
        workers.get(number).kill();
    }

    /** How many executors a worker's folder tells of so far. */
    public boolean hasExecutor(int number) throws IOException {
        Path work = folder.resolve("work-" + number);
        if (!Files.isDirectory(work)) {
            return false;
        }
        try (var logs = Files.walk(work)) {
            return logs.anyMatch(path -> path.endsWith("stderr"));
        }
    }

    private SpokenToProcess start(String name, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(Spark.JVM_OPTIONS);
        command.addAll(List.of(
                "-cp",
                spark.jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "org.apache.spark.deploy." + (main.equals("Master") ? "master." : "worker.") + main,
                "--host",
                "127.0.0.1"));
        command.addAll(List.of(arguments));
        return processes.start(
                command,
                Map.of(
                        "SPARK_HOME",
                        folder.resolve("home").toString(),
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "SPARK_LOCAL_DIRS",
                        folder.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13"),
                folder,
                folder.resolve(name + ".log"));
    }

    private void awaitAlive(int number) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + "/json/"))
                .build();
        for (int i = 0; i < POLLS; i++) {
            try {
                String state =
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body();
                if (state.replaceAll("\\s", "").contains("\"aliveworkers\":" + number)) {
                    return;
                }
            } catch (IOException notYet) {
                // it is starting
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException("Spark did not come up with " + number + " workers; its logs are in " + folder);
    }

    /** Below what systems give to outgoing connections. */
    private static int freePort() throws IOException {
        for (int i = 0; i < PORTS; i++) {
            int port = LOWEST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // the next
            }
        }
        throw new IOException("no free port");
    }

    @Override
    public void close() {
        processes.close();
    }
}
