package dev.headgate.cdk;

import dev.headgate.golden.GoldenFile;
import dev.headgate.schema.FieldRows;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// docs/deploy.md has the field table of `cdk.json`.
class DeployPageTest {
    private static final Path PAGE = Path.of(System.getProperty("headgate.root"), "docs/deploy.md");
    private static final String BEGIN = "<!-- fields: written from the field table -->\n";
    private static final String END = "<!-- /fields -->\n";

    @Test
    void the_page_has_every_setting() throws IOException {
        GoldenFile.assertHoldsBetween(PAGE, BEGIN, END, FieldRows.table(DeploymentFields.TABLE));
    }
}
