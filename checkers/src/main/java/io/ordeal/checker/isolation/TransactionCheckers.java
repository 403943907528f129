package io.ordeal.checker.isolation;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.append.ListAppendChecker;
import io.ordeal.checker.txn.register.Assumption;
import io.ordeal.checker.txn.register.RegisterChecker;
import io.ordeal.names.NearestNames;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The checkers that ask at which level of isolation transactions ran. */
public final class TransactionCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(
                new CheckerSpec(
                        "list-append",
                        "transactions that append to lists and read them ran at an isolation level, strict-serializable unless"
                                + " --model says otherwise",
                        List.of(new OpShape(
                                "txn",
                                "[[:append k v] [:r k nil] ...], each v but once in a k",
                                "the same, with the lists read")),
                        Set.of(CheckerOption.MODEL),
                        List.of(),
                        options -> new ListAppendChecker(level(options))),
                new CheckerSpec(
                        "rw-register",
                        "transactions that write registers and read them ran at an isolation level, strict-serializable"
                                + " unless --model says otherwise",
                        List.of(new OpShape(
                                "txn",
                                "[[:w k v] [:r k nil] ...], each v but once to a k",
                                "the same, with the values read")),
                        Set.of(CheckerOption.MODEL, CheckerOption.INITIAL, CheckerOption.ASSUMPTIONS),
                        List.of(),
                        options -> new RegisterChecker(level(options), options.initial(), assumptions(options))));
    }

    private static Set<Assumption> assumptions(CheckerOptions options) {
        Set<Assumption> assumed = EnumSet.noneOf(Assumption.class);
        options.assumptions().forEach((name, on) -> {
            Assumption assumption = Arrays.stream(Assumption.values())
                    .filter(each -> each.wire().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(NearestNames.unknown(
                            "assumption",
                            name,
                            Arrays.stream(Assumption.values())
                                    .map(Assumption::wire)
                                    .toList())));
            if (on) {
                assumed.add(assumption);
            }
        });
        return assumed;
    }

    /** @throws IllegalArgumentException if there is no such level; it tells those that there are, the nearest first */
    private static ConsistencyModel level(CheckerOptions options) {
        if (options.model().isEmpty()) {
            return ConsistencyModel.STRICT_SERIALIZABLE;
        }
        String name = options.model().get();
        return ConsistencyModel.named(name)
                .orElseThrow(() -> new IllegalArgumentException(NearestNames.unknown(
                        "isolation level",
                        name,
                        Arrays.stream(ConsistencyModel.values())
                                .map(ConsistencyModel::wire)
                                .toList())));
    }
}
