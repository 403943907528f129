package io.ordeal.kit;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** What is expected of a verdict alone, such as one of a saved history. */
public final class VerdictAssert extends AbstractAssert<VerdictAssert, Verdict> {
    VerdictAssert(Verdict verdict) {
        super(verdict, VerdictAssert.class);
    }

    /** The promise was kept; an unknown verdict says no such thing. */
    public VerdictAssert holds() {
        isNotNull();
        if (!actual.isValid()) {
            fail("that the promise is kept");
        }
        return this;
    }

    /**
     * The promise was broken, in these ways and no others.
     *
     * @param anomalies by their names on the wire, one at least; each was found
     */
    public VerdictAssert breaks(String... anomalies) {
        isNotNull();
        List<String> found =
                actual.anomaliesOrNone().stream().map(Anomaly::type).distinct().toList();
        if (!BrokenPromise.isAsNamed(found, List.of(anomalies))) {
            fail("that it shows " + String.join(", ", anomalies) + " and nothing else");
        }
        return this;
    }

    /** Nothing is known, and the cause has this in it. */
    public VerdictAssert unknownBecause(String part) {
        isNotNull();
        if (!(actual instanceof Verdict.Unknown unknown && unknown.cause().contains(part))) {
            fail("an unknown verdict, because \"" + part + "\"");
        }
        return this;
    }

    private void fail(String expected) {
        StringBuilder anomalies = new StringBuilder();
        actual.anomaliesOrNone().forEach(anomaly -> anomalies.append("\n  ").append(anomaly.explanation()));
        throw failure("%s", "expected " + expected + ", but it is " + OutcomeText.word(actual) + anomalies);
    }
}
