package io.ordeal.validate;

/**
 * A fault under which nothing was asked.
 *
 * @param fault by its kind
 * @param why in a sentence
 * @param here whether it is this machine that can't do it, rather than the target that does not take it
 */
public record Untold(String fault, String why, boolean here) {}
