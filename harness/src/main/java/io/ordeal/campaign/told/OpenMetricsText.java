package io.ordeal.campaign.told;

import io.ordeal.campaign.memory.Detection;
import java.util.Locale;

/** A night's figures as OpenMetrics text, such as Prometheus reads from a file. */
final class OpenMetricsText {
    private OpenMetricsText() {}

    static String of(NightSummary summary) {
        StringBuilder out = new StringBuilder();
        family(out, "ordeal_night_cells", "gauge", "Cells of the last night, by what came of them.");
        for (CellStatus status : CellStatus.values()) {
            out.append("ordeal_night_cells{status=\"")
                    .append(status.wire())
                    .append("\"} ")
                    .append(summary.count(status))
                    .append('\n');
        }
        family(out, "ordeal_night_trials", "gauge", "Trials of the last night.");
        out.append("ordeal_night_trials ").append(summary.trials()).append('\n');
        family(out, "ordeal_night_red", "gauge", "Whether the last night is red.");
        out.append("ordeal_night_red ")
                .append(summary.outcome().isRed() ? 1 : 0)
                .append('\n');
        family(out, "ordeal_night_blind", "gauge", "Whether the last night is blind.");
        out.append("ordeal_night_blind ")
                .append(summary.outcome().isBlind() ? 1 : 0)
                .append('\n');
        family(
                out,
                "ordeal_night_detections",
                "gauge",
                "Detections of the last night's cells, by what is known of them.");
        for (Detection.Standing standing : Detection.Standing.values()) {
            out.append("ordeal_night_detections{standing=\"")
                    .append(standing.wire())
                    .append("\"} ")
                    .append(summary.detections().stream()
                            .filter(each -> each.detection().standing() == standing)
                            .count())
                    .append('\n');
        }
        family(out, "ordeal_night_cell_seconds", "gauge", "Time that a cell got in the last night, in seconds.");
        summary.cells()
                .forEach(cell -> out.append("ordeal_night_cell_seconds{cell=\"")
                        .append(label(cell.name()))
                        .append("\"} ")
                        .append(String.format(Locale.ROOT, "%.1f", cell.minutes() * 60))
                        .append('\n'));
        family(out, "ordeal_night_started_seconds", "gauge", "When the last night began, in seconds since 1970.");
        out.append("ordeal_night_started_seconds ")
                .append(summary.nights().stream()
                                .mapToLong(night -> night.startedMillis())
                                .min()
                                .orElse(0)
                        / 1000)
                .append('\n');
        return out.append("# EOF\n").toString();
    }

    private static void family(StringBuilder out, String name, String type, String help) {
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    }

    private static String label(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
