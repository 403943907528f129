package io.ordeal.software;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.Software;
import io.ordeal.names.NearestNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Versions of a software in their order, as a range of them is typed: {@code 3.9.3..3.9.5}, {@code postgresql=12..16}; or all
 * of them by name, {@code 3.9.3,3.9.4,3.9.5}.
 *
 * @param product whose they are
 * @param inOrder the oldest first, two at least
 */
public record KnownVersions(String product, List<String> inOrder) {
    private static final String BETWEEN = "..";
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    /** Number by number; one that is not there counts as 0. */
    private static final Comparator<String> BY_NUMBERS = Comparator.comparing(KnownVersions::numbers, Arrays::compare);

    public KnownVersions {
        inOrder = List.copyOf(inOrder);
    }

    /**
     * Reads it. A range has those with which the target was tried, and its ends; an end that is not a whole version is the
     * oldest, or the newest, that begins with it.
     *
     * @throws IllegalArgumentException what is wrong, and what could be typed
     */
    public static KnownVersions parse(String text, ClusterDescription cluster) {
        int equals = text.indexOf('=');
        Software software = software(equals < 0 ? "" : text.substring(0, equals), cluster);
        String versions = text.substring(equals + 1);
        int between = versions.indexOf(BETWEEN);
        List<String> all = between < 0
                ? List.of(versions.split(","))
                : range(versions.substring(0, between), versions.substring(between + BETWEEN.length()), software);
        for (String version : all) {
            if (!NUMBERS.matcher(version).matches()) {
                throw wrong(version.isEmpty() ? text : version, software);
            }
        }
        List<String> ordered = new ArrayList<>(all);
        ordered.sort(BY_NUMBERS);
        if (new TreeSet<>(ordered).size() < 2) {
            throw new IllegalArgumentException("--versions: " + text + " are not two versions of " + software.product()
                    + ": known are " + String.join(", ", known(software)) + "; name others one by one, with commas");
        }
        // refuses those of a software that is to be had in one version only
        ordered.forEach(version -> ChosenVersions.parse(List.of(software.product() + "=" + version), cluster));
        return new KnownVersions(software.product(), ordered);
    }

    private static Software software(String product, ClusterDescription cluster) {
        Map<String, Software> all = ChosenVersions.softwareOf(cluster);
        if (!product.isEmpty()) {
            Software named = all.get(product);
            if (named == null) {
                throw new IllegalArgumentException(
                        "--versions: " + NearestNames.unknown("software", product, all.keySet()));
            }
            return named;
        }
        List<Software> several = all.values().stream()
                .filter(each -> each.others() != Software.OtherVersions.NONE)
                .toList();
        if (several.size() != 1) {
            throw new IllegalArgumentException(
                    several.isEmpty()
                            ? "--versions: the target has no software that is to be had in several versions"
                            : "--versions: say of which software: "
                                    + String.join(
                                            " or ",
                                            several.stream()
                                                    .map(Software::product)
                                                    .toList()) + ", as "
                                    + several.get(0).product() + "=A..B");
        }
        return several.get(0);
    }

    private static List<String> range(String from, String to, Software software) {
        if (!NUMBERS.matcher(from).matches() || !NUMBERS.matcher(to).matches()) {
            throw wrong(from + BETWEEN + to, software);
        }
        List<String> known = known(software);
        List<String> first =
                known.stream().filter(version -> beginsWith(version, from)).toList();
        List<String> last =
                known.stream().filter(version -> beginsWith(version, to)).toList();
        String low = first.isEmpty() ? from : first.get(0);
        String high = last.isEmpty() ? to : last.get(last.size() - 1);
        TreeSet<String> all = new TreeSet<>(BY_NUMBERS);
        known.stream()
                .filter(version -> BY_NUMBERS.compare(version, low) >= 0 && BY_NUMBERS.compare(version, high) <= 0)
                .forEach(all::add);
        // a whole version need not have been tried; 12 alone is none of its product's
        Stream.of(low, high).filter(end -> isWhole(end, known)).forEach(all::add);
        return List.copyOf(all);
    }

    private static boolean isWhole(String version, List<String> known) {
        return known.isEmpty() || parts(version) >= parts(known.get(0));
    }

    private static int parts(String version) {
        return version.split("\\.").length;
    }

    private static boolean beginsWith(String version, String beginning) {
        return version.equals(beginning) || version.startsWith(beginning + ".");
    }

    private static List<String> known(Software software) {
        TreeSet<String> all = new TreeSet<>(BY_NUMBERS);
        all.addAll(software.others().tried());
        all.add(software.version());
        all.removeIf(version -> !NUMBERS.matcher(version).matches());
        return List.copyOf(all);
    }

    private static int[] numbers(String version) {
        int[] numbers =
                Stream.of(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
        int length = numbers.length;
        while (length > 1 && numbers[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(numbers, length);
    }

    private static IllegalArgumentException wrong(String text, Software software) {
        return new IllegalArgumentException("--versions: expected A..B or A,B,C, such as "
                + Collections.min(known(software), BY_NUMBERS) + BETWEEN + software.version() + ", found: " + text);
    }
}
