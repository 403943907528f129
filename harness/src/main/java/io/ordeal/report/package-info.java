/**
 * Reports: what a run was and what its verdict rests on, for people.
 *
 * <p>{@link io.ordeal.report.HtmlReport HtmlReport} writes {@code report.html}, one file that needs nothing beside it;
 * {@link io.ordeal.report.TerminalVerdict TerminalVerdict} says the same in a screenful of text, with {@link
 * io.ordeal.report.AsciiPicture a picture of the violation}:
 *
 * <pre>
 *  p3 ────[═ holds :a ═════════▓▓▓▓▓▓▓▓▓▓▓▓]──────────────
 *  p5 ─────────────────────────[▓▓▓▓▓▓▓▓▓▓▓▓══ holds :a ══]──
 *                              ^ 2.104 s: p5 is granted :a; p3 releases it only at 2.310 s
 * </pre>
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>It judges nothing.</b> What it shows is the verdict, the history and figures drawn from them.
 *   <li><b>Nothing is left out in silence.</b> Where a history is too long for all of it to be in the page, the page says
 *       what is not there, and which command shows it.
 *   <li><b>What a system answered is text</b>, never markup: every value is escaped.
 *   <li><b>Pure.</b> The same verdict and history give the same report; nothing is read from clocks or the machine.
 * </ul>
 */
@NullMarked
package io.ordeal.report;

import org.jspecify.annotations.NullMarked;
