package io.ordeal.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.reproduce.Rate;
import io.ordeal.reproduce.Recording;
import io.ordeal.reproduce.ReplayTry;
import io.ordeal.reproduce.Search;
import io.ordeal.trial.TrialListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a search gets on, while it does, and what it found. */
final class SearchReport implements Search.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Terminal terminal;
    private final Recording recording;
    private final String anomaly;

    SearchReport(Terminal terminal, Recording recording, String anomaly) {
        this.terminal = terminal;
        this.recording = recording;
        this.anomaly = anomaly;
    }

    void begin(List<Search.Recipe> recipes) {
        line("looking for the recipe that shows " + anomaly + " most often; there are " + recipes.size());
        for (Search.Recipe recipe : recipes) {
            line("  " + recipe.name() + ": " + recipe.plan().operations().size() + " operations of "
                    + recipe.plan().options().concurrency() + " workers, "
                    + recipe.plan().schedule().faults().size() + " faults");
        }
    }

    private void line(String text) {
        terminal.clearLine();
        terminal.err().println("ordeal: " + text);
    }

    @Override
    public TrialListener began(Search.Recipe recipe) {
        return new TrialListener() {
            @Override
            public void phase(String what) {
                terminal.progress(recipe.name() + "  " + what);
            }
        };
    }

    @Override
    public void done(ReplayTry one, Search.Standing standing) {
        line(standing.recipe().name() + ": "
                + one.result().name().toLowerCase(Locale.ROOT) + ", so far "
                + standing.tally().rate() + (standing.givenUp() ? "; given up" : ""));
    }

    /** All recipes, the best first, and what to type to have it again. */
    String text(List<Search.Standing> standings) {
        terminal.clearLine();
        StringBuilder text = new StringBuilder();
        for (Search.Standing standing : standings) {
            int missed = standing.tally().count(ReplayTry.Result.MISSED);
            int unknown = standing.tally().count(ReplayTry.Result.UNKNOWN);
            text.append(anomaly)
                    .append(" in ")
                    .append(standing.tally().rate())
                    .append(missed == 0 ? "" : ", and " + missed + " not counted, whose faults came otherwise")
                    .append(unknown == 0 ? "" : ", and " + unknown + " not counted, that came to no verdict")
                    .append(": ")
                    .append(standing.recipe().name())
                    .append(standing.givenUp() ? " (given up)" : "")
                    .append('\n');
        }
        Optional<Path> kept = best(standings);
        text.append(kept.map(folder -> "the best, to be replayed as it is: ./ordeal replay " + folder + " --anomaly "
                                + anomaly)
                        .orElse("no recipe showed it within the budget: a longer --search tries more"))
                .append('\n');
        return text.toString();
    }

    private static Optional<Path> best(List<Search.Standing> standings) {
        return standings.stream().findFirst().flatMap(Search.Standing::kept);
    }

    /** The same as one object. */
    String json(List<Search.Standing> standings) {
        terminal.clearLine();
        ObjectNode root = JSON.createObjectNode();
        root.put("replayOf", recording.folder().path().toString());
        root.put("anomaly", anomaly);
        best(standings).ifPresent(folder -> root.put("best", folder.toString()));
        for (Search.Standing standing : standings) {
            Rate rate = standing.tally().rate();
            ObjectNode node = root.withArray("recipes").addObject();
            node.put("recipe", standing.recipe().name());
            node.put("same", rate.count());
            node.put("tries", standing.tally().tries().size());
            node.put("missed", standing.tally().count(ReplayTry.Result.MISSED));
            node.put("unknown", standing.tally().count(ReplayTry.Result.UNKNOWN));
            node.put("rate", rate.share());
            node.put("rateLow", rate.low());
            node.put("rateHigh", rate.high());
            node.put("givenUp", standing.givenUp());
            standing.kept().ifPresent(folder -> node.put("folder", folder.toString()));
        }
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
