/** Tests of schedules: their grammar, each condition on virtual time, and the engine against real processes. */
@NullMarked
package io.ordeal.fault.schedule;

import org.jspecify.annotations.NullMarked;
