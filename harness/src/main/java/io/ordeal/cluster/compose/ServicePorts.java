package io.ordeal.cluster.compose;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What services say under {@code ports} and {@code expose}. */
final class ServicePorts {
    private static final int HIGHEST = 65_535;

    private final List<Port> told;
    private final Function<JsonNode, String> text;
    private final Complaints complaints;
    private final Set<Integer> met = new LinkedHashSet<>();

    /**
     * @param told what ports are called by their numbers, and who connects to them
     * @param text of a node, with variables filled in
     */
    ServicePorts(List<Port> told, Function<JsonNode, String> text, Complaints complaints) {
        this.told = told;
        this.text = text;
        this.complaints = complaints;
    }

    /** A service's: those that it publishes, for clients and nodes; those that it exposes, for nodes. */
    List<Port> read(String service, JsonNode from) {
        Map<Integer, Port> all = new LinkedHashMap<>();
        for (JsonNode port : from.path("ports")) {
            if (port.isObject()) {
                int number = number(port.path("target"), "ports", text.apply(port.path("target")));
                String protocol = port.path("protocol").asText("tcp");
                add(all, port, number, protocol, port.path("name").asText("port-" + number), Port.Users.BOTH);
            } else {
                String written = text.apply(port);
                String last = written.substring(written.lastIndexOf(':') + 1);
                written(all, port, "ports", last, Port.Users.BOTH);
            }
        }
        from.path("expose").forEach(port -> written(all, port, "expose", text.apply(port), Port.Users.NODES));
        if (all.isEmpty()) {
            complaints.wrong(
                    from,
                    service,
                    "it has no port, so that nobody could reach it: say ports, for clients and nodes, or expose, for nodes");
        }
        return new ArrayList<>(all.values());
    }

    private void written(Map<Integer, Port> all, JsonNode place, String key, String written, Port.Users users) {
        String[] parts = written.split("/", 2);
        int number = number(place, key, parts[0]);
        add(all, place, number, parts.length == 2 ? parts[1] : "tcp", "port-" + number, users);
    }

    private int number(JsonNode place, String key, String written) {
        try {
            int number = Integer.parseInt(written);
            if (number > 0 && number <= HIGHEST) {
                return number;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        complaints.wrong(
                place, key, "expected the number of one port, such as \"6379\" or \"6379:6379\", found " + written);
        return 1;
    }

    private void add(
            Map<Integer, Port> all, JsonNode place, int number, String protocol, String name, Port.Users users) {
        if (!protocol.equals("tcp")) {
            complaints.notHonoured(
                    place,
                    "ports",
                    number + "/" + protocol + " would go past all faults, as no proxy carries datagrams");
            return;
        }
        met.add(number);
        if (!name.matches("[a-z][a-z0-9-]*")) {
            complaints.wrong(
                    place, "name", "a port's name is small letters, digits and -, such as client, not " + name);
        }
        all.putIfAbsent(
                number,
                told.stream()
                        .filter(port -> port.number() == number)
                        .findFirst()
                        .orElseGet(() -> new Port(name, number, users)));
    }

    /** Says of ports that were told of, and that no service has. */
    void tellUnmet() {
        for (Port port : told) {
            if (!met.contains(port.number())) {
                throw new IllegalArgumentException("no service has the port " + port.number()
                        + ", which is to be called " + port.name() + ": say it under a service's ports or expose");
            }
        }
    }
}
