package io.ordeal.checker;

import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@link WitnessLaw} of histories that others have published. They are not kept in this repository.
 *
 * <pre>
 * mvn -q -Pquick -pl checkers test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=io.ordeal.checker.LawOfPublicHistories -Dexec.args=FOLDER
 * </pre>
 */
public final class LawOfPublicHistories {
    /** Whose witnesses have a law of their own. */
    private static final Set<String> OF_TRANSACTIONS = Set.of("list-append", "rw-register");

    private LawOfPublicHistories() {}

    /**
     * Judges all that are known to be invalid; what breaks the law ends it with an error.
     *
     * @param args a folder whose {@code verdicts.tsv} names a file, its checker, options, and {@code true} or {@code false}; what
     *     needs options is left out
     */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(args[0]);
        Map<String, Integer> anomalies = new TreeMap<>();
        Map<String, Integer> histories = new TreeMap<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("verdicts.tsv"))) {
            String[] columns = line.split("\t", -1);
            if (!columns[3].equals("false")) {
                continue;
            }
            String name = columns[1];
            if (OF_TRANSACTIONS.contains(name) || !columns[2].isEmpty()) {
                leftOut.merge(name, 1, Integer::sum);
                continue;
            }
            History history = HistoryReader.read(folder.resolve(columns[0])).history();
            Checker checker = Checkers.named(name, CheckerOptions.DEFAULT);
            int found = WitnessLaw.assertKept(columns[0], checker, history, true);
            anomalies.merge(name, found, Integer::sum);
            histories.merge(name, 1, Integer::sum);
        }
        out.println("kept by the anomalies " + anomalies + " of the invalid histories " + histories + "; left out "
                + leftOut);
    }
}
