package dev.headgate.config;

import dev.headgate.diagnostic.Diagnostic;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes what came from the environment out of findings, whatever check has put it there. Values of fewer than four
/// characters stay: they are no secrets, and they are part of many words.
final class Redaction {
    private static final int LENGTH_MIN = 4;
    /// Shorter values are hidden as whole words only.
    private static final int PARTS_LENGTH_MIN = 8;
    /// Messages cut long values off behind so many characters.
    private static final int SHOWN_MAX = 57;
    private static final Set<String> NO_SECRETS = Set.of("true", "false", "null");

    private final Pattern hidden;

    private Redaction(Pattern hidden) {
        this.hidden = hidden;
    }

    /// Hides values.
    static Redaction of(Collection<String> values) {
        String any = values.stream().flatMap(Redaction::forms)
                .filter(form -> form.length() >= LENGTH_MIN && !NO_SECRETS.contains(form)).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()).map(Redaction::pattern)
                .collect(Collectors.joining("|"));
        return new Redaction(Pattern.compile(any.isEmpty() ? "(?!)" : any));
    }

    /// A value as messages may have it: whole, a line of it, cut off, with its control characters written out.
    private static Stream<String> forms(String value) {
        return Stream.concat(Stream.of(value, value.strip()), value.lines().map(String::strip))
                .flatMap(form -> form.length() > SHOWN_MAX
                        ? Stream.of(form, form.substring(0, SHOWN_MAX))
                        : Stream.of(form));
    }

    private static String pattern(String form) {
        String quoted = Pattern.quote(form);
        return form.length() < PARTS_LENGTH_MIN ? "(?<![A-Za-z0-9_])" + quoted + "(?![A-Za-z0-9_])" : quoted;
    }

    List<Diagnostic> of(List<Diagnostic> found) {
        Predicate<Diagnostic> shows = finding -> shows(finding.entityName()) || shows(finding.field())
                || shows(finding.message()) || shows(finding.hint());
        return found.stream().map(finding -> shows.test(finding) ? of(finding) : finding).toList();
    }

    private boolean shows(String text) {
        return hidden.matcher(text).find();
    }

    private Diagnostic of(Diagnostic found) {
        return new Diagnostic(found.code(), found.location(), found.entityType(), without(found.entityName()),
                without(found.field()), without(found.message()), without(found.hint()));
    }

    private String without(String text) {
        return hidden.matcher(text).replaceAll("***");
    }
}
