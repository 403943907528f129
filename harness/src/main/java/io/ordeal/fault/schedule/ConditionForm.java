package io.ordeal.fault.schedule;

import io.ordeal.fault.schedule.Condition.OperationFilter;
import io.ordeal.fault.schedule.Condition.Stage;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.names.NearestNames;
import io.ordeal.text.DurationText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Conditions as names and values, what the short form and the file have in common: the first name says which condition it
 * is, the others qualify it. {@code {after: 200, f: add, stage: begun}}.
 */
final class ConditionForm {
    private static final String F = "f";
    private static final String KEY = "key";
    private static final String PROCESS = "process";
    private static final String WORKER = "worker";
    private static final String STAGE = "stage";
    private static final String NODE = "node";
    private static final String TIMES = "times";
    private static final String LINK = "link";

    private static final List<String> NUMBERS = List.of("after", "bytes", "messages", PROCESS, WORKER, TIMES);

    /** Each condition's qualifiers; the first is what a bare word stands for. */
    private static final Map<String, List<String>> QUALIFIERS = new LinkedHashMap<>();

    static {
        QUALIFIERS.put("after", List.of(F, KEY, PROCESS, WORKER, STAGE));
        QUALIFIERS.put("open", List.of(KEY, PROCESS, WORKER));
        QUALIFIERS.put("step", List.of(NODE, WORKER, TIMES));
        QUALIFIERS.put("bytes", List.of(LINK));
        QUALIFIERS.put("messages", List.of(LINK));
        QUALIFIERS.put("log", List.of(NODE, TIMES));
        QUALIFIERS.put("primary", List.of(TIMES));
        QUALIFIERS.put("deposed", List.of(TIMES));
        QUALIFIERS.put("began", List.of());
        QUALIFIERS.put("ended", List.of());
        QUALIFIERS.put("at", List.of());
        QUALIFIERS.put("for", List.of());
    }

    private ConditionForm() {}

    /** The names of all conditions. */
    static List<String> names() {
        return List.copyOf(QUALIFIERS.keySet());
    }

    /** The qualifiers that a condition takes, the one first that a bare word stands for. */
    static List<String> qualifiers(String condition) {
        List<String> known = QUALIFIERS.get(condition);
        if (known == null) {
            throw new IllegalArgumentException(NearestNames.unknown("condition", condition, QUALIFIERS.keySet()));
        }
        return known;
    }

