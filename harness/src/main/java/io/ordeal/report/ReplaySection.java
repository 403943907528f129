package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.Op;
import java.util.ArrayList;
import java.util.List;

/** A replay's recording and the replay itself, one above the other on one axis of time, and the violation of either. */
final class ReplaySection {
    private final Report replay;
    private final FaultStory story;
    private final Report.Beside beside;

    ReplaySection(Report replay, FaultStory story, Report.Beside beside) {
        this.replay = replay;
        this.story = story;
        this.beside = beside;
    }

    void write(Html html) {
        Report recording = beside.recording();
        html.raw("<section id=\"replay\">\n<h2>Recording and replay</h2>\n");
        html.raw("<p>The recording: ")
                .element("code", "", recording.check().file())
                .raw("</p>\n");
        beside.remarks().forEach(remark -> html.element("p", "", remark));
        html.raw("<figure class=\"scroll\" tabindex=\"0\">\n")
                .raw(Tracks.draw(
                        "Recording and replay on one axis of time",
                        List.of(track("recorded", recording), track("replayed", replay))))
                .raw("</figure>\n");
        violation(html, "Recorded", recording, new FaultStory(recording.history(), FaultSpans.of(recording.history())));
        violation(html, "Replayed", replay, story);
        html.raw("</section>\n");
    }

    private static void violation(Html html, String when, Report report, FaultStory story) {
        List<Anomaly> anomalies = report.check().result().verdict().anomaliesOrNone();
        html.element(
                "h3",
                "",
                when + ": "
                        + (anomalies.isEmpty()
                                ? "no violation"
                                : anomalies.get(0).type()));
        if (!anomalies.isEmpty()) {
            html.element("p", "explanation", anomalies.get(0).explanation().strip());
            String picture = SvgPicture.draw(anomalies.get(0), story);
            if (!picture.isEmpty()) {
                html.raw("<figure class=\"scroll\" tabindex=\"0\">\n")
                        .raw(picture)
                        .raw("</figure>\n");
            }
        }
    }

    private static Tracks.Track track(String name, Report report) {
        List<Tracks.Mark> marks = new ArrayList<>();
        for (Anomaly anomaly : report.check().result().verdict().anomaliesOrNone()) {
            anomaly.witness().stream()
                    .mapToLong(Op::timeNanos)
                    .max()
                    .ifPresent(nanos -> marks.add(new Tracks.Mark(anomaly.type(), nanos)));
        }
        return new Tracks.Track(name, report.history(), marks);
    }
}
