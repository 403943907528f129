package io.ordeal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AsciiPictureTest {
    private static Op op(int index, long millis, int process, OpType type, String f, Object value) {
        return new Op(index, millis * 1_000_000, process, type, f, value, null);
    }

    private static Anomaly overlap(List<Op> witness) {
        return new Anomaly(AnomalyType.OVERLAPPING_HOLDS, "a", "both held it", witness);
    }

    @Test
    void theOverlapBeginsUnderTheGrantAndEndsUnderTheRelease() {
        Anomaly anomaly = overlap(List.of(
                op(0, 0, 3, OpType.INVOKE, "acquire", "a"),
                op(1, 1_000, 3, OpType.OK, "acquire", "a"),
                op(2, 1_500, 5, OpType.INVOKE, "acquire", "a"),
                op(3, 2_000, 5, OpType.OK, "acquire", "a"),
                op(4, 3_000, 3, OpType.INVOKE, "release", "a"),
                op(5, 4_000, 5, OpType.INVOKE, "release", "a")));
        List<String> lines = AsciiPicture.draw(anomaly, TextStyle.PLAIN).lines().toList();
        String first = lines.get(0);
        String second = lines.get(1);
        assertThat(first).startsWith(" p3").contains("holds a");
        assertThat(second).startsWith(" p5").contains("holds a");
        int grant = second.indexOf('[');
        int release = first.indexOf(']');
        assertThat(first.indexOf('[')).isLessThan(grant);
        assertThat(grant).isLessThan(release);
        assertThat(second.indexOf(']')).isGreaterThan(release);
        assertThat(first.indexOf('#')).isEqualTo(grant);
        assertThat(first.lastIndexOf('#')).isEqualTo(release - 1);
        assertThat(second.lastIndexOf('#')).isEqualTo(release);
        assertThat(lines.get(2).indexOf('^')).isEqualTo(grant);
        assertThat(String.join(" ", lines)).contains("p5 is granted a; p3 releases it only at 3.000 s");
    }

    /** Two hold a semaphore of two permits as they may; from the third's grant on it is one too many. */
    @Test
    void ofASemaphoreTheOneTooManyIsToBlame() {
        List<Op> witness = List.of(
                op(0, 0, 1, OpType.OK, "acquire", "a"),
                op(1, 1_000, 2, OpType.OK, "acquire", "a"),
                op(2, 2_000, 3, OpType.OK, "acquire", "a"),
                op(3, 3_000, 2, OpType.INVOKE, "release", "a"),
                op(4, 4_000, 1, OpType.INVOKE, "release", "a"));
        Anomaly anomaly = new Anomaly(
                AnomalyType.OVERLAPPING_HOLDS.wire(),
                "a",
                "three held it",
                witness,
                Map.of("holds", List.of(Map.of(), Map.of(), Map.of())));
        assertThat(AsciiPicture.draw(anomaly, TextStyle.PLAIN))
                .contains("p3 is granted a; p2 releases it only at 3.000 s");
    }

    @Test
    void sharesMayOverlapOneAnother() {
        Anomaly anomaly = overlap(List.of(
                op(0, 0, 1, OpType.OK, "acquire-shared", "a"),
                op(1, 1_000, 2, OpType.OK, "acquire-shared", "a"),
                op(2, 2_000, 1, OpType.INVOKE, "release", "a"),
                op(3, 3_000, 3, OpType.OK, "acquire", "a"),
                op(4, 4_000, 2, OpType.INVOKE, "release", "a")));
        assertThat(AsciiPicture.draw(anomaly, TextStyle.PLAIN))
                .contains("shares a", "holds a", "p3 is granted a; p2 releases it only at 4.000 s");
    }

    @Test
    void aReleaseThatFailedEndsNothing() {
        Anomaly anomaly = overlap(List.of(
                op(0, 1, 3, OpType.OK, "acquire", "a"),
                op(1, 2, 3, OpType.INVOKE, "release", "a"),
                op(2, 3, 3, OpType.FAIL, "release", "a"),
                op(3, 4, 5, OpType.OK, "acquire", "a")));
        assertThat(AsciiPicture.draw(anomaly, TextStyle.PLAIN)).contains("p3 has not released it");
    }

    @Test
    void anyWitnessFitsAndKeepsItsOrder() {
        for (long seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Op> witness = new ArrayList<>();
            boolean[] open = new boolean[6];
            long millis = 0;
            int events = 1 + random.nextInt(40);
            for (int i = 0; i < events; i++) {
                int process = random.nextInt(6);
                boolean hasTimes = seed % 3 > 0;
                millis += random.nextInt(4) == 0 ? random.nextInt(100_000) : random.nextInt(2);
                OpType type = open[process] ? OpType.values()[1 + random.nextInt(3)] : OpType.INVOKE;
                open[process] = !open[process];
                String f = seed % 2 == 0 ? "acquire" : "write";
                long nanos = hasTimes ? millis * 1_000_000 : Op.NO_TIME;
                witness.add(new Op(i, nanos, process, type, f, "x".repeat(random.nextInt(30)), null));
            }
            TextStyle style = new TextStyle(seed % 2 == 0, false, 60 + random.nextInt(60));
            List<String> lines =
                    AsciiPicture.draw(overlap(witness), style).lines().toList();
            assertThat(lines)
                    .as("seed %d", seed)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Math.min(100, style.columns())));
        }
    }

    @Test
    void momentsRiseWithinTheWidthWhateverTheTimes() {
        for (long seed = 0; seed < 3_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(30);
            List<Long> times = new ArrayList<>(List.of(0L));
            for (int i = 1; i < n; i++) {
                times.add(times.get(i - 1) + random.nextLong(1L << random.nextInt(1, 40)));
            }
            int[][][] needs = new int[n][0][];
            for (int i = 1; i < n; i++) {
                needs[i] = new int[][] {{random.nextInt(i), random.nextInt(60)}};
            }
            double[] at = MomentScale.place(times, seed % 2 == 0, needs, 2, 80);
            for (int i = 0; i < n; i++) {
                assertThat(at[i]).as("seed %d, moment %d", seed, i).isBetween(0.0, 80.000001);
                if (i > 0) {
                    assertThat(at[i] - at[i - 1])
                            .as("seed %d, moment %d", seed, i)
                            .isGreaterThanOrEqualTo(1.9999);
                }
            }
        }
    }

    @Test
    void nothingIsDrawnOfNoOperations() {
        assertThat(AsciiPicture.draw(overlap(List.of()), TextStyle.PLAIN)).isEmpty();
    }
}
