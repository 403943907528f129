/** Tests of two-phase commit, on real PostgreSQL servers. */
@NullMarked
package io.ordeal.targets.twophase;

import org.jspecify.annotations.NullMarked;
