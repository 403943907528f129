package io.ordeal.checker.bank;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checker of money. */
public final class BankCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "bank",
                "money that is moved between accounts is neither made nor lost",
                List.of(
                        new OpShape(
                                "open",
                                "balances by account, {0 20, 1 20}; of several databases {db {0 20}}",
                                "the same"),
                        new OpShape(
                                "transfer",
                                "{:from 0 :to 1 :amount 5}; with several databases {:from [db 0] :to [other 0] :amount 5}",
                                "the same"),
                        new OpShape("read", "nil", "all balances by account, as in :open"),
                        new OpShape(
                                "final-read",
                                "nil; after recovery, where the accounts are in several databases",
                                "all balances by account, as in :open")),
                Set.of(CheckerOption.MODEL, CheckerOption.INITIAL),
                List.of(),
                BankChecker::new));
    }
}
