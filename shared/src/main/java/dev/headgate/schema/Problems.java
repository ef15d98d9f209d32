package dev.headgate.schema;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import java.util.Optional;

/// Reports what is wrong with one mapping, and knows whether anything was, checks included.
final class Problems {
    private final Entity entity;
    private final String prefix;
    private final int errorsBefore;

    /// @param prefix what stands before field names: empty, or `config.`
    Problems(Entity entity, String prefix) {
        this.prefix = prefix;
        this.entity = entity;
        this.errorsBefore = entity.diagnostics().errorCount();
    }

    boolean none() {
        return count() == errorsBefore;
    }

    /// How many errors there are by now, about whatever.
    int count() {
        return entity.diagnostics().errorCount();
    }

    void report(Code code, Location location, String path, String message, String hint) {
        String field = path.isEmpty() && prefix.endsWith(".")
                ? prefix.substring(0, prefix.length() - 1)
                : prefix + path;
        entity.report(code, location, field, message, hint);
    }

    /// Reports, and answers that there is no value.
    <T> Optional<T> refuse(Code code, Location location, String path, String message, String hint) {
        report(code, location, path, message, hint);
        return Optional.empty();
    }
}
