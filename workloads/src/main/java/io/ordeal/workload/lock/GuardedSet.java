package io.ordeal.workload.lock;

import io.ordeal.client.DefiniteFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a lock guards: a set that is read and written whole, so that two who do both at once lose an update. Each read
 * and each write is atomic; what comes between them is the lock's business.
 *
 * <p>With fencing tokens the set is a resource that checks them: it keeps the highest token it has seen, <em>with reads
 * too</em>, and turns away a lower one. Without the mark being raised by reads, a writer with an old token could still
 * slip in between the read and the write of the lock's new holder.
 */
final class GuardedSet {
    private State state = new State(0, null);
    private long highestToken = Long.MIN_VALUE;

    /** The set as it is now, to be {@linkplain State#plus added to} and written back. */
    synchronized State read(OptionalLong token) throws DefiniteFailure {
        check(token);
        return state;
    }

    /**
     * Puts a state in place of whatever is there now.
     *
     * @return the number of this write, 1 for the first
     */
    synchronized long write(OptionalLong token, State replacement) throws DefiniteFailure {
        check(token);
        state = new State(state.version + 1, replacement.last);
        return state.version;
    }

    /** The set's elements in the order in which they were added, whoever holds the lock. */
    List<Long> elements() {
        @Nullable Element last;
        synchronized (this) {
            last = state.last;
        }
        List<Long> elements = new ArrayList<>();
        for (Element element = last; element != null; element = element.before) {
            elements.add(element.value);
        }
        Collections.reverse(elements);
        return elements;
    }

    private void check(OptionalLong token) throws DefiniteFailure {
        if (token.isPresent()) {
            if (token.getAsLong() < highestToken) {
                throw new DefiniteFailure(
                        "the guarded set has seen token " + highestToken + ", this one is " + token.getAsLong());
            }
            highestToken = token.getAsLong();
        }
    }

    /**
     * The set at some time.
     *
     * @param version how many writes made it so
     * @param last what was added last; null if nothing was
     */
    record State(long version, @Nullable Element last) {
        State plus(long element) {
            return new State(version, new Element(element, last));
        }
    }

    /** An element and those that were there when it was added. */
    record Element(long value, @Nullable Element before) {}
}
