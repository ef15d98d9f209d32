package dev.headgate.local.assembly.http;

import dev.headgate.http.Headers;
import dev.headgate.local.assembly.http.MappingOperation.Action;
import dev.headgate.local.assembly.http.MappingOperation.Target;
import dev.headgate.local.assembly.http.Undocumented.AbsentSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The mappings of requests of an integration. All values are those of the request as it came; the mappings are done in the
/// template's order.
///
/// @param operations in the template's order
record RequestMapping(List<MappingOperation> operations) {
    static final RequestMapping NONE = new RequestMapping(List.of());

    RequestMapping {
        operations = List.copyOf(operations);
    }

    /// What mappings change of a request.
    ///
    /// @param headers names in lower case where a mapping wrote them
    /// @param rawQuery to the letter where no mapping changed it
    /// @param path another one; absent where none says so
    record Mapped(Headers headers, String rawQuery, Optional<String> path) {}

    Mapped apply(Headers headers, String rawQuery, MappingValues values, AbsentSource absentSource) {
        Mapped mapped = new Mapped(headers, rawQuery, Optional.empty());
        for (MappingOperation operation : operations) {
            Optional<String> value = value(operation, values, absentSource);
            if (value.isPresent()) {
                mapped = applied(mapped, operation, value.get());
            }
        }
        return mapped;
    }

    /// Absent where the operation is to do nothing.
    static Optional<String> value(MappingOperation operation, MappingValues values, AbsentSource absentSource) {
        if (operation.action() == Action.REMOVE) {
            return Optional.of("");
        }
        return operation.value().text(values::of)
                .or(() -> absentSource == AbsentSource.EMPTY ? Optional.of("") : Optional.empty());
    }

    private static Mapped applied(Mapped before, MappingOperation operation, String value) {
        return switch (operation.target()) {
            case HEADER -> new Mapped(changed(before.headers(), operation, value), before.rawQuery(), before.path());
            case QUERY -> new Mapped(before.headers(), switch (operation.action()) {
                case APPEND -> RawQuery.plus(before.rawQuery(), operation.name(), value);
                case OVERWRITE -> RawQuery.with(before.rawQuery(), operation.name(), value);
                case REMOVE -> RawQuery.without(before.rawQuery(), operation.name());
            }, before.path());
            case PATH -> new Mapped(before.headers(), before.rawQuery(), Optional.of(value));
            case STATUS -> before;
        };
    }

    /// One mapping done to headers.
    static Headers changed(Headers headers, MappingOperation operation, String value) {
        String name = operation.name().toLowerCase(Locale.ROOT);
        return switch (operation.action()) {
            case APPEND -> headers.plus(name, value);
            case OVERWRITE -> headers.with(name, value);
            case REMOVE -> headers.without(name);
        };
    }

    boolean changesPath() {
        return operations.stream().anyMatch(operation -> operation.target() == Target.PATH);
    }
}
