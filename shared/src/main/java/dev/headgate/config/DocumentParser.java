package dev.headgate.config;

import dev.headgate.config.LimitedParser.UnreadableException;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Parses YAML, and JSON as the part of YAML that it is, into a tree of located nodes without aliases, merge keys or
/// repeated keys.
///
/// @param file as locations name it
record DocumentParser(String file, Diagnostics diagnostics) {
    private static final int WINDOW_MIN = 1024;

    /// The root of the only document; empty for a file without one, and for one that cannot be read, which is then
    /// reported.
    Optional<Node> parse(String text) {
        return parse(FilledText.of(text), UnaryOperator.identity());
    }

    /// The same of a text whose templates have been filled in.
    ///
    /// @param values applied to every scalar
    Optional<Node> parse(FilledText filled, UnaryOperator<ScalarNode> values) {
        String text = filled.text();
        TextPositions positions = filled.positions();
        if (text.length() > Limits.CHARACTERS_MAX) {
            report(Code.HG0004, Location.of(file), "the file has more than " + Limits.CHARACTERS_MAX + " characters.",
                    "");
            return Optional.empty();
        }
        LoadSettings settings = settings(text.length());
        try {
            // Where a value ends matters to what fills in templates and placeholders only.
            boolean keepsEnds = !positions.isUnchanged() || text.indexOf('$') >= 0;
            NodeComposer composer = new NodeComposer(
                    new LimitedParser(new ParserImpl(settings, new StreamReader(settings, text))),
                    settings.getSchema().getScalarResolver(), keepsEnds);
            Optional<Node> root = composer.next();
            if (root.isPresent()) {
                composer.next().ifPresent(second -> {
                    throw new UnreadableException(Code.HG0004, second.getStartMark(),
                            "a second document begins here; a configuration is one document.",
                            "Put it into a file of its own.");
                });
            }
            return root.map(node -> new TreeReader(file, diagnostics, positions, values).read(node));
        } catch (UnreadableException e) {
            report(e.code(), location(positions.written(e.mark())), e.getMessage(), e.hint());
        } catch (MarkedYamlEngineException e) {
            report(Code.HG0002, location(positions.written(e.getProblemMark())), problem(e), hint(e));
        } catch (ReaderException e) {
            report(Code.HG0002, location(text, e.getPosition(), positions),
                    String.format("the character U+%04X cannot stand in YAML or JSON.", e.getCodePoint()),
                    "Write it as an escape inside double quotation marks.");
        } catch (YamlEngineException e) {
            report(Code.HG0002, new Location(file, 1, 1), "not readable as YAML: " + e.getMessage() + ".", "");
        }
        return Optional.empty();
    }

    /// All texts, numbers and words of a document that [#parse] could read, in order.
    List<ScalarEvent> scalars(String text) {
        LoadSettings settings = settings(text.length());
        Parser parser = new ParserImpl(settings, new StreamReader(settings, text));
        List<ScalarEvent> scalars = new ArrayList<>();
        while (parser.hasNext()) {
            if (parser.next() instanceof ScalarEvent scalar) {
                scalars.add(scalar);
            }
        }
        return scalars;
    }

    /// The library looks ahead to the end of a value, of blanks and of a comment, and copies all it has each time its
    /// window ends; a window as large as the text keeps that from growing with the square of their length.
    private LoadSettings settings(int characters) {
        return LoadSettings.builder().setLabel(file).setSchema(new KongWords()).setUseMarks(true)
                .setAllowNonScalarKeys(true).setMaxAliasesForCollections(Integer.MAX_VALUE)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.max(WINDOW_MIN, characters + 1)).build();
    }

    private void report(Code code, Location location, String message, String hint) {
        new Entity("", "", diagnostics).report(code, location, "", message, hint);
    }

    private Location location(Optional<Mark> mark) {
        return mark.map(found -> new Location(file, found.getLine() + 1, found.getColumn() + 1))
                .orElse(Location.of(file));
    }

    private Location location(String text, int position, TextPositions positions) {
        if (!positions.isUnchanged()) {
            return location(positions.written(Optional.of(new Mark(file, position, 0, 0, new int[0], 0))));
        }
        int index = text.offsetByCodePoints(0, Math.min(position, text.codePointCount(0, text.length())));
        int lineStart = text.lastIndexOf('\n', index - 1) + 1;
        int line = (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
        return new Location(file, line, text.codePointCount(lineStart, index) + 1);
    }

    /// The library's words, but for those that would show part of a value, which could be a secret.
    private static String problem(MarkedYamlEngineException e) {
        if (e.getProblem().startsWith("found undefined alias")) {
            return "an unquoted value that begins with * stands for an anchor, and the file defines no such anchor.";
        }
        String problem = e.getProblem().startsWith("found undefined tag handle")
                ? "an unquoted value that begins with ! is a tag, and this one is not defined"
                : e.getProblem().strip();
        String context = e.getContext() == null || e.getContext().isBlank() ? "" : ", " + e.getContext().strip();
        return "not readable as YAML: " + problem.replaceAll("[.:]+$", "") + context + ".";
    }

    private static String hint(MarkedYamlEngineException e) {
        String problem = e.getProblem();
        if (problem.contains("\\t")) {
            return "Indent with spaces.";
        }
        if (problem.startsWith("found undefined") || problem.contains("cannot start any token")
                || problem.startsWith("mapping values are not allowed")) {
            return "Put the value into quotation marks, if it is meant literally.";
        }
        return "";
    }
}
