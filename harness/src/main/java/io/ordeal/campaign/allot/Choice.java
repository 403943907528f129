package io.ordeal.campaign.allot;

import io.ordeal.campaign.allot.Tonight.Again;
import java.time.Duration;
import java.util.Optional;

/**
 * A trial that is to be made.
 *
 * @param cell by name
 * @param time of its main phase
 * @param seed of all that it draws
 * @param why in a sentence
 * @param again the trial that it repeats
 * @param need what it is to be given room for
 */
public record Choice(String cell, Duration time, long seed, String why, Optional<Again> again, Need need) {
    /** Whether it replays what an earlier night has shown, and is no trial of its cell. */
    public boolean isProof() {
        return again.filter(Again::isProof).isPresent();
    }
}
