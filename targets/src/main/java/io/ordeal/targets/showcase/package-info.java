/**
 * What a newcomer sees first: {@link io.ordeal.targets.showcase.FirstTrialShowcase the trials} of {@code ./ordeal run}
 * without arguments.
 *
 * <p>The law of this package: short, on real servers, and a contrast: what introductory texts teach beside what is right,
 * under the same faults.
 */
@NullMarked
package io.ordeal.targets.showcase;

import org.jspecify.annotations.NullMarked;
