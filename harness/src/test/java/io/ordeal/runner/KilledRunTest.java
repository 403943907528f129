package io.ordeal.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generators;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.HistoryReader;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a run whose virtual machine is killed in the middle. */
@Timeout(120)
class KilledRunTest {
    private static final int WORKERS = 8;

    @TempDir
    Path folder;

    @Test
    void leavesAHistoryOfWhatHappenedUntilThen() throws Exception {
        Path file = folder.resolve("history.edn");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // The child tells of every call of a client: whatever it told was in the file before.
        Set<Long> called = new HashSet<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                called.add(Long.parseLong(line));
                if (called.size() == 20_000) {
                    // By its handle: what it has told is still read.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }

        History history = HistoryReader.read(file).history();
        Set<Object> invoked = new HashSet<>();
        int open = 0;
        List<Op> events = history.ops();
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).index()).isEqualTo(i);
            if (events.get(i).type() == OpType.INVOKE) {
                invoked.add(events.get(i).value());
                open += history.partner(i) < 0 ? 1 : 0;
            }
        }
        assertThat(called).hasSizeGreaterThanOrEqualTo(20_000);
        assertThat(invoked).containsAll(called);
        assertThat(open).isBetween(0, WORKERS);
    }

    /** The run that is killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            PrintStream out = System.out;
            try (Recorder recorder = Recorder.create(Path.of(args[0]));
                    Runner runner = RunnerFixture.runner(
                            RunnerOptions.of(WORKERS, Duration.ofSeconds(30), 1),
                            process -> new RunnerFixture.Answering(invocation -> {
                                out.println(invocation.value());
                                return Completion.ok(invocation.value());
                            }),
                            recorder)) {
                runner.run(Generators.clients(Generators.numbered(i -> new Invocation("write", i))));
            }
        }
    }
}
