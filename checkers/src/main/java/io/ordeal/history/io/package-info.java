/**
 * Histories on disk: reading whatever Jepsen, Knossos, Elle and their like write, and writing the same.
 *
 * <pre>{@code
 * ReadHistory read = HistoryReader.read(Path.of("history.edn"));
 * read.warnings().forEach(log::warn);
 * History history = read.history();
 * HistoryWriter.write(history, Path.of("history.jsonl.gz"));
 * }</pre>
 *
 * <p>Two notations, told apart by content, each plain or gzipped: EDN (one map a line, or one vector or list of maps)
 * and JSON lines (one object a line, or one array of objects) with the same keys.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>Nothing is guessed and nothing is skipped in silence.</b> What cannot be read is a {@link
 *       io.ordeal.history.MalformedHistoryException MalformedHistoryException} with its line and column; the one thing
 *       left out, the torn last event of a file whose writer was killed, is told as a warning.
 *   <li><b>What is written can be read again</b>, and is the same history.
 *   <li><b>No object per event</b>, neither reading nor writing: histories of 20 million events pass through here.
 *   <li><b>A text is read in pieces, on all processors, and nobody can tell</b>: see {@link
 *       io.ordeal.history.io.PieceReading PieceReading}. What is read hangs on the text alone.
 *   <li><b>Lines count from 1; columns count bytes from 1</b>, as {@code cut -b} does.
 * </ul>
 */
@NullMarked
package io.ordeal.history.io;

import org.jspecify.annotations.NullMarked;
