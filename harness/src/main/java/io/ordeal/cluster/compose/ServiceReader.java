package io.ordeal.cluster.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Capability;
import io.ordeal.cluster.GracefulStop;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerImage;
import io.ordeal.cluster.Signal;
import io.ordeal.cluster.Software;
import io.ordeal.names.NearestNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the services of a Compose file, one after the other. */
final class ServiceReader {
    private static final Duration HEALTH_WITHIN = Duration.ofSeconds(30);
    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms|s|m|h)");

    private final Variables variables;
    private final Path folder;
    private final Complaints complaints;
    private final ServicePorts ports;
    private final ServiceVolumes volumes;

    /**
     * @param folder of the file
     * @param told what ports are called by their numbers, and who connects to them
     */
    ServiceReader(Variables variables, Path folder, List<Port> told, Complaints complaints) {
        this.variables = variables;
        this.folder = folder;
        this.complaints = complaints;
        ports = new ServicePorts(told, this::text, complaints);
        volumes = new ServiceVolumes(folder, this::text, complaints);
    }

    /** Says of ports that were told of by their numbers, and that no service has. */
    void tellUnmetPorts() {
        ports.tellUnmet();
    }

    /** A service as a program; empty if it has no image, which is told. */
    Optional<ComposeService> read(String name, String node, JsonNode service) {
        keys(service);
        if (!service.has("image")) {
            complaints.wrong(
                    service,
                    name,
                    "the key image is missing"
                            + (service.has("build") ? ": build the image, and say image beside build" : ""));
            return Optional.empty();
        }
        String image = text(service.path("image"));
        Map<String, String> memory = new LinkedHashMap<>();
        ServiceVolumes.Found found = volumes.read(service.path("volumes"), memory);
        each(service.path("tmpfs")).forEach(folder -> {
            String[] parts = text(folder).split(":", 2);
            memory.put(parts[0], parts.length == 2 ? parts[1] : "");
        });
        return Optional.of(new ComposeService(
                new Software(software(name, image), new ServerImage(image), cache -> Map.of()),
                hostNames(name, node, service),
                ports.read(name, service),
                words(service, "entrypoint"),
                words(service, "command"),
                environment(service),
                found.volumes(),
                found.mounts(),
                memory,
                health(service.path("healthcheck")),
                time(service.path("healthcheck"), "timeout").orElse(HEALTH_WITHIN),
                gracefulStop(service),
                optional(service, "user"),
                optional(service, "working_dir"),
                capabilities(service, "cap_add"),
                capabilities(service, "cap_drop"),
                service.path("privileged").asBoolean(),
                service.path("read_only").asBoolean(),
                service.path("init").asBoolean()));
    }

    private static String software(String name, String image) {
        String tag = image.replaceFirst("@.*$", "").replaceFirst("^.*/", "");
        return name + (tag.contains(":") ? " " + tag.substring(tag.indexOf(':') + 1) : "");
    }

    private void keys(JsonNode service) {
        service.properties().forEach(entry -> {
            String key = entry.getKey();
            boolean taken = ServiceKeys.HONOURED.contains(key)
                    || ServiceKeys.WITHOUT_EFFECT.contains(key)
                    || key.startsWith("x-")
                    || (key.equals("build") && service.has("image"))
                    || (key.equals("restart") && entry.getValue().asText().matches("no|false"));
            if (!taken) {
                ServiceKeys.whyNot(key)
                        .ifPresentOrElse(
                                why -> complaints.notHonoured(entry.getValue(), key, why),
                                () -> complaints.wrong(
                                        entry.getValue(), key, NearestNames.unknown("key", key, ServiceKeys.all())));
            }
        });
    }

    /** A text of the file, with its variables filled in; what is wrong with these is told. */
    private String text(JsonNode node) {
        try {
            return variables.fill(node.asText());
        } catch (IllegalArgumentException unset) {
            complaints.wrong(node, node.asText(), String.valueOf(unset.getMessage()));
            return node.asText();
        }
    }

    private Optional<String> optional(JsonNode service, String key) {
        return service.has(key) ? Optional.of(text(service.path(key))) : Optional.empty();
    }

    private static Iterable<JsonNode> each(JsonNode oneOrMany) {
        if (oneOrMany.isMissingNode() || oneOrMany.isNull()) {
            return List.of();
        }
        return oneOrMany.isArray() ? oneOrMany : List.of(oneOrMany);
    }

    private List<String> words(JsonNode service, String key) {
        JsonNode told = service.path(key);
        if (!told.isTextual()) {
            List<String> words = new ArrayList<>();
            each(told).forEach(word -> words.add(text(word)));
            return words;
        }
        try {
            return ShellWords.split(text(told));
        } catch (IllegalArgumentException wrong) {
            complaints.wrong(told, key, String.valueOf(wrong.getMessage()));
            return List.of();
        }
    }

    private Map<String, String> environment(JsonNode service) {
        Map<String, String> all = new LinkedHashMap<>();
        for (JsonNode file : each(service.path("env_file"))) {
            try {
                all.putAll(Variables.read(folder.resolve(text(file))));
            } catch (IOException unreadable) {
                complaints.wrong(file, "env_file", "cannot be read: " + unreadable);
            }
        }
        JsonNode told = service.path("environment");
        if (told.isArray()) {
            for (JsonNode line : told) {
                String[] parts = text(line).split("=", 2);
                if (parts.length == 2) {
                    all.put(parts[0], parts[1]);
                } else {
                    variables.find(parts[0]).ifPresent(value -> all.put(parts[0], value));
                }
            }
        } else {
            told.properties().forEach(entry -> {
                if (entry.getValue().isNull()) {
                    variables.find(entry.getKey()).ifPresent(value -> all.put(entry.getKey(), value));
                } else {
                    all.put(entry.getKey(), text(entry.getValue()));
                }
            });
        }
        return all;
    }

    private List<String> hostNames(String name, String node, JsonNode service) {
        List<String> names = new ArrayList<>(List.of(name));
        optional(service, "hostname").ifPresent(names::add);
        optional(service, "container_name").ifPresent(names::add);
        JsonNode networks = service.path("networks");
        if (networks.isObject()) {
            networks.properties()
                    .forEach(network -> network.getValue().properties().forEach(entry -> {
                        if (entry.getKey().equals("aliases")) {
                            entry.getValue().forEach(alias -> names.add(text(alias)));
                        } else {
                            complaints.notHonoured(
                                    entry.getValue(),
                                    entry.getKey(),
                                    "a node's address and links are the run's to give");
                        }
                    }));
        }
        return names.stream().distinct().filter(each -> !each.equals(node)).toList();
    }

    private List<String> health(JsonNode healthcheck) {
        JsonNode test = healthcheck.path("test");
        if (healthcheck.path("disable").asBoolean() || test.isMissingNode() || test.isNull()) {
            return List.of();
        }
        if (test.isTextual()) {
            return List.of("/bin/sh", "-c", text(test));
        }
        List<String> words = new ArrayList<>();
        test.forEach(word -> words.add(text(word)));
        if (words.equals(List.of("NONE"))) {
            return List.of();
        }
        if (words.size() == 2 && words.get(0).equals("CMD-SHELL")) {
            return List.of("/bin/sh", "-c", words.get(1));
        }
        if (words.size() >= 2 && words.get(0).equals("CMD")) {
            return words.subList(1, words.size());
        }
        complaints.wrong(
                test, "test", "expected [CMD, program, …], [CMD-SHELL, text], [NONE] or a text, found " + words);
        return List.of();
    }

    private GracefulStop gracefulStop(JsonNode service) {
        Signal signal = GracefulStop.USUAL.signal();
        Duration within = time(service, "stop_grace_period").orElse(GracefulStop.USUAL.within());
        try {
            if (service.has("stop_signal")) {
                signal = Signal.named(text(service.path("stop_signal")));
            }
            return new GracefulStop(signal, within);
        } catch (IllegalArgumentException wrong) {
            complaints.wrong(
                    service.has("stop_signal") ? service.path("stop_signal") : service.path("stop_grace_period"),
                    service.has("stop_signal") ? "stop_signal" : "stop_grace_period",
                    String.valueOf(wrong.getMessage()));
            return GracefulStop.USUAL;
        }
    }

    private Optional<Duration> time(JsonNode beside, String key) {
        if (!beside.has(key)) {
            return Optional.empty();
        }
        String text = text(beside.path(key));
        Matcher matcher = TIME.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            double nanosOfOne = switch (matcher.group(2)) {
                case "us" -> 1e3;
                case "ms" -> 1e6;
                case "s" -> 1e9;
                case "m" -> 60e9;
                default -> 3600e9;
            };
            sum = sum.plusNanos((long) (Double.parseDouble(matcher.group(1)) * nanosOfOne));
            end = matcher.end();
        }
        if (end == 0 || end < text.length()) {
            complaints.wrong(beside.path(key), key, "expected a duration such as 30s or 1m30s, found " + text);
            return Optional.empty();
        }
        return Optional.of(sum);
    }

    private List<Capability> capabilities(JsonNode service, String key) {
        List<Capability> found = new ArrayList<>();
        for (JsonNode told : service.path(key)) {
            String name = text(told).toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
            try {
                found.add(Capability.valueOf(name));
            } catch (IllegalArgumentException none) {
                complaints.wrong(told, key, "there is no capability " + name);
            }
        }
        return found;
    }
}
