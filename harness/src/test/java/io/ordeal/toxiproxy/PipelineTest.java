package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When toxics let pieces go, to the nanosecond: the pipeline has no clock, so the test is the clock. */
class PipelineTest {
    private static final long MILLI = 1_000_000;

    private final LongAdder dropped = new LongAdder();
    private final Pipeline pipeline = new Pipeline(toxic -> new Draw(1, "p", toxic.name(), 0), dropped);
    private final List<Toxic> chain = new ArrayList<>();

    private Toxic toxic(ToxicType type, float toxicity, Object... attributes) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            values.put((String) attributes[i], ((Number) attributes[i + 1]).longValue());
        }
        long id = ToxicChain.newId();
        return new Toxic(id, type.wireName() + chain.size(), type, Direction.UPSTREAM, "upstream", toxicity, values);
    }

    private void add(ToxicType type, Object... attributes) {
        chain.add(toxic(type, 1, attributes));
        pipeline.sync(chain, 0);
    }

    private void arrive(int bytes, long atNanos) {
        pipeline.add(Piece.data(new byte[bytes], 0, bytes, atNanos));
    }

    private void arrive(Piece.Kind ending, long atNanos) {
        pipeline.add(Piece.ending(ending, atNanos));
    }

    /** What leaves from {@code fromNanos} on, each as {@code millis:bytes} or {@code millis:ending}. */
    private List<String> leaves(long fromNanos) {
        List<String> left = new ArrayList<>();
        long nowNanos = fromNanos;
        while (true) {
            Piece piece = pipeline.next(nowNanos);
            if (piece != null) {
                left.add(nowNanos / (double) MILLI + ":" + (piece.isData() ? piece.length() : piece.kind()));
                continue;
            }
            long dueNanos = pipeline.dueNanos(nowNanos);
            if (dueNanos == Ticks.NEVER) {
                return left;
            }
            assertThat(dueNanos).as("time goes on").isGreaterThan(nowNanos);
            nowNanos = dueNanos;
        }
    }

    @Test
    void latencyCountsFromArrivalAndAFinWaitsOnlyForBytes() {
        add(ToxicType.LATENCY, "latency", 100, "jitter", 0);
        arrive(10, 0);
        arrive(20, 30 * MILLI);
        arrive(Piece.Kind.FIN, 31 * MILLI);
        assertThat(leaves(0)).containsExactly("100.0:10", "130.0:20", "130.0:FIN");
    }

    @Test
    void twoLatenciesAddUp() {
        add(ToxicType.LATENCY, "latency", 500);
        add(ToxicType.LATENCY, "latency", 700);
        arrive(10, 0);
        arrive(20, 10 * MILLI);
        assertThat(leaves(0)).containsExactly("1200.0:10", "1210.0:20");
    }

    @Test
    void jitterStaysWithinItsBoundsAndKeepsOrder() {
        add(ToxicType.LATENCY, "latency", 50, "jitter", 20);
        for (int i = 1; i <= 200; i++) {
            arrive(i, i * 100L * MILLI);
        }
        List<String> left = leaves(0);
        assertThat(left).hasSize(200);
        for (int i = 1; i <= 200; i++) {
            String[] piece = left.get(i - 1).split(":");
            assertThat(Integer.parseInt(piece[1])).isEqualTo(i);
            assertThat(Double.parseDouble(piece[0]) - i * 100).isBetween(30.0, 70.0);
        }
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> Double.parseDouble(left.get(i).split(":")[0]) - (i + 1) * 100)
                        .distinct())
                .as("drawn, not fixed")
                .hasSizeGreaterThan(10);
    }

    @Test
    void aChangeOfLatencyFlushesWhatWaitsAndDelaysWhatComes() {
        add(ToxicType.LATENCY, "latency", 1000);
        arrive(10, 0);
        arrive(20, MILLI);
        chain.set(0, chain.get(0).with(1, Map.of("latency", 200L)));
        pipeline.sync(chain, 5 * MILLI);
        arrive(30, 6 * MILLI);
        assertThat(leaves(5 * MILLI)).containsExactly("5.0:10", "5.0:20", "206.0:30");
    }

    @Test
    void bandwidthSendsPortionsOfAtMost100Millis() {
        add(ToxicType.BANDWIDTH, "rate", 10);
        arrive(2500, 0);
        arrive(500, MILLI);
        arrive(100, 1000 * MILLI);
        assertThat(leaves(0)).containsExactly("100.0:1000", "200.0:1000", "250.0:500", "300.0:500", "1010.0:100");
    }

    @Test
    void bandwidthDoesNotMakeGoodForAReaderThatHadStopped() {
        add(ToxicType.BANDWIDTH, "rate", 10);
        arrive(5000, 0);
        assertThat(leaves(10_000 * MILLI).subList(0, 3))
                .containsExactly("10000.0:1000", "10100.0:1000", "10200.0:1000");
    }

    @Test
    void bandwidthZeroHoldsBytesButNoIdleFin() {
        add(ToxicType.BANDWIDTH, "rate", 0);
        arrive(10, 0);
        arrive(Piece.Kind.FIN, 1);
        assertThat(leaves(1)).isEmpty();
        assertThat(pipeline.queuedBytes()).isEqualTo(10);
        chain.clear();
        assertThat(pipeline.sync(chain, 7 * MILLI)).isNull();
        assertThat(leaves(7 * MILLI)).containsExactly("7.0:10", "7.0:FIN");

        add(ToxicType.BANDWIDTH, "rate", 0);
        arrive(Piece.Kind.FIN, 8 * MILLI);
        assertThat(leaves(8 * MILLI)).containsExactly("8.0:FIN");
    }

    @Test
    void slowCloseDelaysTheEndingAlone() {
        add(ToxicType.SLOW_CLOSE, "delay", 300);
        arrive(10, 0);
        arrive(Piece.Kind.FIN, 5 * MILLI);
        assertThat(leaves(0)).containsExactly("0.0:10", "305.0:FIN");
    }

    @Test
    void slicesAreWithinTheVariationAndApart() {
        add(ToxicType.SLICER, "average_size", 100, "size_variation", 40, "delay", 500);
        arrive(10_000, 0);
        List<String> left = leaves(0);
        int total = 0;
        for (int i = 0; i < left.size(); i++) {
            String[] piece = left.get(i).split(":");
            int size = Integer.parseInt(piece[1]);
            total += size;
            assertThat(Double.parseDouble(piece[0])).isEqualTo(i * 0.5);
            if (i < left.size() - 1) {
                assertThat(size).isBetween(60, 140);
            }
        }
        assertThat(total).isEqualTo(10_000);
        assertThat(left).hasSizeBetween(80, 125);
    }

    @Test
    void eachChunkRestartsATimeout() {
        add(ToxicType.TIMEOUT, "timeout", 100);
        assertThat(pipeline.dueNanos(0)).isEqualTo(100 * MILLI);
        arrive(10, 90 * MILLI);
        assertThat(leaves(90 * MILLI)).containsExactly("190.0:CLOSE");
        assertThat(dropped.sum()).isEqualTo(10);
    }

    @Test
    void resetPeerCountsFromTheFirstArrival() {
        add(ToxicType.RESET_PEER, "timeout", 100);
        assertThat(pipeline.dueNanos(0)).isEqualTo(Ticks.NEVER);
        arrive(10, 40 * MILLI);
        arrive(10, 50 * MILLI);
        assertThat(leaves(50 * MILLI)).containsExactly("140.0:RESET");
        assertThat(dropped.sum()).isEqualTo(20);
    }

    @Test
    void limitDataEndsBehindItsLastByteThroughLaterToxics() {
        add(ToxicType.LIMIT_DATA, "bytes", 15);
        add(ToxicType.LATENCY, "latency", 10);
        arrive(10, 0);
        arrive(10, MILLI);
        arrive(10, 2 * MILLI);
        assertThat(leaves(2 * MILLI)).containsExactly("10.0:10", "11.0:5", "11.0:CLOSE");
        assertThat(dropped.sum()).isEqualTo(15);
    }

    @Test
    void aToxicAddedLaterActsBehindTheOthers() {
        add(ToxicType.BANDWIDTH, "rate", 0);
        arrive(10, 0);
        add(ToxicType.LATENCY, "latency", 100);
        chain.remove(0);
        pipeline.sync(chain, 50 * MILLI);
        assertThat(leaves(50 * MILLI))
                .as("held first, then delayed from its arrival")
                .containsExactly("100.0:10");
    }

    @Test
    void removingAToxicInTheMiddleKeepsOrder() {
        add(ToxicType.BANDWIDTH, "rate", 0);
        add(ToxicType.NOOP);
        add(ToxicType.LATENCY, "latency", 100);
        add(ToxicType.BLACKHOLE);
        Toxic hold = chain.remove(0);
        pipeline.sync(chain, 0);
        arrive(1, 0);
        arrive(2, 0);
        assertThat(leaves(200 * MILLI)).isEmpty();
        chain.add(0, hold);
        pipeline.sync(chain, 200 * MILLI);
        arrive(3, 200 * MILLI);
        chain.removeIf(toxic -> toxic.type() == ToxicType.LATENCY);
        pipeline.sync(chain, 201 * MILLI);
        arrive(4, 202 * MILLI);
        assertThat(leaves(202 * MILLI)).isEmpty();
        chain.clear();
        pipeline.sync(chain, 203 * MILLI);
        assertThat(leaves(203 * MILLI)).containsExactly("203.0:1", "203.0:2", "203.0:3", "203.0:4");
        assertThat(pipeline.isClear()).isTrue();
    }

    @Test
    void aToxicityOfZeroNeverHitsAndOfOneAlways() {
        for (long connection = 0; connection < 1000; connection++) {
            Draw draw = new Draw(5, "p", "t", connection);
            assertThat(draw.hits(0)).isFalse();
            assertThat(draw.hits(1)).isTrue();
        }
        long hit = LongStream.range(0, 10_000)
                .filter(connection -> new Draw(5, "p", "t", connection).hits(0.2f))
                .count();
        assertThat(hit).isBetween(1800L, 2200L);
    }

    @Test
    void removingAToxicThatHasLostBytesEndsTheConnection() {
        add(ToxicType.RESET_PEER, "timeout", 1000);
        assertThat(pipeline.sync(List.of(), 0)).as("nothing came").isNull();
        pipeline.sync(chain, 0);
        arrive(10, 0);
        assertThat(pipeline.next(0)).isNull();
        assertThat(pipeline.sync(List.of(), MILLI)).isEqualTo(Piece.Kind.RESET);
    }

    @Test
    void latencyHasRoomForWhatIsUnderWayAHoldHasNot() {
        add(ToxicType.LATENCY, "latency", 1000);
        arrive(8 * 1024 * 1024, 0);
        assertThat(pipeline.hasRoom()).isTrue();
        pipeline.sync(List.of(), 0);
        assertThat(leaves(0)).hasSize(1);
        pipeline.sync(List.of(toxic(ToxicType.BANDWIDTH, 1, "rate", 0)), 0);
        arrive(1024 * 1024, 0);
        assertThat(pipeline.hasRoom()).isFalse();
    }

    private ToxicWork work() {
        return chain.get(0).counters().snapshot();
    }

    @Test
    void aToxicTellsWhatItDidAndNothingElse() {
        add(ToxicType.LATENCY, "latency", 100);
        add(ToxicType.SLOW_CLOSE, "delay", 300);
        arrive(10, 0);
        arrive(20, 30 * MILLI);
        assertThat(leaves(0)).hasSize(2);
        assertThat(work()).isEqualTo(new ToxicWork(30, 2, 0, 200 * MILLI, 0, 0, 0, 0));
        assertThat(chain.get(1).counters().snapshot())
                .as("bytes pass a slow close, and no end was late")
                .isEqualTo(new ToxicWork(30, 2, 0, 0, 0, 0, 0, 0));
        arrive(Piece.Kind.FIN, 300 * MILLI);
        assertThat(leaves(300 * MILLI)).hasSize(1);
        assertThat(chain.get(1).counters().snapshot()).isEqualTo(new ToxicWork(30, 2, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void whatIsHeldDroppedCutAndResetIsCountedByWhoeverDoesIt() {
        add(ToxicType.BLACKHOLE);
        arrive(7, 0);
        assertThat(work()).isEqualTo(new ToxicWork(7, 1, 0, 0, 0, 0, 0, 0));
        chain.clear();
        pipeline.sync(chain, 0);
        assertThat(leaves(0)).hasSize(1);
        add(ToxicType.TIMEOUT, "timeout", 0);
        arrive(8, 0);
        assertThat(leaves(0)).isEmpty();
        assertThat(work()).isEqualTo(new ToxicWork(8, 1, 0, 0, 0, 8, 0, 0));
        chain.clear();
        pipeline.sync(chain, 0);
        add(ToxicType.SLICER, "average_size", 4);
        arrive(10, 0);
        assertThat(leaves(0)).containsExactly("0.0:4", "0.0:4", "0.0:2");
        assertThat(work()).isEqualTo(new ToxicWork(10, 1, 0, 0, 2, 0, 0, 0));
        chain.clear();
        pipeline.sync(chain, 0);
        add(ToxicType.RESET_PEER, "timeout", 5);
        arrive(3, 0);
        assertThat(leaves(0)).containsExactly("5.0:RESET");
        assertThat(work()).isEqualTo(new ToxicWork(3, 1, 0, 0, 0, 3, 1, 0));
    }

    @Test
    void anUpdatedToxicGoesOnCounting() {
        add(ToxicType.BANDWIDTH, "rate", 0);
        arrive(5, 0);
        chain.set(0, chain.get(0).with(1, Map.of("rate", 0L)));
        pipeline.sync(chain, 0);
        arrive(6, 0);
        assertThat(work().bytes()).isEqualTo(11);
    }
}
