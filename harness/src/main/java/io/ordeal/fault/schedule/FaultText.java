package io.ordeal.fault.schedule;

import io.ordeal.fault.FaultSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault of {@code --faults}: {@code [id=]kind[:whom][:mode][@begin[..end]]}.
 *
 * @param id its name, if it was given one
 * @param fault what it does
 * @param begin when it strikes; empty = as drawn, again and again
 * @param end when it is healed; empty = after a time that is drawn
 */
public record FaultText(Optional<String> id, FaultSpec fault, List<Condition> begin, List<Condition> end) {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z][\\w-]*)=(.*)", Pattern.DOTALL);
    private static final String AT = "@";
    private static final String TO = "..";
    private static final String NONE = "none";

    public FaultText {
        begin = List.copyOf(begin);
        end = List.copyOf(end);
    }

    /** What people may type, a line each; {@code ./ordeal list faults} ends with it. */
    public static List<String> grammar() {
        return List.of(
                "kind[:whom][:mode]                     as drawn, again and again",
                "[id=]kind[:whom][:mode]@begin[..end]   once: kill:primary@after=200:add..for=2s",
                "  whom    beside the kind's own: " + String.join(", ", Roles.words()) + "; n1+n2",
                "  order   one+another, each after the one before; one/another, whichever comes first",
                "  when    at=3s  for=2s (after the one before, or after it began)  began=ID  ended=ID",
                "          after=200[:f][:begun|ok|fail|info|ended][:key=K][:process=P][:worker=W]  open=f",
                "          step=\"prepared 1\"[:node=n1][:worker=W][:times=N]  log=REGEX[:node=n1][:times=N]",
                "          primary=n1|another|none[:times=N]  deposed=n1|any[:times=N]  bytes=1000:c0-n1 "
                        + " messages=2:n3-n1",
                "  what holds one of + / : , .. stands in quotes; a file of many: ./ordeal run --schedule FILE");
    }

    /** Whether it says when it strikes. */
    public boolean isTriggered() {
        return !begin.isEmpty();
    }

    /** The texts of a list with commas between them; those within quotes part nothing. {@code none} alone is none. */
    public static List<String> split(String list) {
        if (list.strip().equals(NONE)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (String text : Quoted.split(list, ",")) {
            if (!text.isBlank()) {
                texts.add(text.trim());
            }
        }
        return texts;
    }

    /** The texts of a list with | between them; those within quotes part nothing. */
    public static List<String> alternatives(String list) {
        return Quoted.split(list, "|").stream().map(String::trim).toList();
    }

    /** What a fault does, without its name and without when: what stands there if that is all. Parses nothing else. */
    public static String withoutTrigger(String text) {
        String what = Quoted.split(text, AT).get(0);
        Matcher named = NAMED.matcher(what);
        return named.matches() ? named.group(2) : what;
    }

    /** {@link #withoutTrigger What they do}, each once, in their order. */
    public static Set<String> withoutTriggers(Collection<String> texts) {
        Set<String> all = new LinkedHashSet<>();
        texts.forEach(text -> all.add(withoutTrigger(text)));
        return all;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with what is wrong, and what exists, the nearest first
     */
    public static FaultText parse(String text) {
        List<String> halves = Quoted.split(text, AT);
        if (halves.size() > 2) {
            throw new IllegalArgumentException(
                    "the fault '" + text + "' has more than one @: conditions in order have a"
                            + " + between them, such as " + halves.get(0) + "@at=3s+after=200");
        }
        String what = halves.get(0);
        Optional<String> id = Optional.empty();
        Matcher named = NAMED.matcher(what);
        if (named.matches()) {
            id = Optional.of(named.group(1));
            what = named.group(2);
        }
        FaultSpec fault = FaultSpec.parse(what);
        if (halves.size() == 1) {
            if (id.isPresent()) {
                throw new IllegalArgumentException("the fault '" + text + "' has a name, but strikes again and again:"
                        + " say when, such as " + text + "@at=3s");
            }
            return new FaultText(id, fault, List.of(), List.of());
        }
        List<String> spans = Quoted.split(halves.get(1), TO);
        if (spans.size() > 2) {
            throw new IllegalArgumentException(
                    "the fault '" + text + "' has more than one end: " + what + "@at=3s..for=2s has one");
        }
        try {
            List<Condition> begin = ConditionText.parseAll(spans.get(0));
            return new FaultText(
                    id, fault, begin, spans.size() == 1 ? List.of() : ConditionText.parseAll(spans.get(1)));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("in the fault '" + text + "', " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public String toString() {
        return id.map(name -> name + "=").orElse("")
                + fault
                + (begin.isEmpty() ? "" : AT + ConditionText.print(begin))
                + (end.isEmpty() ? "" : TO + ConditionText.print(end));
    }
}
