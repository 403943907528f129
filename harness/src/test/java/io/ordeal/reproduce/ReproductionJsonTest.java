package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordeal.trial.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionJsonTest {
    @TempDir
    private Path folder;

    private Reproduction reproduction;
    private String text;

    @BeforeEach
    void write() throws IOException {
        Recording recording = Recordings.twoKills(folder);
        ReplayPlan plan = ReplayPlan.of(recording)
                .withSchedule(Anchors.of(recording, AnchorChoice.OPERATIONS).schedule());
        reproduction = new Reproduction(
                plan.withOperations(plan.operations().stream()
                        .map(one -> one.in(one.index() / 10))
                        .toList()),
                Signature.of("register", recording.anomalies().get(0)).soonAfter(List.of("latency")),
                new Rate(19, 20),
                true);
        text = ReproductionJson.write(reproduction);
    }

    @Test
    void whatIsWrittenIsRead() {
        ReproductionJson.Content read = ReproductionJson.read(text);
        assertThat(read.operations()).isEqualTo(reproduction.plan().operations());
        assertThat(read.spec().schedule()).isEqualTo(reproduction.plan().schedule());
        assertThat(read.spec().options()).isEqualTo(reproduction.plan().options());
        assertThat(read.signature()).isEqualTo(reproduction.signature());
        assertThat(read.rate()).isEqualTo(new Rate(19, 20));
        assertThat(read.isConfirmed()).isTrue();
        assertThat(read.history().ops())
                .isEqualTo(reproduction.plan().recording().history().ops());
        assertThat(text).doesNotContain(folder.toString());
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReproductionJson.read(
                        text.replace("\"schema\" : 1,\n  \"expected\"", "\"schema\" : 2,\n  \"expected\"")))
                .withMessageContaining("line 2")
                .withMessageContaining("another Ordeal wrote another");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ReproductionJson.read(text.replaceFirst("\"outcome\" : \"ok\"", "\"outcome\" : \"oK\"")))
                .withMessageContaining("ok, fail or info");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReproductionJson.read(text.replaceFirst("\"worker\" : 0", "\"worker\" : 7")))
                .withMessageContaining("worker 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReproductionJson.read(text.replaceFirst("\"value\" : \"\\[", "\"value\" : \"{[")));
        assertThatIllegalArgumentException().isThrownBy(() -> ReproductionJson.read("{}"));
    }
}
