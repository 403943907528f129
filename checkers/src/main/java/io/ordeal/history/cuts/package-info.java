/**
 * Cuts: what may be left out of a history without making something look broken that was not.
 *
 * <p>Not every part of a history could have been recorded without the rest. Here leaving out the first write makes a read
 * look as if it came from nowhere, though nothing was wrong:
 *
 * <pre>{@code
 * p0 |-- write 1 --|
 * p1                  |-- read 1 --|
 * }</pre>
 *
 * <p>So each checker says of a history what its {@link io.ordeal.history.cuts.Cuts parts} are, operations, micro-operations
 * and elements, and which of them stay only with which others. The laws:
 *
 * <ul>
 *   <li><b>Sound.</b> What is left, whatever was cut, could have been recorded: if an execution explains the whole, one
 *       that lacks what was cut, and nothing else, explains the rest. So if the rest is Invalid, so is the whole; and what
 *       was cut may be cut again, by the rest's own rules.
 *   <li><b>The reason stays.</b> What an answer could have been of, in another order, is cut only with the answer: a stale
 *       read does not end as a read of what nobody wrote.
 *   <li><b>Whatever failed</b> had no effect, and may always go; so may what only reads, unless others are judged by it.
 * </ul>
 *
 * <p>What each checker lets go, and why that is sound:
 *
 * <ul>
 *   <li><b>register, cas-register, multi-register</b>: an observation stays with all writes that it may be of ({@link
 *       io.ordeal.history.cuts.Sources Sources} has the argument). All other writes may go: whichever order explained the
 *       whole, each observation's own write is in what is left.
 *   <li><b>linearizable-set</b>: the same, of each element, which is in the set or not; an element goes out of the reads of
 *       the whole set with all that added or removed it, as if it had never been.
 *   <li><b>linearizable-counter, bank</b>: an add or a transfer that was over before a read began is in it, in every order,
 *       and is subtracted there when it goes; one that began after the read is not in it. A read stays with any other. An
 *       account that nothing moves to or from goes out of all balances; where one would fall below zero, it is opened with
 *       so much more.
 *   <li><b>counter</b>: anything; an add that goes is subtracted from each read that has it for certain, and a read that was
 *       between its bounds is brought between those that are left, which only come nearer to each other.
 *   <li><b>kv</b>: a get stays with each put that it may be of; an append goes with its piece of every text, where pieces
 *       can be told apart, else a get stays with each that it may have.
 *   <li><b>queues, stack</b>: an element goes with all that put it in or took it out. The others keep their order, whatever
 *       the order is by.
 *   <li><b>locks, lease</b>: a hold goes whole, acquire and release; what a process did after an operation of unknown
 *       outcome goes with that. Nobody waited for less. <b>fencing</b>: anything; a token is a token.
 *   <li><b>leader-election</b>: a claim with what ended its process' belief; a term that was told is no other's for its lack.
 *   <li><b>list-append, rw-register</b>: a micro-operation that reads; a write with all that read it, or an append with its
 *       element in all lists. Each level asks that something be the same in an order of the transactions, or that there be
 *       no circle of certain dependencies: fewer writes and fewer reads ask for less.
 *   <li><b>long-fork</b>: as rw-register.
 *   <li><b>guarded-set, set, queue, outbox, atomic-commit</b>: an element, or a transaction, with its name in all that was read, and
 *       with what it did to balances. Readings go only where nothing is judged by them: the last read of a guarded set stays, the
 *       last that has an element of a set, the first delivery of one of a queue, the first drain that has a message, and whatever tells that recovery was not over.
 *   <li><b>log</b>: an append with its element in all that was read, as if it had never been; and any read.
 * </ul>
 *
 * <p>A history that was invalid when it ended so early ends there, where the checker's violations last.
 */
@NullMarked
package io.ordeal.history.cuts;

import org.jspecify.annotations.NullMarked;
