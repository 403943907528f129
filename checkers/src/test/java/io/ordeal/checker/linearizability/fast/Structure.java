package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.linearizability.AppendedTexts;
import io.ordeal.checker.linearizability.FastWay;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.checker.models.CounterModel;
import io.ordeal.checker.models.KvModel;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.checker.models.SetModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A data structure that is judged: its model, its fast way, and an object of its own that behaves as it should. */
public enum Structure {
    FIFO_QUEUE,
    UNORDERED_QUEUE,
    STACK,
    PRIORITY_QUEUE,
    LINEARIZABLE_SET,
    LINEARIZABLE_COUNTER,
    KV;

    public Model<?> model() {
        return switch (this) {
            case FIFO_QUEUE -> new QueueModel(QueueModel.Order.FIFO);
            case UNORDERED_QUEUE -> new QueueModel(QueueModel.Order.NONE);
            case STACK -> new QueueModel(QueueModel.Order.LIFO);
            case PRIORITY_QUEUE -> new QueueModel(QueueModel.Order.PRIORITY);
            case LINEARIZABLE_SET -> new SetModel();
            case LINEARIZABLE_COUNTER -> new CounterModel(0);
            case KV -> new KvModel();
        };
    }

    public FastWay way() {
        return switch (this) {
            case FIFO_QUEUE -> ContainerWay.fifoQueue();
            case UNORDERED_QUEUE -> ContainerWay.unorderedQueue();
            case STACK -> ContainerWay.stack();
            case PRIORITY_QUEUE -> ContainerWay.priorityQueue();
            case LINEARIZABLE_SET -> new SetLevels();
            case LINEARIZABLE_COUNTER -> new CounterSlots(0);
            case KV -> new AppendedTexts();
        };
    }

    /** As checkers are called on the command line. */
    public String checker() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    record Ask(String f, @Nullable Object input) {}

    /** One object of the structure, and what is asked of it. */
    interface Thing {
        Ask next();

        /** Does what is asked, and answers what an ok completion says. */
        @Nullable
        Object apply(Ask ask);

        /** An answer that might have been; instead of one that was, if it is not null. */
        @Nullable
        Object other(Ask ask, @Nullable Object answer);
    }

    Thing thing(Random random) {
        return switch (this) {
            case LINEARIZABLE_SET -> new SetThing(random);
            case LINEARIZABLE_COUNTER -> new CounterThing(random);
            case KV -> new TextThing(random);
            default -> new Container(this, random);
        };
    }

    private static final class Container implements Thing {
        private final Structure structure;
        private final Random random;
        private final List<Long> elements = new ArrayList<>();
        private final int putsInTen;
        private final boolean repeats;
        private long fresh;

        Container(Structure structure, Random random) {
            this.structure = structure;
            this.random = random;
            putsInTen = 3 + random.nextInt(4);
            repeats = random.nextInt(5) == 0;
        }

        @Override
        public Ask next() {
            boolean stack = structure == STACK;
            if (random.nextInt(10) >= putsInTen) {
                return new Ask(stack ? "pop" : "dequeue", null);
            }
            fresh++;
            // Distinct as a rule, but, for those that compare them, in no order.
            long element =
                    repeats && random.nextBoolean() ? random.nextInt(3) : (long) random.nextInt(100) * 1_000 + fresh;
            return new Ask(stack ? "push" : "enqueue", element);
        }

        @Override
        public @Nullable Object apply(Ask ask) {
            if (ask.input() instanceof Long element) {
                elements.add(element);
                return element;
            }
            if (elements.isEmpty()) {
                return null;
            }
            return switch (structure) {
                case STACK -> elements.remove(elements.size() - 1);
                case UNORDERED_QUEUE -> elements.remove(random.nextInt(elements.size()));
                case PRIORITY_QUEUE -> elements.remove(elements.indexOf(Collections.min(elements)));
                default -> elements.remove(0);
            };
        }

        @Override
        public @Nullable Object other(Ask ask, @Nullable Object answer) {
            return ask.input() != null
                    ? ask.input()
                    : elements.isEmpty() || random.nextInt(3) == 0
                            ? null
                            : random.nextInt(8) == 0 ? (Long) 1L : elements.get(random.nextInt(elements.size()));
        }
    }

    private static final class SetThing implements Thing {
        private final Random random;
        private final Set<Long> elements = new LinkedHashSet<>();
        private final boolean reads;
        private final boolean removes;
        private final boolean repeats;
        private final List<Long> toRemove = new ArrayList<>();
        private long fresh;

