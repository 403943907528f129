package io.ordeal.targets.nacos;

import java.util.Map;
import java.util.Optional;

/**
 * Who clients say that they are.
 *
 * @param name as Nacos knows it, such as {@code nacos}
 */
record NacosUser(String name, String password) {
    private static final String NAME = "NACOS_USERNAME";
    private static final String PASSWORD = "NACOS_PASSWORD";

    /** The user of an environment; empty if it tells none. */
    static Optional<NacosUser> of(Map<String, String> environment) {
        String name = environment.getOrDefault(NAME, "");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new NacosUser(name, environment.getOrDefault(PASSWORD, "")));
    }

    /** Without the password, which is to be read nowhere. */
    @Override
    public String toString() {
        return name;
    }
}
