package io.ordeal.checker.models;

import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.OperationCuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of a history of texts that are put, appended to and got.
 *
 * <p>A get stays with each put that it may be of: all but those that began after it, and those that another put surely came
 * after. Where the texts that are put and appended under a key tell themselves apart (none begins with another, none is
 * both put and appended), what was got is taken apart into them: an append can go, and its piece out of all that was got.
 * Else a get stays with each append, too, that may be in it.
 */
final class TextCuts extends OperationCuts {
    /** What is known of a key. */
    private static final class Text {
        final List<Integer> changes = new ArrayList<>();
        final Map<String, Integer> appends = new HashMap<>();
        final Set<String> puts = new HashSet<>();
        boolean readable;

        /** The pieces of a text, empty if it does not consist of such. */
        List<String> pieces(String text) {
            List<String> found = new ArrayList<>();
            for (int from = 0; from < text.length(); ) {
                String next = null;
                for (int to = from + 1; next == null && to <= text.length(); to++) {
                    String piece = text.substring(from, to);
                    next = appends.containsKey(piece) || puts.contains(piece) ? piece : null;
                }
                if (next == null) {
                    return List.of();
                }
                found.add(next);
                from += next.length();
            }
            return found;
        }
    }

    private final ValueShape shape;
    private final Map<Object, Text> texts = new HashMap<>();

    TextCuts(History history, ValueShape shape) {
        super(history, true);
        this.shape = shape;
        for (int operation = 0; operation < operations(); operation++) {
            String f = history.f(invocation(operation));
            if (f.equals("get")) {
                continue;
            }
            Text text = texts.computeIfAbsent(key(operation), key -> new Text());
            text.changes.add(operation);
            String piece = given(operation);
            if (f.equals("put")) {
                text.puts.add(piece);
            } else if (!piece.isEmpty()) {
                text.appends.merge(piece, operation, this::joined);
            }
        }
        texts.values().forEach(text -> text.readable = tellThemselvesApart(text));
    }

    private static boolean tellThemselvesApart(Text text) {
        TreeSet<String> all = new TreeSet<>(text.appends.keySet());
        all.addAll(text.puts);
        all.remove("");
        String before = null;
        for (String piece : all) {
            if (before != null && piece.startsWith(before)) {
                return false;
            }
            before = piece;
        }
        return text.puts.stream().noneMatch(text.appends::containsKey);
    }

    private Object key(int operation) {
        return Arrays.asList(history.values().toObject(shape.key(history, invocation(operation))));
    }

    private String given(int operation) {
        return history.values().toObject(shape.value(history, invocation(operation))) instanceof String text
                ? text
                : "";
    }

    private boolean isOkGet(int operation) {
        return history.f(invocation(operation)).equals("get") && outcome(operation) == OpType.OK;
    }

    private String got(int operation) {
        return history.values().toObject(shape.value(history, history.partner(invocation(operation))))
                        instanceof String text
                ? text
                : "";
    }

    @Override
    public void needs(int part, IntConsumer into) {
        super.needs(part, into);
        Text text = isOkGet(part) ? texts.get(key(part)) : null;
        if (text == null) {
            return;
        }
        List<String> pieces = text.readable ? text.pieces(got(part)) : List.of();
        boolean read = text.readable && (got(part).isEmpty() || !pieces.isEmpty());
        String put = read && !pieces.isEmpty() && text.puts.contains(pieces.get(0)) ? pieces.get(0) : "";
        int barrier = text.changes.stream()
                .filter(change -> isPut(change) && outcome(change) == OpType.OK && end(change) < invocation(part))
                .mapToInt(this::invocation)
                .max()
                .orElse(-1);
        int late = -1;
        boolean any = false;
        for (int change : text.changes) {
            boolean matters = !read || (isPut(change) && given(change).equals(put));
            if (!matters || outcome(change) == OpType.FAIL || invocation(change) >= end(part)) {
                continue;
            }
            if (outcome(change) == OpType.INFO || end(change) >= barrier) {
                into.accept(change);
                any = true;
            } else {
                late = change;
            }
        }
        if (!any && !put.isEmpty() && late >= 0) {
            // it can't be of that put, and without it would not be seen why
            into.accept(late);
        }
    }

    private boolean isPut(int operation) {
        return history.f(invocation(operation)).equals("put");
    }

    @Override
    protected boolean rewrites() {
        return texts.values().stream().anyMatch(text -> text.readable);
    }

    @Override
    protected @Nullable Object value(int position, BitSet chosen) {
        Object whole = history.value(position);
        int operation = operationAt(position);
        Text text = history.isInvoke(position) || !isOkGet(operation) ? null : texts.get(key(operation));
        if (text == null || !text.readable) {
            return whole;
        }
        StringBuilder left = new StringBuilder();
        for (String piece : text.pieces(got(operation))) {
            Integer append = text.appends.get(piece);
            left.append(append != null && !chosen.get(append) ? "" : piece);
        }
        if (left.isEmpty() && text.pieces(got(operation)).isEmpty()) {
            return whole;
        }
        return whole instanceof List<?> pair ? Arrays.asList(pair.get(0), left.toString()) : left.toString();
    }
}
