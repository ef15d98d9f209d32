package dev.headgate.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes configurations of any size in the shape that large ones have: services of ten routes, each with two paths, hosts,
/// methods and a rate limit; as many consumers, each with a key and a group.
final class LargeConfiguration {
    private static final int ROUTES_PER_SERVICE = 10;
    private static final int HOSTS = 50;
    private static final int GROUPS = 20;

    private LargeConfiguration() {}

    /// @param count of routes, and of consumers; a multiple of ten
    static Path write(Path file, int count) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("_format_version: \"3.0\"\nservices:\n");
            for (int service = 0; service < count / ROUTES_PER_SERVICE; service++) {
                out.write("""
                        - name: service-%1$d
                          url: http://service-%1$d.internal:8080/base
                          routes:
                        """.formatted(service));
                for (int route = 0; route < ROUTES_PER_SERVICE; route++) {
                    out.write("""
                              - name: route-%1$d
                                methods: [GET, POST]
                                hosts: [api-%2$d.example.com]
                                paths: [/area-%3$d/resource-%4$d, "~/v1/area-%3$d/(?<id>[^/]+)/r%4$d$"]
                                plugins:
                                - name: rate-limiting
                                  config: {minute: 60}
                            """.formatted(service * ROUTES_PER_SERVICE + route, service % HOSTS, service, route));
                }
            }
            out.write("consumers:\n");
            for (int consumer = 0; consumer < count; consumer++) {
                out.write("""
                        - username: user-%1$d
                          custom_id: c-%1$d
                          keyauth_credentials:
                          - key: key-of-user-%1$d
                          acls:
                          - group: group-%2$d
                        """.formatted(consumer, consumer % GROUPS));
            }
            out.write("plugins:\n- name: key-auth\n");
        }
        return file;
    }
}
