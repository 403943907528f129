package io.ordeal.checker.linearizability;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.io.EdnText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a system promises to be, as a sequential machine: a state and what each operation makes of it.
 *
 * <pre>{@code
 * Model<Long> counter = new Model<>() {
 *     public Long initial() {
 *         return 0L;
 *     }
 *
 *     public @Nullable Long step(Long sum, Call call) {
 *         return switch (call.f()) {
 *             case "add" -> sum + (Long) call.input();
 *             default -> !call.known() || sum.equals(call.output()) ? sum : null; // read
 *         };
 *     }
 * };
 * }</pre>
 *
 * <p>A model is a pure function and may be called from several threads.
 *
 * @param <S> states: immutable, with {@code equals} and {@code hashCode}; equal states have equal futures
 */
public interface Model<S> {
    S initial();

    /**
     * The state after a call, or null if it can't have gone so in this state. Of a call of {@linkplain Call#known
     * unknown} outcome: the state after it if it took effect; that it never took effect is looked after by the search.
     *
     * @throws UnjudgeableHistoryException if the model does not know such calls
     */
    @Nullable
    S step(S state, Call call);

    /**
     * All states in which a call may leave this one, where there can be several: say, a dequeue of unknown outcome from
     * a queue without order. By default, that of {@link #step}.
     */
    default List<S> steps(S state, Call call) {
        S next = step(state, call);
        return next == null ? List.of() : List.of(next);
    }

    /** Whether {@link Call#process} matters. Operations are told apart more often then: slower. */
    default boolean byProcess() {
        return false;
    }

    /**
     * A hint: this call leaves every state that allows it as it is, as reads do. Saying no is never wrong, but makes the
     * search much slower.
     */
    default boolean readsOnly(Call call) {
        return false;
    }

    /** A hint: this call is possible in every state and leaves the same one, as writes do. Saying no is never wrong. */
    default boolean overwrites(Call call) {
        return false;
    }

    /**
     * A hint, for explanations: what this call answers says no more than that it took effect, as of a write, or of a cas
     * that succeeded. Saying no is never wrong.
     */
    default boolean answersNothing(Call call) {
        return overwrites(call);
    }

    /**
     * A hint: whether calls that do not {@linkplain #overwrites overwrite} may lead from a state to one in which another
     * call is possible. Saying yes is never wrong; where no can be said, as of a log that does not begin with what a read
     * must find, the search goes no further, and it is sooner known whether an answer could have come about at all.
     *
     * @param goal of known outcome
     */
    default boolean mayLeadTo(S state, Call goal) {
        return true;
    }

    /** What is modelled, in a word: "register". */
    default String noun() {
        return "system";
    }

    /** A state in words, to follow {@link #noun}: "holds 3". */
    default String describe(S state) {
        return "is " + state;
    }

    /** A call in words, to follow its process: "read 3". */
    default String describe(Call call) {
        StringBuilder words = new StringBuilder(call.f());
        if (call.input() != null) {
            words.append(' ').append(EdnText.brief(call.input()));
        }
        if (call.known() && call.output() != null && !call.output().equals(call.input())) {
            words.append(" -> ").append(EdnText.brief(call.output()));
        }
        return words.toString();
    }
}
