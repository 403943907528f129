package io.ordeal.kit;

import io.ordeal.checker.Verdict;
import io.ordeal.store.CheckReport;
import io.ordeal.trial.TrialOutcome;
import java.util.List;
import java.util.Locale;
import org.opentest4j.TestAbortedException;

/** What a rule says when it is broken, or can't be tried. */
final class RuleText {
    private RuleText() {}

    /** @throws AssertionError the trial does not show that the rule is kept */
    static void judge(Rule rule, TrialOutcome outcome) {
        Verdict verdict = outcome.report().result().verdict();
        if (verdict.isValid()) {
            return;
        }
        String text = OutcomeText.of(
                verdict.isUnknown()
                        ? head(
                                rule,
                                "Nothing is known of it: " + OutcomeText.word(outcome)
                                        + "; options() may give it longer")
                        : broken(rule, OutcomeText.word(outcome)),
                outcome);
        boolean claimed = outcome.report()
                .expectation()
                .map(CheckReport.Expected::outcome)
                .filter("holds"::equals)
                .isPresent();
        if (rule.kind() == RuleKind.OPTIONAL && verdict.isInvalid() && !claimed) {
            throw new TestAbortedException(text);
        }
        throw new AssertionError(text);
    }

    /** @throws AssertionError there is something to complain of */
    static void judge(Rule rule, List<String> complaints) {
        if (!complaints.isEmpty()) {
            throw new AssertionError(broken(rule, String.join("\n  and ", complaints)));
        }
    }

    /**
     * Of a rule that takes something of the backend, what aborts it.
     *
     * @throws AssertionError it takes nothing, so that nothing would be known of a backend whose suite were passed by
     */
    static TestAbortedException notToBeTried(Rule rule, String why) {
        if (rule.takes().equals(Rule.NOTHING)) {
            throw new AssertionError(head(
                    rule, "It could not be tried, though it takes nothing that not every such backend has: " + why));
        }
        return new TestAbortedException(
                rule.id() + " can't be tried with this backend, as it takes " + rule.takes() + ": " + why);
    }

    /** @param what was found */
    static String broken(Rule rule, String what) {
        return head(rule, "It is not so: " + what);
    }

    private static String head(Rule rule, String sentence) {
        return rule.id() + " (" + rule.kind().name().toLowerCase(Locale.ROOT)
                + (rule.stochastic() ? ", stochastic" : "") + "): " + rule.value() + ". " + sentence
                + "\n  Look first: " + rule.lookFirst();
    }
}
