package io.ordeal.fault;

import static io.ordeal.checker.measure.FaultSpans.field;

import io.ordeal.checker.measure.FaultSpans.Span;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The evidence that a history tells of a span, also where it is of a version that wrote the counters of whole links, and no
 * evidence of the fault's own.
 */
final class PastEvidence {
    /** By kind and mode: of those counters the ones that were of the fault's own kind. */
    private static final Map<String, String> COUNTERS = Map.of(
            "partition:hold", "bytes-held",
            "partition:blackhole", "bytes-held",
            "partition:drop", "bytes-dropped",
            "partition:cut", "connections-cut",
            "reset", "connections-reset");

    /** Kinds that slow links down: what they did was not counted. */
    private static final List<String> SLOW_LINKS = List.of("latency", "bandwidth", "slow-close", "slices");

    private PastEvidence() {}

    /** Empty if the history says nothing of what the fault did. */
    static Optional<Evidence> told(Span span) {
        Object evidence = field(span.stopped(), "evidence");
        if (field(evidence, "measure") instanceof String measure) {
            return Optional.of(new Evidence(measure, amount(field(evidence, "amount"))));
        }
        return counters(span).or(() -> takenDown(span));
    }

    private static OptionalLong amount(@Nullable Object value) {
        return value instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    private static Optional<Evidence> counters(Span span) {
        String mode = field(span.started(), "mode") instanceof String how ? span.kind() + ":" + how : span.kind();
        String counter = COUNTERS.getOrDefault(mode, COUNTERS.get(span.kind()));
        if (counter != null) {
            return Optional.of(new Evidence(counter, amount(field(span.stopped(), counter))));
        }
        return SLOW_LINKS.contains(span.kind())
                ? Optional.of(new Evidence("what " + span.kind() + " did", OptionalLong.empty()))
                : Optional.empty();
    }

    private static Optional<Evidence> takenDown(Span span) {
        for (String clients : List.of("frozen", "killed")) {
            if (field(span.stopped(), clients) instanceof Collection<?> taken) {
                return Optional.of(Evidence.counted("clients-" + clients, taken.size()));
            }
        }
        return field(span.started(), "nodes") instanceof Collection<?> nodes
                ? Optional.of(Evidence.counted("nodes-taken-down", nodes.size()))
                : Optional.empty();
    }
}
