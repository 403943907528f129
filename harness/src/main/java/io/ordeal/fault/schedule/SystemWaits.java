package io.ordeal.fault.schedule;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Conditions of what the system does: its links, its logs, its primaries. */
final class SystemWaits {
    private SystemWaits() {}

    private static String quoted(String line) {
        String trimmed = line.strip();
        return '"' + (trimmed.length() > 120 ? trimmed.substring(0, 117) + "..." : trimmed) + '"';
    }

    static final class ForTraffic extends Wait {
        private final Condition.Traffic awaited;
        private final long before;
        private long seen;

        ForTraffic(Condition.Traffic awaited, World world) {
            this.awaited = awaited;
            before = world.passed(awaited.unit(), awaited.way());
        }

        @Override
        boolean happened(Happening happening, World world) {
            if (!(happening instanceof Happening.LinksLookedAt)) {
                return false;
            }
            seen = world.passed(awaited.unit(), awaited.way()) - before;
            return seen >= awaited.count();
        }

        @Override
        String met() {
            return seen + " " + awaited.unit().word() + " had passed " + awaited.way();
        }

        @Override
        String progress() {
            return seen + " of " + awaited.count() + " " + awaited.unit().word() + " " + awaited.way();
        }
    }

    static final class ForLine extends CountingWait {
        private final Condition.LogLine awaited;
        private final Pattern pattern;
        private String last = "";

        ForLine(Condition.LogLine awaited) {
            super(awaited.times());
            this.awaited = awaited;
            pattern = Pattern.compile(awaited.regex());
        }

        @Override
        boolean happened(Happening happening, World world) {
            if (!(happening instanceof Happening.LineLogged logged)
                    || (awaited.node().isPresent() && !awaited.node().get().equals(logged.node()))
                    || !pattern.matcher(logged.line()).find()) {
                return false;
            }
            last = logged.node() + " logged " + quoted(logged.line());
            return counted(true);
        }

        @Override
        String met() {
            return last;
        }

        @Override
        String progress() {
            return progress("lines with " + quoted(awaited.regex()));
        }
    }

    static final class ForPrimary extends CountingWait {
        private final Condition.Primary awaited;
        private Set<String> known;
        private boolean was;

        ForPrimary(Condition.Primary awaited, Set<String> then) {
            super(awaited.times());
            this.awaited = awaited;
            known = then;
        }

        @Override
        boolean isMet(World world) {
            // what is not known is not so
            return world.knowsPrimaries() && look(world);
        }

        @Override
        boolean happened(Happening happening, World world) {
            return happening instanceof Happening.PrimariesAre && look(world);
        }

        private boolean look(World world) {
            Set<String> now = world.primaries();
            boolean is;
            if (awaited.who().equals(Condition.Primary.NONE)) {
                is = now.isEmpty();
            } else if (awaited.who().equals(Condition.Primary.ANOTHER)) {
                boolean elected = !known.isEmpty() && !known.containsAll(now);
                known = now.isEmpty() ? known : now;
                return counted(elected);
            } else {
                is = world.nodes(awaited.who()).stream().anyMatch(now::contains);
            }
            boolean came = is && !was;
            was = is;
            known = now;
            return counted(came);
        }

        @Override
        String met() {
            return known.isEmpty() ? "nobody was primary" : "primary was " + String.join(", ", new TreeSet<>(known));
        }

        @Override
        String progress() {
            return awaited.who().equals(Condition.Primary.ANOTHER)
                    ? progress("elections")
                    : progress("times that " + awaited.who() + " was primary");
        }
    }

    static final class ForDeposed extends CountingWait {
        private final Condition.Deposed awaited;
        private Set<String> known;
        private String last = "";

        ForDeposed(Condition.Deposed awaited, Set<String> then) {
            super(awaited.times());
            this.awaited = awaited;
            known = then;
        }

        @Override
        boolean isMet(World world) {
            return world.knowsPrimaries() && look(world);
        }

        @Override
        boolean happened(Happening happening, World world) {
            return happening instanceof Happening.PrimariesAre && look(world);
        }

        private boolean look(World world) {
            Set<String> gone = new TreeSet<>(known);
            gone.removeAll(world.primaries());
            known = world.primaries();
            if (!awaited.who().equals(Condition.Deposed.ANY)) {
                gone.retainAll(world.nodes(awaited.who()));
            }
            last = gone.isEmpty() ? last : String.join(", ", gone) + " was primary no more";
            return counted(!gone.isEmpty());
        }

        @Override
        String met() {
            return last;
        }

        @Override
        String progress() {
            return progress("times that " + awaited.who() + " was primary no more");
        }
    }
}
