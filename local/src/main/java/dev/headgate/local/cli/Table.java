package dev.headgate.local.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/// Rows under headings, each column as wide as its widest cell. For use by one thread.
final class Table {
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    /// @throws IllegalArgumentException when there are not as many cells as headings
    void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + rows.getFirst().size() + " headings");
        }
        rows.add(List.of(cells));
    }

    /// The table as text, a line a row, each with its line end.
    String text(Ansi ansi) {
        int columns = rows.getFirst().size();
        Column[] layout = new Column[columns];
        for (int column = 0; column < columns; column++) {
            int index = column;
            int widest = rows.stream().mapToInt(row -> row.get(index).length()).max().orElse(0);
            layout[column] = new Column(widest + GAP, 0, Column.Overflow.TRUNCATE);
        }
        TextTable table = TextTable.forColumns(picocli.CommandLine.Help.defaultColorScheme(ansi), layout);
        for (List<String> row : rows) {
            table.addRowValues(row.toArray(String[]::new));
        }
        StringBuilder text = new StringBuilder();
        table.toString().lines().map(String::stripTrailing).forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
