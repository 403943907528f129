package io.ordeal.checker.log;

import java.util.List;
import java.util.function.Supplier;

/**
 * What is wrong with one entry or one read.
 *
 * @param offset where, if it is about an entry
 * @param element its handle
 * @param sentence for people, made when it is asked for
 * @param events positions that prove it, invocations or completions; the other half of each operation belongs to it
 */
record Finding(Log log, long offset, long element, Supplier<String> sentence, List<Integer> events) {}
