package io.ordeal.fault.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Conditions in the short form: {@code after=200:add+open=transfer}. The essay of this package has all of it. */
public final class ConditionText {
    private static final String THEN = "+";
    private static final String OR = "/";
    private static final String QUALIFIED = ":";

    private ConditionText() {}

    /**
     * Reads conditions in order.
     *
     * @throws IllegalArgumentException what is wrong, and what there is, the nearest first
     */
    public static List<Condition> parseAll(String text) {
        return Quoted.split(text, THEN).stream().map(ConditionText::parse).toList();
    }

    /**
     * Reads one, or several of which any will do.
     *
     * @throws IllegalArgumentException as {@link #parseAll}
     */
    public static Condition parse(String text) {
        List<Condition> any =
                Quoted.split(text, OR).stream().map(ConditionText::one).toList();
        return any.size() == 1 ? any.get(0) : new Condition.AnyOf(any);
    }

    private static Condition one(String text) {
        List<String> parts = Quoted.split(text.trim(), QUALIFIED);
        Map<String, String> form = new LinkedHashMap<>();
        String name = "";
        for (String part : parts) {
            int equals = part.indexOf('=');
            boolean named = equals > 0 && Character.isLetter(part.charAt(0));
            if (form.isEmpty()) {
                if (!named) {
                    throw new IllegalArgumentException("expected a condition, such as after=200:add or at=3s, found '"
                            + text + "'; what holds + / : , or .. stands in quotes; all: "
                            + String.join(", ", ConditionForm.names()));
                }
                name = part.substring(0, equals);
                ConditionForm.qualifiers(name);
            }
            String qualifier = named ? part.substring(0, equals) : bare(name, part);
            if (form.put(qualifier, Quoted.unquote(named ? part.substring(equals + 1) : part)) != null) {
                throw new IllegalArgumentException("'" + text + "' says " + qualifier + " twice");
            }
        }
        return ConditionForm.read(form);
    }

    /** What a word without a name stands for. */
    private static String bare(String condition, String word) {
        if (condition.equals("after") && ConditionForm.stages().contains(word)) {
            return "stage";
        }
        List<String> qualifiers = ConditionForm.qualifiers(condition);
        if (qualifiers.isEmpty()) {
            throw new IllegalArgumentException("the condition " + condition + " takes nothing behind its value, and '"
                    + word + "' stands there; what holds + / : , or .. stands in quotes");
        }
        return qualifiers.get(0);
    }

    /** What {@link #parseAll} would read. */
    public static String print(List<Condition> conditions) {
        return conditions.stream().map(ConditionText::print).collect(Collectors.joining(THEN));
    }

    /** What {@link #parse} would read. */
    public static String print(Condition condition) {
        if (condition instanceof Condition.AnyOf any) {
            return any.conditions().stream().map(ConditionText::print).collect(Collectors.joining(OR));
        }
        return ConditionForm.write(condition).entrySet().stream()
                .map(entry -> bare(entry) + Quoted.quote(entry.getValue()))
                .collect(Collectors.joining(QUALIFIED));
    }

    private static String bare(Map.Entry<String, String> entry) {
        String name = entry.getKey();
        boolean understood = name.equals("f") || name.equals("stage") || name.equals("link");
        return understood && !entry.getValue().contains("=") ? "" : name + "=";
    }
}
