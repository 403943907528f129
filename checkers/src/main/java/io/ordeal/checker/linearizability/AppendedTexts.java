package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.history.History;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keys that hold a text, which is got, put and appended to, where each text that was got can have come about in but one
 * way: then it tells the order of all that was appended since something was put, and no search is needed.
 *
 * <pre>{@code
 * p0 |-- append "b" --|
 * p1 |-- append "a" --|
 * p2                     |-- get "ab" --|        a was appended before b
 * p3                     |-- get "b" --|         so nobody can have got this
 * }</pre>
 *
 * <p>An append is a compare-and-set then: from the text before it, which is known, to the one after it. What is put is
 * written, and what is got is read. So it is as for {@link GibbonsKorach registers}, with two differences:
 *
 * <ul>
 *   <li>What was appended, and is in no text that was got, may be anywhere between two blocks: after all that was got of
 *       what was put before, so that it would be seen if it came sooner. It makes a block of its own.
 *   <li>Operations of unknown outcome whose text is in none that was got can be left out, as nobody sees that; appending
 *       nothing is nothing.
 * </ul>
 *
 * <p>Where texts may have come about in several ways, some can be told to be wrong all the same: if nobody put or appended
 * some piece of it in time, or not often enough; and, where nothing is put, if it does not begin with all that was got
 * before, or is shorter than what was appended before.
 *
 * <p>Complexity: O(n log n + c) for n operations and c characters in all, where no piece begins with many others.
 *
 * <p>Reference: Gibbons &amp; Korach, "Testing shared memories", 1997, section 4. That what is read tells the order of
 * appends: Kingsbury &amp; Alvaro, "Elle", 2020, of lists.
 */
public final class AppendedTexts implements FastWay {
    /** As {@code --algorithm} names it. */
    public static final String NAME = "appended-texts";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long bytes(int events) {
        return 200L * events;
    }

    @Override
    public Answer judge(History history, int[] events, ValueShape shape, CheckContext context) {
        TextValues values = new TextValues(history, events, shape);
        if (values.collect(context)) {
            int[] culprits = new Blocks(values).culprits(context);
            return culprits == null ? new Answer.Linearizable() : new Answer.NotLinearizable(culprits);
        }
        int[] impossible = values.impossibleGets();
        if (impossible == null && values.isReadable() && !values.isAnyPut()) {
            impossible = shrunk(history, events, values);
        }
        return impossible == null ? new Answer.NotMine() : new Answer.NotLinearizable(impossible);
    }

    /** Where nothing is put: a text that is shorter than one that was got before, or than what was appended before. */
    private static int @Nullable [] shrunk(History history, int[] events, TextValues values) {
        // By open get: what was got by then that is longest, and how many characters had been appended.
        LongIntMap longestThen = new LongIntMap();
        LongIntMap appendedThen = new LongIntMap();
        int longest = BlockValues.NONE;
        int appended = 0;
        for (int event : events) {
            if (history.isInvoke(event)) {
                if (values.isGet(event) && !values.isUnknown(event)) {
                    longestThen.put(event, longest);
                    appendedThen.put(event, appended);
                }
                continue;
            }
            int at = history.partner(event);
            int length = values.text(at).length();
            if (!values.isGet(at)) {
                appended += length;
                continue;
            }
            int before = longestThen.getOrDefault(at, BlockValues.NONE);
            boolean isShorter =
                    before != BlockValues.NONE && length < values.text(before).length();
            if (isShorter || length < appendedThen.getOrDefault(at, 0)) {
                IntStream gets = isShorter ? IntStream.of(before, at) : IntStream.of(at);
                return IntStream.concat(gets, values.makersBefore(event))
                        .sorted()
                        .toArray();
            }
            if (longest == BlockValues.NONE || length > values.text(longest).length()) {
                longest = at;
            }
        }
        return null;
    }
}