    /**
     * The condition of a form.
     *
     * @throws IllegalArgumentException what is wrong with it, and what there is, the nearest first
     */
    static Condition read(Map<String, String> form) {
        String name = form.keySet().stream()
                .filter(QUALIFIERS::containsKey)
                .findFirst()
                .orElseGet(() -> form.keySet().stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a condition says nothing; one of: " + String.join(", ", names()))));
        for (String qualifier : form.keySet()) {
            if (!qualifier.equals(name) && !qualifiers(name).contains(qualifier)) {
                throw new IllegalArgumentException("in the condition " + name + "=" + form.get(name) + ", "
                        + NearestNames.unknown("qualifier", qualifier, qualifiers(name)));
            }
        }
        return new Reading(form).read(name);
    }

    /** What {@link #read} would read; the condition's name first. Not for {@code any of}. */
    static Map<String, String> write(Condition condition) {
        Map<String, @Nullable String> form = new LinkedHashMap<>();
        if (condition instanceof Condition.Operations operations) {
            form.put("after", Long.toString(operations.count()));
            write(operations.which(), form);
            form.put(
                    STAGE,
                    operations.stage() == Stage.OK ? null : operations.stage().word());
        } else if (condition instanceof Condition.Open open) {
            form.put("open", open.which().f().orElse("any"));
            write(open.which(), form);
            form.remove(F);
        } else if (condition instanceof Condition.Step step) {
            form.put("step", step.name());
            form.put(NODE, step.node().orElse(null));
            form.put(WORKER, step.worker().map(String::valueOf).orElse(null));
            form.put(TIMES, times(step.times()));
        } else if (condition instanceof Condition.Traffic traffic) {
            form.put(traffic.unit().word(), Long.toString(traffic.count()));
            form.put(LINK, traffic.way().from() + "-" + traffic.way().to());
        } else if (condition instanceof Condition.LogLine line) {
            form.put("log", line.regex());
            form.put(NODE, line.node().orElse(null));
            form.put(TIMES, times(line.times()));
        } else if (condition instanceof Condition.Primary primary) {
            form.put("primary", primary.who());
            form.put(TIMES, times(primary.times()));
        } else if (condition instanceof Condition.Deposed deposed) {
            form.put("deposed", deposed.who());
            form.put(TIMES, times(deposed.times()));
        } else if (condition instanceof Condition.Began began) {
            form.put("began", began.fault());
        } else if (condition instanceof Condition.Ended ended) {
            form.put("ended", ended.fault());
        } else if (condition instanceof Condition.At at) {
            form.put("at", DurationText.print(at.time()));
        } else if (condition instanceof Condition.For length) {
            form.put("for", DurationText.print(length.length()));
        } else {
            throw new IllegalArgumentException("no form of its own: " + condition);
        }
        Map<String, String> written = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (value != null) {
                written.put(name, value);
            }
        });
        return written;
    }

    private static @Nullable String times(long times) {
        return times == 1 ? null : Long.toString(times);
    }

    private static void write(OperationFilter which, Map<String, @Nullable String> form) {
        form.put(F, which.f().orElse(null));
        form.put(KEY, which.key().orElse(null));
        form.put(PROCESS, which.process().map(String::valueOf).orElse(null));
        form.put(WORKER, which.worker().map(String::valueOf).orElse(null));
    }

    /** The values of one form, read as what they are to be. */
    private record Reading(Map<String, String> form) {
        Condition read(String name) {
            return switch (name) {
                case "after" -> new Condition.Operations(number(name), stage(), operations(text(F)));
                case "open" -> new Condition.Open(operations(text(name).filter(f -> !f.equals("any"))));
                case "step" ->
                    new Condition.Step(
                            required(name), text(NODE), text(WORKER).map(worker -> (int) number(WORKER)), times());
                case "bytes" -> new Condition.Traffic(number(name), way());
                case "messages" -> new Condition.Traffic(number(name), Condition.Unit.MESSAGES, way());
                case "log" -> line();
                case "primary" -> new Condition.Primary(required(name), times());
                case "deposed" -> new Condition.Deposed(required(name), times());
                case "began" -> new Condition.Began(required(name));
                case "ended" -> new Condition.Ended(required(name));
                case "at" -> new Condition.At(DurationText.parse(required(name)));
                case "for" -> new Condition.For(DurationText.parse(required(name)));
                default -> throw new IllegalArgumentException(NearestNames.unknown("condition", name, names()));
            };
        }

        private Optional<String> text(String name) {
            return Optional.ofNullable(form.get(name));
        }

        private String required(String name) {
            return text(name)
                    .filter(value -> !value.isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException("the condition " + form + " lacks " + name));
        }

        private long number(String name) {
            String text = required(name);
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException none) {
                throw new IllegalArgumentException(
                        "expected a number for " + name + ", such as " + name + "=200, found: " + text, none);
            }
        }

        private long times() {
            return form.containsKey(TIMES) ? number(TIMES) : 1;
        }

        private Stage stage() {
            String word = text(STAGE).orElse(Stage.OK.word());
            return Arrays.stream(Stage.values())
                    .filter(stage -> stage.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(NearestNames.unknown("stage", word, stages())));
        }

        private OperationFilter operations(Optional<String> f) {
            return new OperationFilter(
                    f,
                    text(KEY),
                    text(PROCESS).map(process -> (int) number(PROCESS)),
                    text(WORKER).map(worker -> (int) number(WORKER)));
        }

        private Way way() {
            String text = required(LINK);
            String[] ends = text.split("-", -1);
            if (ends.length != 2 || ends[0].isEmpty() || ends[1].isEmpty()) {
                throw new IllegalArgumentException(
                        "expected who sends to whom, such as link=n1-n2 or link=c0-n1, found: " + text);
            }
            return new Way(ends[0], ends[1]);
        }

        private Condition line() {
            try {
                return new Condition.LogLine(required("log"), text(NODE), times());
            } catch (PatternSyntaxException wrong) {
                throw new IllegalArgumentException(
                        "log= takes a regular expression, and '" + wrong.getPattern() + "' is none: "
                                + wrong.getDescription() + " at " + wrong.getIndex(),
                        wrong);
            }
        }
    }

    /** Whether what a name says is a number. */
    static boolean isNumber(String name) {
        return NUMBERS.contains(name);
    }

    /** The words of the stages. */
    static List<String> stages() {
        List<String> words = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            words.add(stage.word());
        }
        return words;
    }
}
