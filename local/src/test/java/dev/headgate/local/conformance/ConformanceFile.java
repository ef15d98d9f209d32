package dev.headgate.local.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A file of cases: each a configuration, what is sent, what the backend must see and what the client must get. See
/// README.md beside the files for how one is written.
///
/// @param path relative to the folder of all cases
/// @param about what the file is about
/// @param cases in file order
record ConformanceFile(String path, String about, List<Case> cases) {
    private static final Set<String> FILE_MEMBERS = Set.of("about", "config", "outside", "table", "cases");
    private static final Set<String> CASE_MEMBERS = Set.of("name", "config", "outside", "environment", "fill", "tags",
            "only", "steps", "said", "refused");
    private static final Set<String> STEP_MEMBERS = Set.of("request", "scheme", "from", "certificate", "at", "answer",
            "backend", "client", "also");

    sealed interface Case {
        String name();

        String config();

        /// The file is refused with exactly these lines.
        record Refused(String name, String config, Surroundings surroundings, List<String> lines) implements Case {}

        /// The file is used, and each step goes as it says. Steps share counters and caches.
        ///
        /// @param only the one event format to go through; empty for all
        /// @param said what is said of the file all the same; absent where that is not looked at
        record Served(String name, String config, Surroundings surroundings, String only,
                Optional<List<String>> said, List<Step> steps) implements Case {}
    }

    /// What is around the gateway.
    ///
    /// @param outside what others than the backend answer, by method and address
    /// @param environment variables by name
    /// @param fill whether `$NAME` and `${NAME}` are filled in
    /// @param tags those of the entities to read; empty for all
    record Surroundings(Map<String, String> outside, Map<String, String> environment, boolean fill,
            List<String> tags) {}

    /// One request and what comes of it.
    ///
    /// @param request what the client sends, as [Line] has it
    /// @param scheme `http` or `https`
    /// @param from the client's address
    /// @param certificate the client's, in PEM form; empty for none
    /// @param at when
    /// @param answer what the backend says
    /// @param backend what it must see; `-` for nothing
    /// @param client what the client must get
    /// @param also what others must be told, as [OutsideWorld] has it
    record Step(String request, String scheme, String from, String certificate, Instant at, String answer,
            String backend, String client, List<String> also) {}

    static ConformanceFile read(Path folder, Path file) throws IOException {
        Object root = new Load(LoadSettings.builder().build()).loadFromString(
                Files.readString(file, StandardCharsets.UTF_8));
        String path = folder.relativize(file).toString();
        Members members = new Members(path, (Map<?, ?>) root, FILE_MEMBERS);
        String config = members.text("config", "");
        Map<String, String> outside = members.map("outside");
        Surroundings surroundings = new Surroundings(outside, Map.of(), false, List.of());
        List<Case> cases = new ArrayList<>();
        readTable(path, members.text("table", "")).forEach(step -> cases.add(
                new Case.Served(step.request(), config, surroundings, "", Optional.empty(), List.of(step))));
        if (members.has("cases")) {
            for (Object item : members.list("cases")) {
                cases.add(readCase(path, (Map<?, ?>) item, config, outside));
            }
        }
        return new ConformanceFile(path, members.text("about"), List.copyOf(cases));
    }

    /// A step a line, its members between bars, in the order that the first line says. `\\n` stands for a line break.
    private static List<Step> readTable(String where, String table) {
        List<List<String>> rows = table.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList()).toList();
        List<Step> steps = new ArrayList<>();
        for (List<String> row : rows.subList(Math.min(1, rows.size()), rows.size())) {
            Map<String, String> values = new LinkedHashMap<>();
            if (row.size() != rows.getFirst().size()) {
                throw new IllegalArgumentException(where + ": too few or too many columns: " + row);
            }
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    values.put(rows.getFirst().get(i), row.get(i).replace("\\n", "\n"));
                }
            }
            steps.add(readStep(new Members(where + ": " + row, values, STEP_MEMBERS)));
        }
        return steps;
    }

    private static Case readCase(String path, Map<?, ?> item, String fileConfig,
            Map<String, String> fileOutside) {
        Set<String> allowed = new LinkedHashSet<>(CASE_MEMBERS);
        allowed.addAll(STEP_MEMBERS);
        Members members = new Members(path + ": " + item.get("name"), item, allowed);
        String config = members.text("config", fileConfig);
        Surroundings surroundings = new Surroundings(
                members.has("outside") ? members.map("outside") : fileOutside, members.map("environment"),
                members.text("fill", "false").equals("true"), members.texts("tags"));
        if (members.has("refused")) {
            return new Case.Refused(members.text("name"), config, surroundings, members.texts("refused"));
        }
        List<Step> steps = members.has("steps")
                ? readTable(members.where(), members.text("steps"))
                : List.of(readStep(members));
        return new Case.Served(members.text("name"), config, surroundings, members.text("only", ""),
                members.has("said") ? Optional.of(members.texts("said")) : Optional.empty(), steps);
    }

    private static Step readStep(Members members) {
        return new Step(members.text("request"), members.text("scheme", "http"),
                members.text("from", "203.0.113.7"), members.text("certificate", ""),
                Instant.parse(members.text("at", "2026-11-25T10:20:30Z")),
                members.text("answer", "200 + Content-Type: text/plain + body: hello"), members.text("backend"),
                members.text("client"), members.texts("also"));
    }

    /// A mapping whose members are all known: a misspelt expectation would check nothing.
    private record Members(String where, Map<?, ?> values, Set<String> allowed) {
        Members {
            for (Object name : values.keySet()) {
                if (!allowed.contains(String.valueOf(name))) {
                    throw new IllegalArgumentException(where + ": nothing is called " + name);
                }
            }
        }

        boolean has(String name) {
            return values.containsKey(name);
        }

        String text(String name) {
            if (!has(name)) {
                throw new IllegalArgumentException(where + ": no " + name);
            }
            return String.valueOf(values.get(name));
        }

        String text(String name, String otherwise) {
            return has(name) ? text(name) : otherwise;
        }

        List<?> list(String name) {
            return (List<?>) values.get(name);
        }

        /// Several texts, or one; none where the member is not written.
        List<String> texts(String name) {
            return switch (values.get(name)) {
                case null -> List.of();
                case List<?> list -> list.stream().map(String::valueOf).toList();
                case Object one -> List.of(String.valueOf(one));
            };
        }

        Map<String, String> map(String name) {
            Map<String, String> texts = new LinkedHashMap<>();
            if (has(name)) {
                ((Map<?, ?>) values.get(name)).forEach((key, value) -> texts.put(String.valueOf(key),
                        String.valueOf(value)));
            }
            return texts;
        }
    }
}
