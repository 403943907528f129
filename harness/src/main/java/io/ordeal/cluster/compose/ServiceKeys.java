package io.ordeal.cluster.compose;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of a service, by what becomes of them. */
final class ServiceKeys {
    static final Set<String> HONOURED = Set.of(
            "image",
            "command",
            "entrypoint",
            "environment",
            "env_file",
            "ports",
            "expose",
            "volumes",
            "tmpfs",
            "depends_on",
            "healthcheck",
            "networks",
            "user",
            "working_dir",
            "hostname",
            "container_name",
            "stop_signal",
            "stop_grace_period",
            "cap_add",
            "cap_drop",
            "privileged",
            "read_only",
            "init",
            "profiles");

    /** They tell people or tools something, and the service nothing. */
    static final Set<String> WITHOUT_EFFECT =
            Set.of("labels", "annotations", "logging", "pull_policy", "attach", "develop");

    /** Why those that people have most can't be honoured. */
    private static final Map<String, String> REASONS = Map.of(
            "restart", "a node that ends is started again by faults, and by nothing else",
            "deploy", "a node is a service, with the whole machine: write a service for each node",
            "scale", "a node is a service: write a service for each node",
            "network_mode", "each node has a network of its own, whose links are proxies",
            "links", "services know each other by their names",
            "extra_hosts", "it would lead past the links",
            "secrets", "mount the file by volumes, with :ro",
            "configs", "mount the file by volumes, with :ro",
            "extends", "write out what the other service says");

    private static final Set<String> OTHERS = Set.of(
            ("build blkio_config cpu_count cpu_percent cpu_shares cpu_period cpu_quota cpu_rt_runtime cpu_rt_period cpus"
                            + " cpuset cgroup cgroup_parent configs credential_spec deploy device_cgroup_rules devices dns"
                            + " dns_opt dns_search domainname driver_opts extends external_links extra_hosts gpus group_add ipc"
                            + " isolation label_file links mac_address mem_limit mem_reservation mem_swappiness memswap_limit"
                            + " models network_mode oom_kill_disable oom_score_adj pid pids_limit platform post_start pre_stop"
                            + " provider restart runtime scale secrets security_opt shm_size stdin_open storage_opt sysctls tty"
                            + " ulimits use_api_socket userns_mode uts volumes_from")
                    .split(" "));

    private ServiceKeys() {}

    /** Why a key that Compose has can't be honoured; empty if Compose has no such key. */
    static Optional<String> whyNot(String key) {
        return OTHERS.contains(key)
                ? Optional.of(REASONS.getOrDefault(key, "it is none of what a node is made of"))
                : Optional.empty();
    }

    /** All keys that Compose has. */
    static Set<String> all() {
        Set<String> all = new LinkedHashSet<>(HONOURED);
        all.addAll(WITHOUT_EFFECT);
        all.addAll(OTHERS);
        return all;
    }
}
