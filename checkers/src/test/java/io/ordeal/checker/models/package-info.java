/** Tests of what the checkers of models take for a history, and what they refuse. */
@NullMarked
package io.ordeal.checker.models;

import org.jspecify.annotations.NullMarked;
