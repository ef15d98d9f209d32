package dev.headgate.plugin.validation;

import java.util.Locale;

/// How a parameter's value is written (OpenAPI 3, Parameter Object, `style`).
public enum Style {
    DEEP_OBJECT("deepObject"), FORM("form"), LABEL("label"), MATRIX("matrix"), PIPE_DELIMITED("pipeDelimited"),
    SIMPLE("simple"), SPACE_DELIMITED("spaceDelimited");

    private final String openApiName;

    Style(String openApiName) {
        this.openApiName = openApiName;
    }

    public String openApiName() {
        return openApiName;
    }

    public static Style of(String openApiName) {
        for (Style style : values()) {
            if (style.openApiName.equals(openApiName)) {
                return style;
            }
        }
        throw new IllegalArgumentException(openApiName);
    }

    /// Whether OpenAPI has this style for parameters in that place.
    public boolean isFor(Location in) {
        return switch (in) {
            case PATH -> this == SIMPLE || this == LABEL || this == MATRIX;
            case HEADER -> this == SIMPLE;
            case QUERY -> this == FORM || this == SPACE_DELIMITED || this == PIPE_DELIMITED || this == DEEP_OBJECT;
        };
    }

    /// Where a parameter stands.
    public enum Location {
        HEADER, PATH, QUERY;

        public String openApiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Location of(String openApiName) {
            return valueOf(openApiName.toUpperCase(Locale.ROOT));
        }
    }
}
