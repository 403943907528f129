package io.ordeal.report;

import static io.ordeal.checker.measure.FaultSpans.field;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.fault.FaultEvidence;
import io.ordeal.fault.ServerEnds;
import io.ordeal.fault.UnusedLinks;
import io.ordeal.history.History;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the nemesis tells that is no span, in a few words: servers that ended by themselves, heals that failed, … */
final class NemesisMoments {
    private static final int LENGTH = 200;

    /**
     * How one is drawn.
     *
     * @param label in words
     * @param bad whether something went otherwise than was wanted: it is drawn so that it is seen
     */
    record Told(String label, boolean bad) {}

    private NemesisMoments() {}

    static Told of(History history, FaultSpans.Moment moment) {
        Object error = history.error(moment.done());
        if (moment.f().equals(ServerEnds.F)) {
            return new Told(
                    "server ended by itself: " + text(moment.value(), "server") + " on " + text(moment.value(), "node")
                            + ", exit code " + text(moment.value(), "exit-code"),
                    true);
        } else if (moment.f().equals(FaultEvidence.UNHEALED)) {
            return new Told("not everything could be healed: " + cut(error), true);
        } else if (moment.f().equals(UnusedLinks.F)) {
            return new Told("workers that never used their links: " + cut(moment.value()), true);
        } else if (error != null) {
            return new Told(moment.f() + " failed: " + cut(error), true);
        }
        Object skipped = field(moment.value(), "skipped");
        if (skipped != null) {
            return new Told(text(moment.value(), "fault") + " skipped: " + cut(skipped), true);
        }
        if (moment.f().startsWith("stop-")) {
            return new Told(moment.f() + ": there was nothing to heal", false);
        }
        return moment.f().equals("heal")
                ? new Told(moment.f(), false)
                : new Told(moment.f() + (moment.value() == null ? "" : " " + cut(moment.value())), false);
    }

    private static String text(@Nullable Object value, String name) {
        return cut(Objects.requireNonNullElse(field(value, name), "unknown"));
    }

    private static String cut(@Nullable Object value) {
        return ValueText.cut(ValueText.plain(value), LENGTH);
    }
}
