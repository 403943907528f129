package io.ordeal.reproduce;

/**
 * Decides from as few tries as will do whether something comes about as often as is wanted: Wald's sequential probability
 * ratio test. After each try the likelihood of all of them at the wanted rate is held against that at the unwanted one;
 * once the ratio leaves a band, it is decided.
 *
 * <p><b>Reference</b>: A. Wald, "Sequential Tests of Statistical Hypotheses", Annals of Mathematical Statistics 16, 1945,
 * sections 3 and 5: with bounds (1 − β)/α and β/(1 − α) the errors are no more than about α and β, and no test with these
 * errors needs fewer tries on the average.
 *
 * @param bad a rate that must be told from a good one, above 0
 * @param good above {@code bad}, below 1
 * @param wronglyAccepted how often at most a bad one is taken for a good one: α
 * @param wronglyRejected how often at most a good one is taken for a bad one: β
 */
record SequentialTest(double bad, double good, double wronglyAccepted, double wronglyRejected) {
    /** What is known after some tries. */
    enum Decision {
        ACCEPTED,
        REJECTED,
        /** Another try is needed. */
        OPEN
    }

    SequentialTest {
        if (!(0 < bad && bad < good && good < 1)) {
            throw new IllegalArgumentException("expected 0 < bad < good < 1, found " + bad + " and " + good);
        }
        if (!(0 < wronglyAccepted && wronglyAccepted < 0.5 && 0 < wronglyRejected && wronglyRejected < 0.5)) {
            throw new IllegalArgumentException(
                    "expected errors between 0 and 0.5, found " + wronglyAccepted + " and " + wronglyRejected);
        }
    }

    Decision decide(Rate seen) {
        double ratio =
                seen.count() * Math.log(good / bad) + (seen.of() - seen.count()) * Math.log((1 - good) / (1 - bad));
        if (ratio >= Math.log((1 - wronglyRejected) / wronglyAccepted)) {
            return Decision.ACCEPTED;
        }
        return ratio <= Math.log(wronglyRejected / (1 - wronglyAccepted)) ? Decision.REJECTED : Decision.OPEN;
    }
}
