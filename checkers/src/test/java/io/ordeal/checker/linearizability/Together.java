package io.ordeal.checker.linearizability;

import io.ordeal.checker.linearizability.RandomHistories.Draw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Many systems of one kind as a single one: values are {@code [key value]}, and a state is a map of the keys' states. */
final class Together<S> implements Model<Map<Object, S>> {
    private final Model<S> one;

    Together(Model<S> one) {
        this.one = one;
    }

    /** The draws of one system, for each of some keys. */
    static List<Draw> draws(List<Draw> ofOne, Object... keys) {
        List<Draw> all = new ArrayList<>();
        for (Object key : keys) {
            for (Draw draw : ofOne) {
                List<@Nullable Object> outputs = new ArrayList<>();
                draw.outputs().forEach(output -> outputs.add(Arrays.asList(key, output)));
                all.add(new Draw(draw.f(), Arrays.asList(key, draw.input()), outputs));
            }
        }
        return all;
    }

    @Override
    public Map<Object, S> initial() {
        return Map.of();
    }

    @Override
    public @Nullable Map<Object, S> step(Map<Object, S> states, Call call) {
        List<Map<Object, S>> after = steps(states, call);
        return after.isEmpty() ? null : after.get(0);
    }

    @Override
    public List<Map<Object, S>> steps(Map<Object, S> states, Call call) {
        List<?> pair = (List<?>) call.input();
        if (pair == null) {
            throw new IllegalArgumentException("no key");
        }
        Object key = pair.get(0);
        Object output = call.output() instanceof List<?> answer ? answer.get(1) : null;
        Call own = new Call(call.process(), call.f(), pair.get(1), output, call.known());
        S before = states.getOrDefault(key, one.initial());
        List<Map<Object, S>> all = new ArrayList<>();
        for (S after : one.steps(before, own)) {
            Map<Object, S> changed = new HashMap<>(states);
            changed.put(key, after);
            all.add(changed);
        }
        return all;
    }
}
