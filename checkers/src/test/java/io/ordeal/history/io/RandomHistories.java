package io.ordeal.history.io;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.Ratio;
import io.ordeal.history.Symbol;
import io.ordeal.history.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Well-formed histories with odd values, by a seed. */
final class RandomHistories {
    private static final String[] NAMES = {"read", "write", "cas", "a/b", "é", "odd name", ":x", "1"};
    private static final OpType[] COMPLETIONS = {OpType.OK, OpType.FAIL, OpType.INFO};

    private final Random random;

    RandomHistories(long seed) {
        random = new Random(seed);
    }

    History next() {
        HistoryBuilder builder = new HistoryBuilder();
        Map<Integer, String> open = new HashMap<>();
        int index = random.nextInt(3);
        for (int events = random.nextInt(30) + 1; events > 0; events--) {
            int process = random.nextInt(8) - 1;
            String f = NAMES[random.nextInt(NAMES.length)];
            OpType type = OpType.INFO;
            if (process != Op.NEMESIS) {
                process = process == 6 ? Integer.MAX_VALUE - 1 : process;
                String pending = open.remove(process);
                if (pending == null) {
                    open.put(process, f);
                    type = OpType.INVOKE;
                } else {
                    f = pending;
                    type = COMPLETIONS[random.nextInt(3)];
                }
            }
            Values values = builder.values();
            builder.add(
                    index,
                    random.nextInt(5) == 0 ? Op.NO_TIME : random.nextLong() >> 6,
                    process,
                    type,
                    builder.fNumber(f),
                    values.of(value(4)),
                    random.nextInt(4) == 0 ? values.of(value(2)) : Values.NIL,
                    random.nextInt(4) == 0 ? extra(values) : Values.NIL);
            index += random.nextInt(3) == 0 ? random.nextInt(1000) + 1 : 1;
        }
        return builder.build();
    }

    private long extra(Values values) {
        long[] slots = {values.ofKeyword("key"), values.of(value(2)), values.ofKeyword("node"), values.of(value(1))};
        return values.ofCollection(Values.Kind.MAP, slots, 0, random.nextBoolean() ? 2 : 4);
    }

    @Nullable
    Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 21 : 17)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> random.nextLong() >> random.nextInt(64);
            case 4 -> new BigInteger(random.nextInt(200) + 64, random).add(BigInteger.ONE.shiftLeft(64));
            case 5 -> Double.longBitsToDouble(random.nextLong());
            case 6 -> random.nextInt(100) / 8.0;
            case 7 -> random.nextBoolean() ? Double.NEGATIVE_INFINITY : Double.NaN;
            case 8 -> (char) random.nextInt(1 << random.nextInt(1, 17));
            case 9 -> new BigDecimal(new BigInteger(70, random), random.nextInt(60) - 30);
            case 10 -> Ratio.of(new BigInteger(40, random).negate(), BigInteger.valueOf(random.nextInt(1000) + 1L));
            case 11 ->
                Keyword.of(List.of("a", "x/y", "+", "ключ", "a#b'", "nil", "b").get(random.nextInt(7)));
            case 12 ->
                new Symbol(List.of("a.b/c", "-", "+x", "<=", "f$g", "#'user/f", ".5")
                        .get(random.nextInt(7)));
            case 13, 14 -> (long) random.nextInt(10);
            case 15, 16 -> text();
            case 17, 18 -> list(depth);
            case 19 -> set(depth);
            default -> map(depth);
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            if (random.nextInt(10) == 0) {
                text.appendCodePoint(0x1f600 + random.nextInt(50));
            } else {
                text.append((char) random.nextInt(1 << random.nextInt(1, 17)));
            }
        }
        return text.toString();
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            list.add(value(depth - 1));
        }
        return list;
    }

    private Set<@Nullable Object> set(int depth) {
        return new HashSet<>(list(depth));
    }

    private Map<@Nullable Object, @Nullable Object> map(int depth) {
        Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
        for (int n = random.nextInt(12); n > 0; n--) {
            map.put(value(depth - 1), value(depth - 1));
        }
        return map;
    }
}
