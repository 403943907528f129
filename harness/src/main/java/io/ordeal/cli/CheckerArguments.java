package io.ordeal.cli;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.NamedChecker;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a checker is asked for again: by the arguments of a command, or by the second line of a saved history. */
record CheckerArguments(NamedChecker checker) {
    /** As they follow {@code ./ordeal check FILE}. */
    List<String> onCommandLine() {
        CheckerOptions options = checker.options();
        List<String> words = new ArrayList<>(List.of("--checker", checker.name()));
        options.model().ifPresent(level -> words.addAll(List.of("--model", level)));
        options.independent().ifPresent(pairs -> words.add(pairs ? "--independent" : "--no-independent"));
        options.algorithm().ifPresent(name -> words.addAll(List.of("--algorithm", name)));
        options.ttl().ifPresent(ttl -> words.addAll(List.of("--ttl", ttl.toMillis() + "ms")));
        if (options.permits() != 1) {
            words.addAll(List.of("--permits", String.valueOf(options.permits())));
        }
        assumed(options).forEach(name -> words.add("--" + name));
        options.forbidden().stream().sorted().map(CheckerOption::wire).forEach(words::add);
        if (options.initial() != null) {
            words.addAll(List.of("--initial", EdnText.of(options.initial())));
        }
        return words;
    }

    /** As the histories in {@code results/corpus} have them; empty if there is nothing to say. The initial value is last. */
    Optional<String> inFile() {
        CheckerOptions options = checker.options();
        List<String> words = new ArrayList<>();
        options.model().ifPresent(level -> words.add("model=" + level));
        options.ttl().ifPresent(ttl -> words.add("ttl=" + ttl.toMillis() + "ms"));
        if (options.permits() != 1) {
            words.add("permits=" + options.permits());
        }
        assumed(options).forEach(name -> words.add("assume=" + name));
        options.forbidden().stream()
                .sorted()
                .map(option -> option.wire().replace("--no-", "forbid="))
                .forEach(words::add);
        if (options.initial() != null) {
            words.add("initial=" + EdnText.of(options.initial()));
        }
        return words.isEmpty() ? Optional.empty() : Optional.of("; options: " + String.join(" ", words));
    }

    private static List<String> assumed(CheckerOptions options) {
        return new TreeMap<>(options.assumptions())
                .entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .toList();
    }
}
