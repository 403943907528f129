package io.ordeal.checker;

import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.checker.models.KvModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link KvModel} of calls whose values are {@code [key value]}, all of one key: to draw histories of it. */
public final class PairsModel implements Model<String> {
    private final KvModel kv = new KvModel();

    @Override
    public String initial() {
        return kv.initial();
    }

    @Override
    public @Nullable String step(String content, Call call) {
        return kv.step(content, new Call(-1, call.f(), second(call.input()), second(call.output()), call.known()));
    }

    private static @Nullable Object second(@Nullable Object pair) {
        return pair instanceof List<?> both ? both.get(1) : null;
    }
}
