package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.ScalarNumbers;
import io.ordeal.history.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of a register that someone observed, by number: who wrote each, who read it, and which cas left it.
 * Operations are known by the positions of their invocations.
 */
final class RegisterValues extends BlockValues {
    private final @Nullable Object initial;

    private static final byte READ = 0;
    private static final byte WRITE = 1;
    private static final byte CAS = 2;
    private static final byte OTHER = 3;
    private final byte[] kinds;

    private final ScalarNumbers numbers = new ScalarNumbers();
    private int[] unknownCas = new int[16];
    private int unknownCases;

    /** Whether values that were written twice, and what has to do with them, are left out. */
    private final boolean isPartial;

    /** By value that was observed: how many may have written it, the initial one included; no more than two. */
    private int[] writers = new int[0];

    RegisterValues(History history, int[] events, ValueShape shape, @Nullable Object initial, boolean withCas) {
        this(history, events, shape, initial, withCas, false);
    }

    private RegisterValues(
            History history,
            int[] events,
            ValueShape shape,
            @Nullable Object initial,
            boolean withCas,
            boolean isPartial) {
        super(history, events, shape);
        this.initial = initial;
        this.isPartial = isPartial;
        kinds = new byte[history.fNames().size()];
        for (int f = 0; f < kinds.length; f++) {
            kinds[f] = switch (history.fNames().get(f)) {
                case "read" -> READ;
                case "write" -> WRITE;
                case "cas" -> withCas ? CAS : OTHER;
                default -> OTHER;
            };
        }
    }

    /**
     * Of a register of which some values were written twice: those that were not. If these have no linearization, the
     * history has none. For of a linearization, what writes or reads a value can be left out together: then each read that
     * remains has the same latest write as before. A cas from such a value to another remains as a write of the other; one
     * from another to such a value, as a read. One of unknown outcome happened if its value was seen, and nobody else may
     * have written it.
     */
    static RegisterValues writtenOnce(
            History history, int[] events, ValueShape shape, @Nullable Object initial, boolean withCas) {
        return new RegisterValues(history, events, shape, initial, withCas, true);
    }

    @Override
    int size() {
        return numbers.size();
    }

    @Override
    int written(int operation) {
        return number(newValue(operation));
    }

    @Override
    int observedBy(int operation) {
        return switch (kind(operation)) {
            case READ -> number(shape.value(history, history.partner(operation)));
            case CAS -> isContinued(operation) ? number(oldValue(operation)) : NONE;
            default -> NONE;
        };
    }

    @Override
    boolean continues(int operation) {
        return operation >= 0 && kind(operation) == CAS && isContinued(operation);
    }

    /** Whether a cas makes its value out of one that is judged; else it is as a write. */
    private boolean isContinued(int cas) {
        int old = number(oldValue(cas));
        return !isPartial || (old >= 0 && !isLeftOut(old));
    }

    private void seen(int at, int value) {
        if (!isLeftOut(value)) {
            read(at, value);
        }
    }

    /** One of unknown outcome happened only because somebody observed it. */
    @Override
    int[] proved(int[] operations) {
        int[] all = operations;
        for (int operation : operations) {
            for (int at = operation; isUnknown(at); ) {
                at = observer(written(at));
                all = Blocks.with(all, at);
                if (all.length > operations.length * (size() + 2L)) {
                    // Cas of unknown outcome go round in a circle.
                    return new int[0];
                }
            }
        }
        return all;
    }

