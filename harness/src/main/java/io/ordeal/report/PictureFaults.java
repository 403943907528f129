package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * The faults at work behind the lanes of a {@link WitnessPicture}, and the clients that stood still on them.
 *
 * <p>Where a span begins and ends is told in moments of the picture, and parts of them by time: 1.5 lies half between the
 * picture's second event and its third; below 0 before the first event, and above the last one's number after it.
 *
 * @param rows bands above the lanes; those of one row do not overlap
 * @param frozen stretches of lanes
 * @param leftOut spans that no row was left for
 */
record PictureFaults(List<List<Band>> rows, List<Band> frozen, int leftOut) {
    /** More rows than this hide the picture under them. */
    private static final int MOST_ROWS = 5;

    static final PictureFaults NONE = new PictureFaults(List.of(), List.of(), 0);

    /**
     * One span.
     *
     * @param lane of a client that stood still: its lane's number; −1 of a fault
     * @param label of a fault: its full name
     * @param told whom it struck and what it did
     */
    record Band(double from, double to, int lane, String label, String told) {}

    static PictureFaults of(WitnessPicture picture, Anomaly anomaly, FaultStory story) {
        Scale scale = new Scale(picture, story.history());
        List<List<Band>> rows = new ArrayList<>();
        int leftOut = 0;
        for (FaultSpans.Span span : story.atWork(anomaly)) {
            Band band = new Band(
                    scale.event(span.from()),
                    span.to() < 0 ? picture.times().size() : scale.event(span.to()),
                    -1,
                    span.fault(),
                    FaultWords.line(span));
            if (band.to() < 0 || band.from() > picture.times().size() - 1) {
                continue; // at work at an earlier part of the witness, which is not drawn
            }
            leftOut += put(rows, band) ? 0 : 1;
        }
        List<Band> frozen = new ArrayList<>();
        for (FrozenClient client : story.frozen()) {
            int lane = laneOf(picture, client.process());
            double from = scale.time(client.fromNanos());
            double to = scale.time(client.toNanos());
            if (picture.timed() && lane >= 0 && to > 0 && from < picture.times().size() - 1) {
                frozen.add(new Band(
                        from,
                        to,
                        lane,
                        "frozen",
                        "p" + client.process() + " stood still for "
                                + Numbers.span(client.toNanos() - client.fromNanos())));
            }
        }
        return new PictureFaults(List.copyOf(rows), List.copyOf(frozen), leftOut);
    }

    private static boolean put(List<List<Band>> rows, Band band) {
        for (List<Band> row : rows) {
            if (row.get(row.size() - 1).to() <= band.from()) {
                row.add(band);
                return true;
            }
        }
        return rows.size() < MOST_ROWS && rows.add(new ArrayList<>(List.of(band)));
    }

    private static int laneOf(WitnessPicture picture, int process) {
        for (int i = 0; i < picture.lanes().size(); i++) {
            if (picture.lanes().get(i).name().equals("p" + process)) {
                return i;
            }
        }
        return -1;
    }

    /** From events and times to the picture's moments. */
    private record Scale(WitnessPicture picture, History history) {
        double event(int position) {
            List<Integer> indexes = picture.indexes();
            int index = history.index(position);
            int last = indexes.size() - 1;
            if (index < indexes.get(0)) {
                return -1;
            } else if (index > indexes.get(last)) {
                return last + 1;
            }
            int i = 0;
            while (i < last && indexes.get(i + 1) <= index) {
                i++;
            }
            if (indexes.get(i) == index || i == last) {
                return i;
            }
            long time = history.timeNanos(position);
            double between = picture.timed() && time != Op.NO_TIME ? part(i, time) : 0.5;
            return i + Math.max(0.01, Math.min(0.99, between));
        }

        double time(long nanos) {
            List<Long> times = picture.times();
            int last = times.size() - 1;
            if (nanos < times.get(0)) {
                return -1;
            } else if (nanos > times.get(last)) {
                return last + 1;
            }
            int i = 0;
            while (i < last && times.get(i + 1) <= nanos) {
                i++;
            }
            return i == last ? last : i + part(i, nanos);
        }

        private double part(int moment, long nanos) {
            long from = picture.times().get(moment);
            long length = picture.times().get(moment + 1) - from;
            return length <= 0 ? 0.5 : (nanos - from) / (double) length;
        }
    }
}
