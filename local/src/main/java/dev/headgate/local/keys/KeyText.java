package dev.headgate.local.keys;

import dev.headgate.identity.keys.StoredKey;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Keys as people read them.
final class KeyText {
    private KeyText() {}

    /// One key, a fact a line.
    static void describe(StoredKey key, Instant now, PrintWriter out) {
        fact("id", key.id(), out);
        fact("state", state(key, now), out);
        fact("consumer", key.consumer(), out);
        fact("name", key.name(), out);
        fact("prefix", key.prefix(), out);
        fact("created", seconds(key.createdAt()), out);
        fact("expires", key.expiresAt().map(KeyText::seconds).orElse("never"), out);
        fact("revoked", key.revokedAt().map(KeyText::seconds).orElse(""), out);
        fact("replaced by", key.replacedBy(), out);
        fact("tags", String.join(", ", key.tags()), out);
    }

    /// Nothing is printed for what is empty.
    static void fact(String name, String value, PrintWriter out) {
        if (!value.isEmpty()) {
            out.println(String.format(Locale.ROOT, "%-12s", name) + value);
        }
    }

    static String headings() {
        return row("ID", "PREFIX", "STATE", "CREATED", "EXPIRES", "CONSUMER", "NAME");
    }

    static String row(StoredKey key, Instant now) {
        return row(key.id(), key.prefix(), state(key, now), seconds(key.createdAt()),
                key.expiresAt().map(KeyText::seconds).orElse("never"), key.consumer(), key.name());
    }

    /// Wide enough for what the product makes itself. Columns do not wait for the widest cell, so that a list of any
    /// length prints as it is read.
    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-36s  %-8s  %-8s  %-20s  %-20s  %-16s  %s", cells).stripTrailing();
    }

    private static String state(StoredKey key, Instant now) {
        return key.state(now).name().toLowerCase(Locale.ROOT);
    }

    static String seconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

}
