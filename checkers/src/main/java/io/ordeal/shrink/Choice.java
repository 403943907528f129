package io.ordeal.shrink;

import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.Arrays;
import java.util.BitSet;

/** A closed choice of a history's parts, from which some are taken, each with all that rest on it. */
final class Choice {
    private final Cuts cuts;
    private final BitSet chosen;

    /** By place among the parts that were chosen at first: where its dependents begin; and they, by place. */
    private final int[] parts;

    private final int[] firstDependent;
    private final int[] dependents;

    private Choice(Cuts cuts, BitSet chosen) {
        this.cuts = cuts;
        this.chosen = chosen;
        parts = chosen.stream().toArray();
        int[] counts = new int[parts.length + 1];
        for (int part : parts) {
            cuts.needs(part, needed -> counts[place(needed) + 1]++);
        }
        for (int i = 0; i < parts.length; i++) {
            counts[i + 1] += counts[i];
        }
        firstDependent = counts.clone();
        dependents = new int[counts[parts.length]];
        for (int i = 0; i < parts.length; i++) {
            int place = i;
            cuts.needs(parts[i], needed -> dependents[counts[place(needed)]++] = place);
        }
    }

    private int place(int part) {
        int place = Arrays.binarySearch(parts, part);
        if (place < 0) {
            throw new IllegalStateException("the choice is not closed: it lacks part " + part);
        }
        return place;
    }

    static Choice all(Cuts cuts) {
        BitSet all = new BitSet(cuts.size());
        all.set(0, cuts.size());
        return new Choice(cuts, all);
    }

    /** Of some parts those that need nothing beyond them. */
    static Choice within(Cuts cuts, BitSet some) {
        BitSet kept = (BitSet) some.clone();
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int part = kept.nextSetBit(0); part >= 0; part = kept.nextSetBit(part + 1)) {
                boolean[] lacks = new boolean[1];
                cuts.needs(part, needed -> lacks[0] |= !kept.get(needed));
                if (lacks[0]) {
                    kept.clear(part);
                    changed = true;
                }
            }
        }
        return new Choice(cuts, kept);
    }

    /** Some parts with all that they need. */
    static Choice withNeeds(Cuts cuts, BitSet some) {
        BitSet kept = (BitSet) some.clone();
        int[] waiting = kept.stream().toArray();
        int count = waiting.length;
        while (count > 0) {
            BitSet more = new BitSet();
            for (int i = 0; i < count; i++) {
                cuts.needs(waiting[i], needed -> {
                    if (!kept.get(needed)) {
                        more.set(needed);
                    }
                });
            }
            kept.or(more);
            waiting = more.stream().toArray();
            count = waiting.length;
        }
        return new Choice(cuts, kept);
    }

    int size() {
        return chosen.cardinality();
    }

    /** What is still chosen, the operations first. */
    int[] left() {
        return chosen.stream().toArray();
    }

    /** All but some parts and what rests on them. */
    BitSet without(int[] some, int from, int to) {
        BitSet left = (BitSet) chosen.clone();
        int[] waiting = new int[parts.length];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (left.get(some[i])) {
                left.clear(some[i]);
                waiting[count++] = place(some[i]);
            }
        }
        while (count > 0) {
            int place = waiting[--count];
            for (int i = firstDependent[place]; i < firstDependent[place + 1]; i++) {
                int dependent = dependents[i];
                if (left.get(parts[dependent])) {
                    left.clear(parts[dependent]);
                    waiting[count++] = dependent;
                }
            }
        }
        return left;
    }

    /** Goes on with fewer. */
    void become(BitSet fewer) {
        chosen.and(fewer);
    }

    History history() {
        return cuts.history(chosen);
    }

    boolean keepsReason() {
        return cuts.keepsReason(chosen);
    }

    boolean keepsReason(BitSet fewer) {
        return cuts.keepsReason(fewer);
    }

    /** What the history would be with fewer. */
    History history(BitSet fewer) {
        return cuts.history(fewer);
    }
}
