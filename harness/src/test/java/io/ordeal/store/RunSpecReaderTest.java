package io.ordeal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.schedule.Drawing;
import io.ordeal.store.Interruption.During;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written down is what is run, or it is refused with its place. */
class RunSpecReaderTest {
    @Test
    void whatWasWrittenIsRead() {
        RunOptions options = new RunOptions(
                        Duration.ofSeconds(7),
                        12.5,
                        3,
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(2),
                        ClusterKind.ENDPOINT,
                        List.of("localhost:1", "localhost:2"),
                        4,
                        50,
                        Optional.of("localhost:8474"))
                .withDrawing(Drawing.SWARM, Pace.WAVES)
                .withStopOnViolation(true)
                .withClients(ClientPlace.PROCESSES);
        RunSpec spec = new RunSpec(
                        RunSpec.SCHEMA,
                        "t",
                        "w",
                        List.of("kill:one", "partition"),
                        options,
                        -3_000_000_000L,
                        Map.of("java", "17"))
                .withInterruption(new Interruption(During.HEALING, Duration.ofSeconds(7)));
        assertThat(RunSpecJson.read(RunSpecJson.write(spec))).isEqualTo(spec);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        RunSpec spec = RunSpecJson.read("{\"target\":\"t\",\"workload\":\"w\",\"options\":{\"toxiproxy\":null}}");
        assertThat(spec).isEqualTo(new RunSpec(RunSpec.SCHEMA, "t", "w", List.of(), RunOptions.DEFAULT, 0, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"faults\": \"kill\"                       | line 3, column 11: \"faults\" takes a list of faults, such as [\"kill\", \"partition:primary\"], not \"kill\"",
                "\"faults\": [\"kill\", 7]                  | line 3, column 20: \"faults\" takes a list",
                "\"fault\": [\"kill\"]                      | line 3, column 1: in a run there is no field 'fault'; nearest first: faults",
                "\"options\": {\"rat\": 7}                  | line 3, column 13: in a run's options there is no field 'rat'; nearest first: rate",
                "\"options\": {\"rate\": \"7\"}             | line 3, column 21: \"rate\" takes a number, not \"7\"",
                "\"options\": {\"time\": 30}                | line 3, column 21: \"time\" takes a duration such as \"500ms\", \"30s\" or \"2m\", not 30",
                "\"options\": {\"time\": \"30 years\"}      | line 3, column 21: \"time\" takes a duration",
                "\"options\": {\"concurrency\": 2.5}        | \"concurrency\" takes a whole number, not 2.5",
                "\"options\": {\"concurrency\": 0}          | line 3, column 12, in \"options\": --concurrency takes 1 to 1000",
                "\"options\": {\"concurrency\": 99999999999} | \"concurrency\" takes a whole number",
                "\"options\": {\"clients\": \"threads\"}    | \"clients\" takes in-jvm or processes, not \"threads\"",
                "\"options\": {\"cluster\": \"cloud\"}      | \"cluster\" takes process, namespace, container or endpoint, not \"cloud\"",
                "\"options\": {\"endpoints\": \"h:1\"}      | \"endpoints\" takes a list of addresses",
                "\"options\": []                            | \"options\" takes an object, not a list",
                "\"options\": {\"keys\": 1, \"keys\": 2}    | Duplicate",
                "\"seed\": \"17\"                           | \"seed\" takes a whole number of 64 bits",
                "\"seed\": 1e3                              | \"seed\" takes a whole number of 64 bits",
                "\"seed\": 99999999999999999999             | \"seed\" takes a whole number of 64 bits",
                "\"schema\": 2                              | line 3, column 11: schema 2 is not known",
                "\"interrupted\": true                      | \"interrupted\" takes an object",
                "\"interrupted\": {\"during\": \"sleep\"}   | \"during\" takes main-phase",
                "\"seed\": 1}{                              | more behind the run's closing bracket",
                "\"seed\":                                  | not JSON: line 4, column 1"
            })
    void whatIsNotUnderstoodIsRefusedWithItsPlace(String field, String told) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunSpecJson.read("{\"target\": \"t\",\n\"workload\": \"w\",\n" + field + "\n}"))
                .withMessageContaining(told);
    }

    @Test
    void aNameThatLeadsElsewhereMakesNoFolder(@TempDir Path results) {
        for (String name : List.of("../../x", "a/b", "/etc", "..", "", "-rf", "a\0b", "x".repeat(200))) {
            RunSpec spec = new RunSpec(RunSpec.SCHEMA, name, "w", List.of(), RunOptions.DEFAULT, 0, Map.of());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunFolder.create(results, spec, LocalDateTime.of(2026, 1, 1, 0, 0)))
                    .withMessageContaining("a target's name becomes a folder");
        }
        assertThat(results).isEmptyDirectory();
    }
}
