package io.ordeal.cli;

import picocli.CommandLine.Option;

/** {@code --help} of a command whose {@code --version} is that of servers. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private boolean asked;
}
