package io.ordeal.serve;

import java.nio.file.Path;

/**
 * What is served, and where.
 *
 * @param host the address to listen at; {@code 127.0.0.1} for this machine alone
 * @param port 0 for any free one
 * @param results the folder; it is there
 * @param memory of nights; need not be there
 */
public record ServeOptions(String host, int port, Path results, Path memory) {}
