/** Tests of two-phase commit, on real PostgreSQL servers. */
@NullMarked
package io.ordeal.target.twophase;

import org.jspecify.annotations.NullMarked;
