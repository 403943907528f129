package io.ordeal.fault;

import io.ordeal.names.NearestNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A fault as the command line says it: {@code kind[:whom][:mode]}, e.g. {@code partition:primary:hold}, {@code
 * kill:minority}, {@code client-pause}.
 *
 * @param whom one, minority, majority, primary, all, a node's name, or several with a + between them; who sends to whom,
 *     {@code c0-n1}, for kinds that {@linkplain FaultKind#takesWays take ways}; empty = drawn anew each time
 * @param mode a way of doing it that the kind knows; empty = the kind's default, or drawn
 */
public record FaultSpec(String kind, Optional<String> whom, Optional<String> mode) {
    /** Or several, {@code n1+n2}, or a role that a schedule resolves when the fault strikes, {@code client=3} or {@code victim=k1}. */
    private static final Pattern NODE_NAME =
            Pattern.compile("[a-z][a-z0-9]*(=[A-Za-z0-9][\\w-]*|([+][a-z][a-z0-9]*)*)");

    /** Who sends to whom. */
    private static final Pattern WAY = Pattern.compile("[a-z][a-z0-9]*-[a-z][a-z0-9]*");

    /**
     * Reads a list as it stands after {@code --faults}: specs with commas between them; empty or {@code none} is none.
     *
     * @throws IllegalArgumentException with what is wrong, and what exists, the nearest first
     */
    public static List<FaultSpec> parseAll(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty() || trimmed.equals("none")) {
            return List.of();
        }
        List<FaultSpec> specs = new ArrayList<>();
        for (String part : trimmed.split(",", -1)) {
            FaultSpec spec = parse(part.trim());
            if (specs.contains(spec)) {
                throw new IllegalArgumentException("the fault " + spec + " is asked for twice: name it once");
            }
            specs.add(spec);
        }
        return List.copyOf(specs);
    }

    /**
     * Reads one fault. Whether a node of the name exists is seen when there is a cluster, by {@link FaultKind#refusal}.
     *
     * @throws IllegalArgumentException with what is wrong, and what exists, the nearest first
     */
    public static FaultSpec parse(String text) {
        List<String> parts = Arrays.asList(text.split(":", -1));
        FaultKind kind = FaultKinds.named(parts.get(0));
        if (parts.size() > 3) {
            throw new IllegalArgumentException(
                    "too many colons in the fault '" + text + "': it is kind[:whom][:mode], such as " + example(kind));
        }
        return switch (parts.size()) {
            case 1 -> new FaultSpec(kind.name(), Optional.empty(), Optional.empty());
            case 2 -> withOne(kind, parts.get(1), text);
            default ->
                new FaultSpec(
                        kind.name(),
                        Optional.of(checkedWhom(kind, parts.get(1), text)),
                        Optional.of(checkedMode(kind, parts.get(2), text)));
        };
    }

    /** What stands alone after the kind is a mode if the kind has one of that name, else a whom. */
    private static FaultSpec withOne(FaultKind kind, String word, String text) {
        if (kind.modes().contains(word)) {
            return new FaultSpec(kind.name(), Optional.empty(), Optional.of(word));
        }
        boolean isMode =
                kind.takesWays() ? !WAY.matcher(word).matches() : kind.whom().isEmpty();
        if (isMode && !kind.modes().isEmpty()) {
            return new FaultSpec(kind.name(), Optional.empty(), Optional.of(checkedMode(kind, word, text)));
        }
        return new FaultSpec(kind.name(), Optional.of(checkedWhom(kind, word, text)), Optional.empty());
    }

    private static String checkedWhom(FaultKind kind, String whom, String text) {
        if (kind.takesWays()) {
            if (!WAY.matcher(whom).matches()) {
                throw new IllegalArgumentException("in the fault '" + text + "', '" + whom
                        + "' does not say who sends to whom, as c0-n1, primary-nodes or clients-n1 do");
            }
            return whom;
        }
        if (kind.whom().isEmpty()) {
            throw new IllegalArgumentException("the fault '" + text + "' says '" + whom + "', but " + kind.name()
                    + " takes no whom: " + example(kind));
        }
        if (!kind.whom().contains(whom) && !NODE_NAME.matcher(whom).matches()) {
            List<String> words = new ArrayList<>(kind.whom());
            words.addAll(kind.modes());
            throw new IllegalArgumentException("in the fault '" + text + "', '" + whom
                    + "' is neither whom nor how, nor can it be a name; nearest first: "
                    + String.join(", ", NearestNames.order(whom, words)) + ", or " + kind.whomByName());
        }
        return whom;
    }

    private static String checkedMode(FaultKind kind, String mode, String text) {
        if (kind.modes().isEmpty()) {
            throw new IllegalArgumentException("the fault '" + text + "' says '" + mode + "', but " + kind.name()
                    + " has no modes: " + example(kind));
        }
        try {
            kind.checkMode(mode);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("in the fault '" + text + "', " + wrong.getMessage(), wrong);
        }
        return mode;
    }

    private static String example(FaultKind kind) {
        String whom = kind.takesWays()
                ? ":c0-n1"
                : kind.whom().isEmpty() ? "" : ":" + kind.whom().get(0);
        String mode = kind.modes().isEmpty() ? "" : ":" + kind.modes().get(0);
        return kind.name() + whom + mode;
    }

    @Override
    public String toString() {
        return kind + whom.map(w -> ":" + w).orElse("") + mode.map(m -> ":" + m).orElse("");
    }
}
