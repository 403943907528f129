/**
 * The client itself is tried, one operation at a time: how it behaves when its connection is refused, reset, silent or its
 * server gone ({@link io.ordeal.kit.client.Manners Manners}), whether the plainest use of it works ({@link
 * io.ordeal.kit.client.Basics Basics}), and clients with a known flaw that a suite must notice ({@link
 * io.ordeal.kit.client.Mutant Mutant}).
 *
 * <p>The law of this package: <b>a complaint is proved by what another client saw</b>, or by a clock that the client was told
 * of; where nothing could be seen, nothing is said. Not for users: they see it as rules of {@link io.ordeal.kit}.
 */
@NullMarked
package io.ordeal.kit.client;

import org.jspecify.annotations.NullMarked;
