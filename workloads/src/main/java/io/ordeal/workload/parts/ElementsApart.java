package io.ordeal.workload.parts;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A client whose elements are other numbers in the system than in the history, of a range that is this run's alone. What is
 * recorded is as without it, but that elements of other ranges, which earlier runs or others have left, are passed over: of
 * those nothing is known, and nothing is said. What the system makes of an element of this run's and is none of its range shows
 * as that element's loss.
 *
 * @param client does the operations, on the numbers in the system
 * @param first of the run's range
 * @param takes the operation that takes an element out; empty if none does
 */
public record ElementsApart(Client client, long first, String takes) implements Client {
    /** So many elements a run: the numbers of 30 years stay below 2⁵³, beyond which JavaScript knows no whole numbers. */
    static final long RANGE = 1L << 23;

    /** So many elements of others are passed over in one operation, lest it run out of time. */
    private static final int MOST_OF_OTHERS = 100;

    /** Of a container that nothing is taken out of, whose reads have all its elements. */
    public static ElementsApart kept(Client client, long run) {
        return new ElementsApart(client, run * RANGE, "");
    }

    /** Of one out of which an operation takes an element. */
    public static ElementsApart taken(Client client, long run, String takes) {
        return new ElementsApart(client, run * RANGE, takes);
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        Invocation there = new Invocation(invocation.f(), there(invocation.value()));
        for (int i = 0; i < MOST_OF_OTHERS; i++) {
            Completion completion = client.invoke(there);
            boolean ofAnother = invocation.f().equals(takes)
                    && completion.type() == OpType.OK
                    && completion.value() != null
                    && own(completion.value()).isEmpty();
            if (!ofAnother) {
                return new Completion(completion.type(), back(completion.value()), completion.error());
            }
        }
        return Completion.fail(
                invocation.value(), MOST_OF_OTHERS + " elements of earlier runs or others, and none of this");
    }

    private @Nullable Object there(@Nullable Object value) throws DefiniteFailure {
        if (!(value instanceof Number element)) {
            return value;
        }
        if (element.longValue() < 0 || element.longValue() >= RANGE) {
            throw new DefiniteFailure("where the system is not empty, a run has the elements 0 to " + (RANGE - 1)
                    + ", and not " + element);
        }
        return first + element.longValue();
    }

    private @Nullable Object back(@Nullable Object value) {
        if (value instanceof List<?> elements) {
            List<Object> mine = new ArrayList<>();
            for (Object element : elements) {
                own(element).ifPresent(mine::add);
            }
            return mine;
        }
        OptionalLong mine = own(value);
        return mine.isPresent() ? (Object) mine.getAsLong() : value;
    }

    /** The element in the history; empty if it is none of this run's. */
    private OptionalLong own(@Nullable Object there) {
        return there instanceof Number number
                        && number.doubleValue() == number.longValue()
                        && number.longValue() >= first
                        && number.longValue() < first + RANGE
                ? OptionalLong.of(number.longValue() - first)
                : OptionalLong.empty();
    }

    @Override
    public void close() throws Exception {
        client.close();
    }
}