        SetThing(Random random) {
            this.random = random;
            reads = random.nextBoolean();
            removes = random.nextInt(10) == 0 || !reads;
            repeats = random.nextInt(4) == 0;
        }

        @Override
        public Ask next() {
            int drawn = random.nextInt(10);
            if (drawn < 3 || fresh == 0) {
                boolean again = repeats && fresh > 0 && random.nextBoolean();
                long element = again ? 1 + random.nextInt((int) fresh) : ++fresh;
                toRemove.add(element);
                return new Ask("add", element);
            }
            if (drawn < 5 && reads) {
                return new Ask("read", null);
            }
            if (drawn < 5 && removes && !toRemove.isEmpty()) {
                // Mostly what was added long ago, once each; sometimes before it is added.
                return new Ask("remove", random.nextInt(8) == 0 ? fresh + 1 : toRemove.remove(0));
            }
            // What others are about just now.
            return new Ask("contains", Math.max(1, fresh + 1 - random.nextInt(6)));
        }

        @Override
        public @Nullable Object apply(Ask ask) {
            switch (ask.f()) {
                case "add" -> elements.add((Long) ask.input());
                case "remove" -> elements.remove(ask.input());
                case "contains" -> {
                    return Arrays.asList(ask.input(), elements.contains(ask.input()));
                }
                default -> {
                    return List.copyOf(elements);
                }
            }
            return ask.input();
        }

        @Override
        public @Nullable Object other(Ask ask, @Nullable Object answer) {
            switch (ask.f()) {
                case "contains" -> {
                    return Arrays.asList(ask.input(), random.nextBoolean());
                }
                case "read" -> {
                    List<Object> other = new ArrayList<>(answer instanceof List<?> read ? read : elements);
                    if (other.isEmpty() || random.nextBoolean()) {
                        other.add((long) random.nextInt((int) fresh + 1));
                    } else {
                        other.remove(Math.max(0, other.size() - 1 - random.nextInt(3)));
                    }
                    return other;
                }
                default -> {
                    return ask.input();
                }
            }
        }
    }

    private static final class CounterThing implements Thing {
        private final Random random;
        private final long unit;
        private final boolean mixed;
        private long sum;

        CounterThing(Random random) {
            this.random = random;
            unit = new long[] {1, 1, -1, 5}[random.nextInt(4)];
            mixed = random.nextInt(10) == 0;
        }

        @Override
        public Ask next() {
            return random.nextInt(2) == 0
                    ? new Ask("read", null)
                    : new Ask("add", mixed ? random.nextInt(3) : random.nextInt(20) == 0 ? 0L : unit);
        }

        @Override
        public @Nullable Object apply(Ask ask) {
            if (ask.input() instanceof Number more) {
                sum += more.longValue();
                return more;
            }
            return sum;
        }

        @Override
        public @Nullable Object other(Ask ask, @Nullable Object answer) {
            long read = answer instanceof Long told ? told : sum;
            return ask.input() != null ? ask.input() : (Object) (read + (random.nextInt(3) - 1) * unit);
        }
    }

    /** One key's text. Pieces are mostly distinct; some histories repeat them, or have pieces that begin with others. */
    private static final class TextThing implements Thing {
        private final Random random;
        private final boolean repeats;
        private final boolean ends;
        private final int putsInTen;
        private final List<String> before = new ArrayList<>();
        private String text = "";
        private int fresh;

        TextThing(Random random) {
            this.random = random;
            repeats = random.nextInt(4) == 0;
            ends = random.nextInt(4) > 0;
            putsInTen = random.nextInt(3);
        }

        @Override
        public Ask next() {
            if (random.nextInt(10) < 5) {
                return new Ask("get", null);
            }
            String piece = random.nextInt(60) == 0 ? "" : (repeats ? random.nextInt(3) : ++fresh) + (ends ? ";" : "");
            return new Ask(random.nextInt(10) < putsInTen ? "put" : "append", piece);
        }

        @Override
        public Object apply(Ask ask) {
            if (ask.input() instanceof String piece) {
                before.add(text);
                text = ask.f().equals("put") ? piece : text + piece;
                return piece;
            }
            return text;
        }

        @Override
        public @Nullable Object other(Ask ask, @Nullable Object answer) {
            if (ask.input() != null || before.isEmpty()) {
                return ask.input() != null ? ask.input() : "7;";
            }
            int back = Math.min(before.size(), 1 + random.nextInt(3));
            return switch (random.nextInt(8)) {
                case 0 -> text + (1 + random.nextInt(fresh + 1)) + (ends ? ";" : "");
                case 1 -> text.substring(0, text.length() / 2);
                default -> before.get(before.size() - back);
            };
        }
    }
}
