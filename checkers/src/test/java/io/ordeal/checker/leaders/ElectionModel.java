package io.ordeal.checker.leaders;

import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An election called {@code a} as a sequential machine: an office that one process has at a time, if that is asked for, and terms,
 * each of which is of one process, and which rise from campaign to campaign, if these are.
 */
public final class ElectionModel implements Model<ElectionModel.State> {
    /**
     * @param leader who has the office; nobody is {@link #NOBODY}
     * @param latest term of which anybody was told
     * @param owners of the terms
     * @param known to each process as its own latest
     */
    public record State(int leader, long latest, Map<Long, Integer> owners, Map<Integer, Long> known) {}

    private static final int NOBODY = -1;

    private final boolean oneAtATime;
    private final boolean terms;

    /**
     * @param oneAtATime whether nobody is told that he leads while another has the office
     * @param terms whether these matter
     */
    public ElectionModel(boolean oneAtATime, boolean terms) {
        this.oneAtATime = oneAtATime;
        this.terms = terms;
    }

    /** Operations of it, with and without terms. */
    public static Draw[] draws() {
        return draws(List.of("a", 1L), List.of("a", 2L), List.of("a", 3L), List.of("a", true), List.of("a", false));
    }

    /** Operations of it, with terms alone. */
    public static Draw[] drawsOfTerms() {
        return draws(List.of("a", 1L), List.of("a", 2L), List.of("a", 3L), List.of("a", false));
    }

    private static Draw[] draws(Object... answers) {
        Object[] terms = {List.of("a", 1L), List.of("a", 2L), List.of("a", 3L), List.of("a", 4L)};
        Draw campaign = Draw.of("campaign", "a", terms);
        Draw leads = Draw.of("leads", "a", answers);
        Draw no = Draw.of("leads", "a", List.of("a", false));
        return new Draw[] {campaign, campaign, leads, no, Draw.of("resign", "a", "a")};
    }

    @Override
    public State initial() {
        return new State(NOBODY, 0, Map.of(), Map.of());
    }

    @Override
    public boolean byProcess() {
        return true;
    }

    @Override
    public @Nullable State step(State state, Call call) {
        boolean claims = call.known()
                && !call.f().equals("resign")
                && (!(call.output() instanceof List<?> told) || !Boolean.FALSE.equals(told.get(1)));
        if (!claims) {
            boolean resigns = !call.f().equals("campaign") && state.leader() == call.process();
            return resigns ? new State(NOBODY, state.latest(), state.owners(), state.known()) : state;
        }
        if (oneAtATime && state.leader() != NOBODY && state.leader() != call.process()) {
            return null;
        }
        State inOffice = new State(call.process(), state.latest(), state.owners(), state.known());
        return terms && call.output() instanceof List<?> told && told.get(1) instanceof Long term
                ? inTerm(inOffice, call, term)
                : inOffice;
    }

    private static @Nullable State inTerm(State state, Call call, long term) {
        int process = call.process();
        boolean old = call.f().equals("campaign")
                ? term < state.latest()
                : term < state.known().getOrDefault(process, 0L);
        if (old || state.owners().getOrDefault(term, process) != process) {
            return null;
        }
        Map<Long, Integer> owners = new TreeMap<>(state.owners());
        owners.put(term, process);
        Map<Integer, Long> known = new TreeMap<>(state.known());
        known.put(process, term);
        return new State(process, Math.max(state.latest(), term), owners, known);
    }
}
