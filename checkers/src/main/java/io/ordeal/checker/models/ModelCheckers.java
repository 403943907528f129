package io.ordeal.checker.models;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import io.ordeal.checker.linearizability.AppendedTexts;
import io.ordeal.checker.linearizability.FastWay;
import io.ordeal.checker.linearizability.GibbonsKorach;
import io.ordeal.checker.linearizability.Linearizability;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.checker.linearizability.TransactionProducers;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.checker.linearizability.fast.ContainerWay;
import io.ordeal.checker.linearizability.fast.CounterSlots;
import io.ordeal.checker.linearizability.fast.SetLevels;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The checkers that ask whether a history is linearizable to a model. */
public final class ModelCheckers implements CheckerProvider {
    private static final OpShape READ = new OpShape("read", "nil", "the value read");
    private static final OpShape WRITE = new OpShape("write", "the value", KnownOperations.SAME);

    private static final List<String> SEARCH_ONLY =
            List.of(Linearizability.SEARCH, Linearizability.SEARCH_UNPARTITIONED);

    @Override
    public List<CheckerSpec> checkers() {
        return List.of(
                register(
                        "register",
                        "a read answers the value of the latest write, in an order that respects real time",
                        false,
                        READ,
                        WRITE),
                register(
                        "cas-register",
                        "as register; a compare-and-set changes the value only from the one that it names",
                        true,
                        READ,
                        WRITE,
                        new OpShape("cas", "[old new]", KnownOperations.SAME)),
                new CheckerSpec(
                        "multi-register",
                        "transactions over several registers happen one at a time, in an order that respects real time",
                        List.of(new OpShape(
                                "txn",
                                "[[:read register nil] [:write register value] ...] (or :r, :w)",
                                "the same, with the values read")),
                        Set.of(CheckerOption.INITIAL),
                        SEARCH_ONLY,
                        options -> {
                            Map<?, ?> initial = registers(options.initial());
                            return new MultiRegisterChecker(
                                    chosen(new MultiRegisterModel(initial), new TransactionProducers(initial), options),
                                    initial);
                        }),
                new CheckerSpec(
                        "kv",
                        "each key of a map of strings answers what was put and appended, in an order that respects real"
                                + " time",
                        List.of(
                                new OpShape(
                                        "get", "nil, with the key in :key (or [key nil])", "the text; absent is \"\""),
                                new OpShape("put", "the text, with :key (or [key text])", KnownOperations.SAME),
                                new OpShape("append", "the text, with :key (or [key text])", KnownOperations.SAME)),
                        Set.of(),
                        algorithms(AppendedTexts.NAME),
                        options -> new AnsweredBy(
                                chosen(new KvModel(), new AppendedTexts(), options)
                                        .reading(new ExtraKey()),
                                history -> new TextCuts(history, new ExtraKey()),
                                "get")),
                model(
                        "linearizable-set",
                        "a read answers the elements added and not removed, in an order that respects real time",
                        Set.of(CheckerOption.INDEPENDENT),
                        options -> new SetModel(),
                        options -> new SetLevels(),
                        (history, shape, options) -> new SetCuts(history, shape),
                        new OpShape("add", "the element", KnownOperations.SAME),
                        new OpShape("remove", "the element", KnownOperations.SAME),
                        new OpShape("contains", "the element", "[element true] or [element false]"),
                        new OpShape("read", "nil", "all elements")),
                model(
                        "linearizable-counter",
                        "a read answers the sum of what was added, in an order that respects real time",
                        Set.of(CheckerOption.INDEPENDENT, CheckerOption.INITIAL),
                        options -> new CounterModel(number(options.initial())),
                        options -> new CounterSlots(number(options.initial())),
                        (history, shape, options) -> new CounterCuts(history, shape, number(options.initial())),
                        new OpShape("add", "an integer", KnownOperations.SAME),
                        new OpShape("read", "nil", "the sum")),
                queue("fifo-queue", "the oldest element", QueueModel.Order.FIFO, ContainerWay.fifoQueue()),
                queue(
                        "unordered-queue",
                        "any element, each once",
                        QueueModel.Order.NONE,
                        ContainerWay.unorderedQueue()),
                model(
                        "stack",
                        "a pop answers the youngest element, in an order that respects real time",
                        Set.of(CheckerOption.INDEPENDENT),
                        options -> new QueueModel(QueueModel.Order.LIFO),
                        options -> ContainerWay.stack(),
                        (history, shape, options) -> new QueueCuts(history, shape),
                        new OpShape("push", "the element", KnownOperations.SAME),
                        new OpShape("pop", "nil", "the element, nil if there was none")),
                queue(
                        "priority-queue",
                        "the smallest integer",
                        QueueModel.Order.PRIORITY,
                        ContainerWay.priorityQueue()));
    }

