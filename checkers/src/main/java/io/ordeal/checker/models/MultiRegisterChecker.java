package io.ordeal.checker.models;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Linearizability;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.cuts.Cuts;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges transactions over registers. Registers that no transaction joins, directly or through others, are judged apart:
 * each part is an object of its own, and linearizability is local (Herlihy &amp; Wing 1990, theorem 1).
 */
final class MultiRegisterChecker implements Checker {
    private final Linearizability<?> linearizability;
    private final Map<?, ?> initial;

    /** @param initial what the registers hold at first, as the model that is judged by has it */
    MultiRegisterChecker(Linearizability<?> linearizability, Map<?, ?> initial) {
        this.linearizability = linearizability;
        this.initial = initial;
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        requireAnswers(history, context);
        return linearizability.reading(new Components(history)).check(history, context);
    }

    /** Whatever the search meets first: what is answered for something else can't be judged. Linear. */
    private static void requireAnswers(History history, CheckContext context) {
        for (int i = 0; i < history.size(); i++) {
            if (i % 1024 == 0) {
                context.checkpoint();
            }
            if (history.isClient(i) && history.type(i) == OpType.OK) {
                MultiRegisterModel.requireAnswer(new Call(
                        history.process(i), history.f(i), history.value(history.partner(i)), history.value(i), true));
            }
        }
    }

    /** Linearizability is a safety property; that later transactions join parts adds to what each has to explain. */
    @Override
    public boolean violationsLast(History soFar) {
        return true;
    }

    @Override
    public boolean judges(History history, int completion) {
        return Transactions.hasRead(history, completion);
    }

    @Override
    public Cuts cuts(History history) {
        return new MultiRegisterCuts(history, initial);
    }

    /** The key of a transaction is the register that stands for all that are joined with its own. */
    private static final class Components implements ValueShape {
        private final Map<Object, Object> parent = new HashMap<>();
        private final Map<Object, Long> handles = new HashMap<>();

        Components(History history) {
            Values values = history.values();
            for (int i = 0; i < history.size(); i++) {
                if (history.isClient(i) && history.isInvoke(i)) {
                    long transaction = history.valueHandle(i);
                    Object first = null;
                    for (int j = 0; j < values.size(transaction); j++) {
                        Object register = register(values, values.element(transaction, j));
                        if (register != null && first != null) {
                            parent.put(root(first), root(register));
                        }
                        first = first == null ? register : first;
                    }
                }
            }
        }

        /** The register of a micro-operation, null where there is none: then the model says what is wrong with it. */
        private @Nullable Object register(Values values, long step) {
            if (values.kind(step) != Values.Kind.LIST || values.size(step) != 3) {
                return null;
            }
            long handle = values.element(step, 1);
            Object register = values.toObject(handle);
            if (register != null) {
                handles.putIfAbsent(register, handle);
            }
            return register;
        }

        private Object root(Object register) {
            Object at = register;
            for (Object up = parent.getOrDefault(at, at); !up.equals(at); up = parent.getOrDefault(at, at)) {
                parent.put(at, parent.getOrDefault(up, up));
                at = up;
            }
            return at;
        }

        @Override
        public long key(History history, int invocation) {
            Values values = history.values();
            long transaction = history.valueHandle(invocation);
            for (int j = 0; j < values.size(transaction); j++) {
                Object register = register(values, values.element(transaction, j));
                if (register != null) {
                    return handles.getOrDefault(root(register), Values.NIL);
                }
            }
            return Values.NIL;
        }

        @Override
        public long value(History history, int event) {
            return history.valueHandle(event);
        }

        /** The register that was read; of several, all of them; where none was, that of the part. */
        @Override
        public @Nullable Object told(History history, int invocation, @Nullable Object key) {
            Set<Object> read = new LinkedHashSet<>();
            if (history.value(invocation) instanceof List<?> steps) {
                for (Object step : steps) {
                    if (step instanceof List<?> parts
                            && parts.size() == 3
                            && parts.get(1) != null
                            && isRead(parts.get(0))) {
                        read.add(parts.get(1));
                    }
                }
            }
            return read.isEmpty() ? key : read.size() == 1 ? read.iterator().next() : List.copyOf(read);
        }

        private static boolean isRead(@Nullable Object name) {
            String text = name instanceof Keyword keyword ? keyword.name() : String.valueOf(name);
            return text.equals("r") || text.equals("read");
        }
    }
}
