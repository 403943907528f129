package io.ordeal.campaign.plan;

import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.Terrain;
import io.ordeal.fault.schedule.AnyFaults;
import io.ordeal.fault.schedule.DrawnFaults;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.fault.schedule.Nemesis;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The faults of a cell's trials.
 *
 * @param name as a person writes it: {@code none}, {@code kill,partition}, {@code kill|pause}, {@code links}, {@code any},
 *     {@code kill@after=20:add}, {@code schedule:zookeeper-4925}
 * @param kinds in the grammar of {@code --faults}, perhaps with their moments; those that there are to choose from
 * @param drawn whether each trial has some of them; else all
 * @param schedule what comes to pass in each trial; the kinds are then those of its faults, and are not drawn beside it
 */
public record FaultChoice(String name, List<String> kinds, boolean drawn, Schedule schedule) {
    /** No fault at all. */
    public static final FaultChoice NONE = new FaultChoice("none", List.of(), false, Schedule.NONE);

    /** With more at once hardly an operation is ok, and nothing is put to the test. */
    private static final int MOST = 3;

    public FaultChoice {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty() && !name.equals("none")) {
            throw new IllegalArgumentException("there is nothing to choose from in " + name);
        }
    }

    /** All of these at once. */
    public static FaultChoice all(List<String> kinds) {
        return kinds.isEmpty() ? NONE : new FaultChoice(String.join(",", kinds), kinds, false, Schedule.NONE);
    }

    /** Some of these, by the seed; of one there is no choice. */
    public static FaultChoice someOf(String name, List<String> kinds) {
        return kinds.size() == 1 ? all(kinds) : new FaultChoice(name, kinds, true, Schedule.NONE);
    }

    /** What a schedule has, which has a fault at least. */
    public static FaultChoice scheduled(String name, Schedule schedule) {
        List<String> kinds = schedule.faults().stream()
                .map(planned -> planned.fault().toString())
                .distinct()
                .toList();
        return new FaultChoice("schedule:" + name, kinds, false, schedule);
    }

    /**
     * Why a system can't have all of these faults, or not when it is asked for, a sentence each.
     *
     * @throws IllegalArgumentException one is none, or speaks of another that is not there
     */
    List<String> refusals(Terrain terrain) {
        List<FaultText> texts =
                schedule.isEmpty() ? kinds.stream().map(FaultText::parse).toList() : List.of();
        Stream<String> again = texts.stream()
                .filter(text -> !text.isTriggered())
                .flatMap(text -> FaultKinds.refusal(text.fault(), terrain).stream());
        return Stream.concat(again, Nemesis.refusals(DrawnFaults.asked(schedule, texts), terrain).stream())
                .toList();
    }

    /** What may be done to the system, without when; each once. */
    public Set<String> specs() {
        return FaultText.withoutTriggers(kinds);
    }

    /**
     * The faults of the trial with a seed, beside the {@linkplain #schedule schedule}'s.
     *
     * @param together whether what was chosen may be joined: a trial has one fault at least, and those after it as long as
     *     this holds
     */
    public List<String> of(long seed, Predicate<List<String>> together) {
        if (!drawn) {
            return schedule.isEmpty() ? kinds : List.of();
        }
        List<String> order = new ArrayList<>(kinds);
        order.sort(Comparator.comparingLong(
                        (String kind) -> KeyedRandom.of(seed, "cell/" + kind, GeneratorContext.NEMESIS, 0)
                                .nextLong())
                .thenComparing(Comparator.naturalOrder()));
        int wanted =
                1 + KeyedRandom.of(seed, "cell", GeneratorContext.NEMESIS, 0).nextInt(Math.min(MOST, order.size()));
        List<String> chosen = new ArrayList<>();
        for (String kind : order) {
            List<String> joined = new ArrayList<>(chosen);
            joined.add(kind);
            if (chosen.isEmpty() || together.test(joined)) {
                chosen = joined;
            }
            if (chosen.size() == wanted) {
                break;
            }
        }
        return chosen;
    }

    /** Whether it is {@code any}: of all that the target takes. */
    public boolean isAny() {
        return name.equals(AnyFaults.WORD);
    }

    @Override
    public String toString() {
        return name;
    }
}
