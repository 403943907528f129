package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Docker's own command line: a witness that shares no code with the clusters it testifies about. */
public final class Docker {
    private Docker() {}

    /**
     * What a command ended with.
     *
     * @param output of both streams
     */
    public record Answer(int status, String output) {
        public List<String> lines() {
            return output.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    /** Runs {@code docker} with these arguments, whatever comes of it. */
    public static Answer tries(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output.strip());
    }

    /** Runs {@code docker} with these arguments, which must succeed. */
    public static Answer does(String... arguments) throws IOException, InterruptedException {
        Answer answer = tries(arguments);
        assertThat(answer.status())
                .as("docker %s: %s", List.of(arguments), answer.output())
                .isZero();
        return answer;
    }

    /** The ids of all containers and networks that this JVM's clusters have now. */
    public static List<String> ofThisHarness() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (String[] list : new String[][] {{"ps", "--all"}, {"network", "ls"}}) {
            List<String> arguments = new ArrayList<>(List.of(list));
            arguments.addAll(List.of("--no-trunc", "--format", "{{.ID}} {{.Label \"ordeal.pid\"}}"));
            arguments.addAll(List.of("--filter", "label=ordeal=true"));
            does(arguments.toArray(String[]::new)).lines().stream()
                    .filter(line ->
                            line.matches("\\S+ " + ProcessHandle.current().pid() + "-\\d+"))
                    .map(line -> line.split(" ")[0])
                    .forEach(found::add);
        }
        return found;
    }
}