    private static CheckerSpec queue(String name, String which, QueueModel.Order order, FastWay fast) {
        return model(
                name,
                "a dequeue answers " + which + ", in an order that respects real time",
                Set.of(CheckerOption.INDEPENDENT),
                options -> new QueueModel(order),
                options -> fast,
                (history, shape, options) -> new QueueCuts(history, shape),
                new OpShape("enqueue", "the element", KnownOperations.SAME),
                new OpShape("dequeue", "nil", "the element, nil if there was none"));
    }

    private static CheckerSpec register(String name, String promise, boolean withCas, OpShape... operations) {
        return model(
                name,
                promise,
                Set.of(CheckerOption.INDEPENDENT, CheckerOption.INITIAL),
                options -> new RegisterModel(initial(options), withCas),
                options -> new GibbonsKorach(initial(options), withCas),
                (history, shape, options) -> new RegisterCuts(history, shape, initial(options)),
                operations);
    }

    /** What may be left out of a history, by where its keys and values lie. */
    private interface Shrinking {
        Cuts cuts(History history, ValueShape shape, CheckerOptions options);
    }

    /** Histories know integers as Long only. */
    private static @Nullable Object initial(CheckerOptions options) {
        return options.initial() instanceof Integer number ? Long.valueOf(number) : options.initial();
    }

    private static CheckerSpec model(
            String name,
            String promise,
            Set<CheckerOption> taken,
            Function<CheckerOptions, Model<?>> model,
            Function<CheckerOptions, FastWay> fastWay,
            Shrinking shrinking,
            OpShape... operations) {
        KnownOperations known = new KnownOperations(name, List.of(operations));
        List<String> algorithms =
                algorithms(fastWay.apply(CheckerOptions.DEFAULT).name());
        return new CheckerSpec(name, promise, List.of(operations), taken, algorithms, options -> {
            Linearizability<?> chosen = chosen(model.apply(options), fastWay.apply(options), options);
            return new ModelChecker(
                    known, chosen, (history, shape) -> shrinking.cuts(history, shape, options), options.independent());
        });
    }

    private static List<String> algorithms(String fastName) {
        return List.of(Linearizability.SEARCH, Linearizability.SEARCH_UNPARTITIONED, fastName);
    }

    /** By the algorithm asked for; where none is, by the fast way, and by the search what that can't judge. */
    private static Linearizability<?> chosen(Model<?> model, FastWay fast, CheckerOptions options) {
        Linearizability<?> search = search(model, options);
        return options.algorithm()
                .<Linearizability<?>>map(only -> only.equals(fast.name()) ? search.withOnly(fast) : search)
                .orElseGet(() -> search.with(fast));
    }

    private static Linearizability<?> search(Model<?> model, CheckerOptions options) {
        Linearizability<?> search = Linearizability.of(model);
        return options.algorithm().equals(Optional.of(Linearizability.SEARCH_UNPARTITIONED))
                ? search.unpartitioned()
                : search;
    }

    private static Map<?, ?> registers(@Nullable Object initial) {
        if (initial == null) {
            return Map.of();
        }
        if (initial instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(
                "multi-register: --initial is a map of registers, e.g. {:x 0 :y 0}, not " + initial);
    }

    private static long number(@Nullable Object initial) {
        if (initial == null) {
            return 0;
        }
        if (initial instanceof Number number && (number instanceof Long || number instanceof Integer)) {
            return number.longValue();
        }
        throw new IllegalArgumentException("linearizable-counter: --initial is an integer, not " + initial);
    }
}
