/**
 * Names that people type: targets, workloads, faults, checkers, nodes.
 *
 * <p>A name that does not exist is answered with those that do, the nearest first: {@code there is no fault 'partion';
 * nearest first: partition, restart, pause}. {@link io.ordeal.names.NearestNames NearestNames} does it for all
 * of them, so that every such message reads alike.
 *
 * <p>The law of this package: all the names that exist are told, never only the best guess.
 */
@NullMarked
package io.ordeal.names;

import org.jspecify.annotations.NullMarked;
