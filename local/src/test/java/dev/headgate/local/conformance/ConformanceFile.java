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
    private static final Set<String> FILE_MEMBERS = Set.of("about", "config", "table", "cases");
    private static final Set<String> CASE_MEMBERS = Set.of("name", "config", "only", "steps", "refused");
    private static final Set<String> STEP_MEMBERS = Set.of("request", "scheme", "from", "at", "answer", "backend",
            "client");

    sealed interface Case {
        String name();

        String config();

        /// The file is refused with exactly these lines.
        record Refused(String name, String config, List<String> lines) implements Case {}

        /// The file is used, and each step goes as it says. Steps share counters and caches.
        ///
        /// @param only the one event format to go through; empty for all
        record Served(String name, String config, String only, List<Step> steps) implements Case {}
    }

    /// One request and what comes of it.
    ///
    /// @param request what the client sends, as [Line] has it
    /// @param scheme `http` or `https`
    /// @param from the client's address
    /// @param at when
    /// @param answer what the backend says
    /// @param backend what it must see; `-` for nothing
    /// @param client what the client must get
    record Step(String request, String scheme, String from, Instant at, String answer, String backend, String client) {}

    static ConformanceFile read(Path folder, Path file) throws IOException {
        Object root = new Load(LoadSettings.builder().build()).loadFromString(
                Files.readString(file, StandardCharsets.UTF_8));
        String path = folder.relativize(file).toString();
        Members members = new Members(path, (Map<?, ?>) root, FILE_MEMBERS);
        String config = members.text("config", "");
        List<Case> cases = new ArrayList<>();
        readTable(path, members.text("table", "")).forEach(step -> cases.add(
                new Case.Served(step.request(), config, "", List.of(step))));
        if (members.has("cases")) {
            for (Object item : members.list("cases")) {
                cases.add(readCase(path, (Map<?, ?>) item, config));
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

    private static Case readCase(String path, Map<?, ?> item, String fileConfig) {
        Set<String> allowed = new LinkedHashSet<>(CASE_MEMBERS);
        allowed.addAll(STEP_MEMBERS);
        Members members = new Members(path + ": " + item.get("name"), item, allowed);
        String config = members.text("config", fileConfig);
        if (members.has("refused")) {
            return new Case.Refused(members.text("name"), config,
                    members.list("refused").stream().map(String::valueOf).toList());
        }
        if (members.has("steps")) {
            return new Case.Served(members.text("name"), config, members.text("only", ""),
                    readTable(members.where(), members.text("steps")));
        }
        return new Case.Served(members.text("name"), config, members.text("only", ""), List.of(readStep(members)));
    }

    private static Step readStep(Members members) {
        return new Step(members.text("request"), members.text("scheme", "http"),
                members.text("from", "203.0.113.7"), Instant.parse(members.text("at", "2026-11-25T10:20:30Z")),
                members.text("answer", "200 + Content-Type: text/plain + body: hello"), members.text("backend"),
                members.text("client"));
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
    }
}
