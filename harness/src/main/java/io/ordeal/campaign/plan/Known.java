package io.ordeal.campaign.plan;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An anomaly that somebody knows of: what shows it, and nothing beside it, is no surprise until its date.
 *
 * @param cells in which
 * @param anomaly by its name on the wire
 * @param signature a part of its {@linkplain io.ordeal.trial.Signature signature}; empty: any
 * @param reference where it is told: an issue's address
 * @param until the last day on which it is known; from then on it is red again
 */
public record Known(CellPattern cells, String anomaly, Optional<String> signature, String reference, LocalDate until) {
    /** Whether it speaks of what a cell has shown, whatever the date. */
    public boolean speaksOf(String cell, String type, String shown) {
        return cells.matches(cell)
                && anomaly.equals(type)
                && signature.map(shown::contains).orElse(true);
    }
}
