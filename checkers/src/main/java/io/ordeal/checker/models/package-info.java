/**
 * The models that Ordeal judges by itself, and the checkers made of them: registers, maps, and the data structures of
 * textbooks. Each is a {@link io.ordeal.checker.linearizability.Model Model}; what an operation's value is on invoke and
 * on ok stands in its checker's {@link io.ordeal.checker.CheckerSpec CheckerSpec}.
 *
 * <pre>{@code
 * Model<?> model = new RegisterModel(null, false);
 * CheckResult result = Linearizability.check(model, history);
 * }</pre>
 *
 * <p>The law of this package: an operation that a model does not know makes the verdict Unknown, and its message names
 * the operations that it does know. A model never guesses.
 */
@NullMarked
package io.ordeal.checker.models;

import org.jspecify.annotations.NullMarked;
