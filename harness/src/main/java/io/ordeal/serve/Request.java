package io.ordeal.serve;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is asked for.
 *
 * @param segments of the path, decoded once: none of them is empty
 * @param query its parameters, decoded once, in order
 */
record Request(List<String> segments, Map<String, List<String>> query) {
    Request {
        segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException it can't be decoded */
    static Request of(URI uri) {
        String path = Optional.ofNullable(uri.getRawPath()).orElse("/");
        List<String> segments = Arrays.stream(path.split("/"))
                .filter(each -> !each.isEmpty())
                // a plus is a plus in a path
                .map(each -> URLDecoder.decode(each.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                query.computeIfAbsent(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), none -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return new Request(segments, query);
    }

    /** The first value of a parameter; empty if it is not there. */
    String one(String parameter) {
        return all(parameter).stream().findFirst().orElse("");
    }

    List<String> all(String parameter) {
        return query.getOrDefault(parameter, List.of());
    }

    /**
     * A parameter that is one of some names; empty if it is not there or empty.
     *
     * @throws IllegalArgumentException it is none of them
     */
    <T> Optional<T> named(String parameter, Function<String, Optional<T>> naming, List<String> names) {
        String value = one(parameter);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> found = naming.apply(value);
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    parameter + " is one of " + String.join(", ", names) + ", not '" + value + "'");
        }
        return found;
    }

    /** The query with one parameter in another's place. */
    String with(String parameter, String value) {
        Map<String, List<String>> other = new LinkedHashMap<>(query);
        other.put(parameter, List.of(value));
        return "?"
                + other.entrySet().stream()
                        .flatMap(each -> each.getValue().stream()
                                .filter(one -> !one.isEmpty())
                                .map(one -> encoded(each.getKey()) + "=" + encoded(one)))
                        .collect(Collectors.joining("&"));
    }

    /** An address on this server. */
    static String address(String kind, List<String> segments) {
        return "/" + kind + "/" + segments.stream().map(Request::encoded).collect(Collectors.joining("/"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