    @Override
    boolean collect(CheckContext context) {
        if (!observe(context)) {
            return false;
        }
        if (!isPartial) {
            observeByUnknown(context);
        }
        prepare(size());
        int first = initialNumber();
        if (isPartial) {
            countWriters(first);
        }
        if (first >= 0 && !isLeftOut(first)) {
            writer[first] = INITIAL;
        }
        for (int e = 0; e < events.length; e++) {
            if (e % CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            if (history.isInvoke(events[e]) && !place(events[e])) {
                return false;
            }
        }
        return true;
    }

    /** Numbers the values that ok operations observed. */
    private boolean observe(CheckContext context) {
        for (int e = 0; e < events.length; e++) {
            if (e % CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            int at = events[e];
            if (!history.isInvoke(at)) {
                continue;
            }
            boolean ok = history.outcome(at) == OpType.OK;
            switch (kind(at)) {
                case READ -> {
                    if (ok && !observedScalar(shape.value(history, history.partner(at)))) {
                        return false;
                    }
                }
                case WRITE -> {
                    if (!isScalar(shape.value(history, at))) {
                        return false;
                    }
                }
                case CAS -> {
                    if (!isPairOfScalars(shape.value(history, at))) {
                        return false;
                    }
                    if (ok) {
                        numbers.of(oldValue(at));
                    } else if (oldValue(at) != newValue(at)) {
                        if (unknownCases == unknownCas.length) {
                            unknownCas = Arrays.copyOf(unknownCas, 2 * unknownCases);
                        }
                        unknownCas[unknownCases++] = at;
                    }
                }
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    /** A cas of unknown outcome whose new value was observed has observed the old one. */
    private void observeByUnknown(CheckContext context) {
        boolean changed = true;
        while (changed) {
            context.checkpoint();
            changed = false;
            for (int i = 0; i < unknownCases; i++) {
                if (written(unknownCas[i]) >= 0 && number(oldValue(unknownCas[i])) < 0) {
                    numbers.of(oldValue(unknownCas[i]));
                    changed = true;
                }
            }
        }
    }

    private void countWriters(int initialNumber) {
        writers = new int[size()];
        if (initialNumber >= 0) {
            writers[initialNumber]++;
        }
        for (int at : events) {
            if (history.isInvoke(at) && kind(at) != READ && !(kind(at) == CAS && oldValue(at) == newValue(at))) {
                int value = written(at);
                if (value >= 0) {
                    writers[value]++;
                }
            }
        }
    }

    @Override
    boolean isLeftOut(int value) {
        return isPartial && value >= 0 && writers[value] > 1;
    }

    /** Enters an operation into the columns. Returns false if an observed value is written twice. */
    private boolean place(int at) {
        boolean ok = history.outcome(at) == OpType.OK;
        if (kind(at) == READ) {
            if (ok) {
                seen(at, number(shape.value(history, history.partner(at))));
            }
            return true;
        }
        int value = written(at);
        if (isLeftOut(value)) {
            if (ok && kind(at) == CAS) {
                seen(at, number(oldValue(at)));
            }
            return true;
        }
        if (kind(at) == CAS && oldValue(at) != newValue(at) && !isContinued(at)) {
            // It is a write of its new value.
            if (value < 0 && ok) {
                unobserved(at);
            }
        } else if (kind(at) == CAS) {
            if (oldValue(at) == newValue(at)) {
                // It changes nothing: a read.
                if (ok) {
                    seen(at, value);
                }
                return true;
            }
            if (ok || value >= 0) {
                leave(at, number(oldValue(at)));
            }
        } else if (value < 0 && ok) {
            unobserved(at);
        }
        if (value < 0) {
            return true;
        }
        if (writer[value] != NONE) {
            return false;
        }
        writer[value] = at;
        return true;
    }

    private int kind(int at) {
        return kinds[history.fNumber(at)];
    }

    private long newValue(int at) {
        long input = shape.value(history, at);
        return kind(at) == CAS ? history.values().element(input, 1) : input;
    }

    private long oldValue(int at) {
        return history.values().element(shape.value(history, at), 0);
    }

    private int number(long handle) {
        return numbers.find(handle);
    }

    private boolean observedScalar(long handle) {
        boolean scalar = isScalar(handle);
        if (scalar) {
            numbers.of(handle);
        }
        return scalar;
    }

    private boolean isScalar(long handle) {
        Values.Kind kind = history.values().kind(handle);
        return kind != Values.Kind.LIST && kind != Values.Kind.MAP && kind != Values.Kind.SET;
    }

    private boolean isPairOfScalars(long handle) {
        Values values = history.values();
        return values.kind(handle) == Values.Kind.LIST
                && values.size(handle) == 2
                && isScalar(values.element(handle, 0))
                && isScalar(values.element(handle, 1));
    }

    /** The number of the initial value; −1 if nobody observed it. */
    private int initialNumber() {
        Values values = history.values();
        if (initial == null) {
            return number(Values.NIL);
        }
        for (int e = 0; e < events.length; e++) {
            int at = events[e];
            if (!history.isInvoke(at)) {
                continue;
            }
            // Whatever was observed is the output of a read or the old value of a cas.
            long seen = kind(at) == READ && history.outcome(at) == OpType.OK
                    ? shape.value(history, history.partner(at))
                    : kind(at) == CAS ? oldValue(at) : Values.NIL;
            if (initial.equals(values.toObject(seen))) {
                return number(seen);
            }
        }
        return NONE;
    }
}
