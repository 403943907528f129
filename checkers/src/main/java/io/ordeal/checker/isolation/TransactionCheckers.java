package io.ordeal.checker.isolation;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.append.ListAppendChecker;
import io.ordeal.names.NearestNames;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The checkers that ask at which level of isolation transactions ran. */
public final class TransactionCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "list-append",
                "transactions that append to lists and read them ran at an isolation level, strict-serializable unless"
                        + " --model says otherwise",
                List.of(new OpShape(
                        "txn",
                        "[[:append k v] [:r k nil] ...], each v but once in a k",
                        "the same, with the lists read")),
                Set.of(CheckerOption.MODEL),
                List.of(),
                options -> new ListAppendChecker(level(options))));
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
