package io.ordeal.serve.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which runs are asked for, and in which order.
 *
 * @param target by name; empty for all
 * @param workload by name; empty for all
 * @param fault a kind, such as {@code kill}, of which {@code kill:primary} is one, too; empty for all
 * @param anomaly by type; empty for all
 * @param state of the verdict; empty for all
 * @param surprise whether what came out was to be expected; empty for all
 * @param words each of which is somewhere in what is told of a run, in any case
 * @param order of those that are left
 */
public record RunFilter(
        String target,
        String workload,
        String fault,
        String anomaly,
        Optional<RunState> state,
        Optional<Boolean> surprise,
        List<String> words,
        Order order) {
    public RunFilter {
        words = List.copyOf(words);
    }

    /** The order of a list. */
    public enum Order {
        NEWEST("newest first"),
        OLDEST("oldest first"),
        TARGET("by target"),
        OPERATIONS("most operations first");

        private final String words;

        Order(String words) {
            this.words = words;
        }

        private Comparator<RunEntry> comparator() {
            return switch (this) {
                case NEWEST -> Comparator.comparing(RunEntry::started).reversed();
                case OLDEST -> Comparator.comparing(RunEntry::started);
                case TARGET -> Comparator.comparing(run -> run.id().target());
                case OPERATIONS ->
                    Comparator.comparingLong(RunEntry::operations).reversed();
            };
        }

        /** For people. */
        public String words() {
            return words;
        }

        /** As it stands in an address. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The order of that name; empty if there is none. */
        public static Optional<Order> named(String wire) {
            return Arrays.stream(values())
                    .filter(order -> order.wire().equals(wire))
                    .findFirst();
        }
    }

    /** The words of a search. */
    public static List<String> words(String search) {
        return Arrays.stream(search.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The kind of a fault: {@code kill} of {@code k1=kill:primary@after=200}. */
    public static String kind(String fault) {
        return fault.replaceFirst("^[^:@]*=", "").replaceFirst("[:@].*", "");
    }

    /** Those of the runs that are asked for, in the order that is. */
    public List<RunEntry> of(List<RunEntry> runs) {
        return runs.stream().filter(this::takes).sorted(order.comparator()).toList();
    }

    private boolean takes(RunEntry run) {
        return (target.isEmpty() || target.equals(run.id().target()))
                && (workload.isEmpty() || workload.equals(run.id().workload()))
                && (fault.isEmpty()
                        || run.faults().stream().anyMatch(each -> kind(each).equals(fault)))
                && (anomaly.isEmpty() || run.anomalies().contains(anomaly))
                && (state.isEmpty() || state.get() == run.state())
                && (surprise.isEmpty() || (run.asExpected().isPresent() && run.isSurprise() == surprise.get()))
                && (words.isEmpty() || words.stream().allMatch(textOf(run)::contains));
    }

    private static String textOf(RunEntry run) {
        return Stream.of(
                        List.of(
                                run.id().toString(),
                                run.state().wire(),
                                String.valueOf(run.seed()),
                                run.expected(),
                                run.cause()),
                        run.faults(),
                        run.anomalies())
                .flatMap(List::stream)
                .reduce("", (all, each) -> all + "\n" + each)
                .toLowerCase(Locale.ROOT);
    }
}
