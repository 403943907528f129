package io.ordeal.checker.linearizability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that refuses what leads away from a call, for the question whether the others could have made it possible in
 * any order at all.
 *
 * <p>Nothing is lost where each of the others may as well be left out: of a way to the call, take what comes from its last
 * step that overwrites. That is a way too, from the state that this step leaves, with no other that overwrites; so each of
 * its states {@linkplain Model#mayLeadTo may lead to} the call.
 */
final class Towards<S> implements Model<S> {
    private final Model<S> model;
    private final Call goal;

    Towards(Model<S> model, Call goal) {
        this.model = model;
        this.goal = goal;
    }

    @Override
    public S initial() {
        return model.initial();
    }

    @Override
    public @Nullable S step(S state, Call call) {
        S next = model.step(state, call);
        return next == null || leads(next, call) ? next : null;
    }

    @Override
    public List<S> steps(S state, Call call) {
        return model.steps(state, call).stream()
                .filter(next -> leads(next, call))
                .toList();
    }

    private boolean leads(S next, Call call) {
        return call.equals(goal) || model.mayLeadTo(next, goal);
    }

    @Override
    public boolean byProcess() {
        return model.byProcess();
    }

    @Override
    public boolean readsOnly(Call call) {
        return model.readsOnly(call);
    }
}
