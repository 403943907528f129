package io.ordeal.targets.file;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Port;
import io.ordeal.tool.Command;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a node is asked, round the links: whether it is up, or whether it takes itself for primary. */
sealed interface Question {
    /** A node that accepts and is silent is asked anew after this. */
    int MILLIS = 1_000;

    /** No answer that matters is longer. */
    int MOST_BYTES = 1 << 20;

    /**
     * Whether a node says yes.
     *
     * @throws Exception it can't be asked; counts as no
     */
    boolean ask(Cluster cluster, String node) throws Exception;

    /** Whether a port accepts connections. */
    record Connects(String port) implements Question {
        @Override
        public boolean ask(Cluster cluster, String node) throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(cluster.direct(node, port), MILLIS);
                return true;
            }
        }
    }

    /**
     * Whether a request is answered with a status below 300, and an answer that matches.
     *
     * @param path begins with a slash
     * @param match is looked for in the answer; empty = any answer
     */
    record Http(String port, String path, Optional<Pattern> match) implements Question {
        @Override
        public boolean ask(Cluster cluster, String node) throws IOException {
            var at = cluster.direct(node, port);
            String host = at.getAddress().getHostAddress();
            var connection = (HttpURLConnection) URI.create("http://" + host + ":" + at.getPort() + path)
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            connection.setInstanceFollowRedirects(false);
            try {
                int status = connection.getResponseCode();
                if (status >= 300) {
                    throw new IOException("GET " + path + " is answered with status " + status);
                }
                try (InputStream body = connection.getInputStream()) {
                    String text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
                    return match.map(pattern -> pattern.matcher(text).find()).orElse(true);
                }
            } finally {
                connection.disconnect();
            }
        }
    }

    /**
     * Whether a command, run on this machine, ends with exit code 0, and what it prints matches.
     *
     * @param match is looked for in what it prints; empty = anything
     * @param exitSaysNo whether another exit code is an answer, and not the lack of one
     */
    record Runs(List<Template> command, Optional<Pattern> match, List<Port> ports, boolean exitSaysNo)
            implements Question {
        @Override
        public boolean ask(Cluster cluster, String node) throws IOException, InterruptedException {
            Place place = Place.running(cluster, node, ports);
            Command ended = Command.feed(
                    "", command.stream().map(word -> word.fill(place)).toList());
            if (exitSaysNo && !ended.succeeded()) {
                return false;
            }
            ended.require();
            return match.map(pattern -> pattern.matcher(ended.output()).find()).orElse(true);
        }
    }

    /**
     * Whether the node's log, since its last start, has a line.
     *
     * @param line is looked for in each line
     */
    record Logs(Pattern line, LogsSinceStart logs) implements Question {
        @Override
        public boolean ask(Cluster cluster, String node) throws IOException {
            Path log =
                    cluster.findLog(node).orElseThrow(() -> new IOException("the harness has no log of node " + node));
            return logs.read(log).lines().anyMatch(text -> line.matcher(text).find());
        }
    }

    /** Whether it is the one that is always primary. */
    record Is(String primary) implements Question {
        @Override
        public boolean ask(Cluster cluster, String node) {
            return node.equals(primary);
        }
    }
}
