package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// How grave an answer is, in syslog's terms (RFC 5424 §6.2.1), and which answers are told of at all.
///
/// @param logLevel the least grave that is told of
/// @param successful of answers up to 399
/// @param clientErrors of answers from 400 to 499
/// @param serverErrors of answers from 500 on
record Severities(Severity logLevel, Severity successful, Severity clientErrors, Severity serverErrors) {
    /// From the gravest to the least.
    enum Severity {
        EMERG(0), ALERT(1), CRIT(2), ERR(3), WARNING(4), NOTICE(5), INFO(6), DEBUG(7);

        private final int number;

        Severity(int number) {
            this.number = number;
        }
    }

    private static final FieldType.Choice WORDS = FieldType.oneOf("debug", "info", "notice", "warning", "err", "crit",
            "alert", "emerg");

    static List<Field> fields() {
        return List.of(defaulted("log_level", WORDS, "info", "The least grave severity that is sent."),
                defaulted("successful_severity", WORDS, "info", "The severity of answers up to 399."),
                defaulted("client_errors_severity", WORDS, "info", "The severity of answers from 400 to 499."),
                defaulted("server_errors_severity", WORDS, "info", "The severity of answers from 500 on."));
    }

    static Severities of(Values config) {
        return new Severities(severity(config, "log_level"), severity(config, "successful_severity"),
                severity(config, "client_errors_severity"), severity(config, "server_errors_severity"));
    }

    private static Severity severity(Values config, String field) {
        return Severity.valueOf(config.text(field).toUpperCase(Locale.ROOT));
    }

    /// The severity's number; empty for an answer that is not told of.
    OptionalInt of(int status) {
        Severity severity = status >= 500 ? serverErrors : status >= 400 ? clientErrors : successful;
        return severity.compareTo(logLevel) <= 0 ? OptionalInt.of(severity.number) : OptionalInt.empty();
    }
}
