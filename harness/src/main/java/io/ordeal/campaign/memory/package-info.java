/**
 * What nights remember: a SQLite database, {@code memory.sqlite} in the results' folder, a row a trial.
 *
 * <pre>
 * nights    id, number, started, ended, revision, harness, machine, shard, seed, budget_millis, plan, claims,
 *           outcome, results
 * cells     night, cell, code, expected, canary, weight                  what a night was to try, tried or not
 * trials    id, night, cell, why, spec, seed, started, state, whole_millis, main_millis, verdict, judgement, expected,
 *           cause, operations, violation_millis, versions, cpu_millis, peak_bytes, notes, folder, again_of
 * findings  trial, signature, anomaly, standing, reference, explanation  what a trial has shown
 * detections  trial, anomaly, retired                                    which trials nights to come replay
 * </pre>
 *
 * <p>Times are milliseconds, moments those since 1970. A night's {@code number} is the day at whose noon, or after, it
 * began, counted from 1970: a night that passes midnight is one night. A trial's {@code state} is {@code running} from
 * before it starts, so that a night that is killed leaves word of what it was about, then {@code done}; or {@code lost}, if
 * it was killed with its night, and {@code cut} if a signal ended it: of those nothing is known. {@code judgement} is {@code
 * expected}, {@code surprise}, {@code known}, {@code unsaid} or {@code open} (nothing is known), {@code standing} is {@code expected}, {@code known} or {@code
 * new}. {@code code} is a fingerprint of the target's classes, {@code harness} that of all others of Ordeal's.
 *
 * <p>The schema's number is the database's {@code user_version}. An older one is brought up to date when it is opened, one
 * statement after the other in one transaction; a newer one is refused, and left as it is.
 *
 * <p>The law of this package: <b>ids are unique over all machines</b>, so that memories can be merged, in any order, and any
 * number of times.
 */
@NullMarked
package io.ordeal.campaign.memory;

import org.jspecify.annotations.NullMarked;
