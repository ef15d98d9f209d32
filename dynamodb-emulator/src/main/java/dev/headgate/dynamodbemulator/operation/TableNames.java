package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import java.util.regex.Pattern;

/// The rules for names of tables and indexes: 3 to 255 of the characters a-z, A-Z, 0-9, `_`, `-` and `.`.
final class TableNames {
    private static final Pattern WELL_FORMED = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final int LENGTH_MIN = 3;
    private static final int LENGTH_MAX = 255;

    private TableNames() {}

    /// The parameter `TableName`, which every operation on a table must have.
    static String read(Params params) {
        return require("TableName", params.requiredString("TableName"));
    }

    /// The name, if well formed.
    static String require(String parameter, String name) {
        String member = Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1);
        if (!WELL_FORMED.matcher(name).matches()) {
            throw ApiException.constraint("'" + name + "'", member,
                    "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }
        if (name.length() < LENGTH_MIN || name.length() > LENGTH_MAX) {
            throw ApiException.validation(
                    parameter + " must be at least 3 characters long and at most 255 characters long");
        }
        return name;
    }
}
