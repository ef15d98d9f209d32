package dev.headgate.benchmarks.deployed;

import dev.headgate.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// How large the functions' package is, against the AWS SDK's DynamoDB client that it cannot do without.
public final class PackageBenchmark {
    private static final double RATIO_MAX = 1.5;
    private static final long BYTES_MAX = 20_000_000;
    private static final int SHOWN = 12;
    private static final String REMEDY = """
              What would close it: Nimbus, which is there for RSASSA-PSS and ECDSA alone (843 kB), and in `headgate-shared` what
              only the commands and the CDK app use, such as plans, costs and comparisons (about 250 kB), and names of local
              variables in class files (about 120 kB).
            """;

    private PackageBenchmark() {}

    /// The section of the page.
    ///
    /// @param home the checkout, built
    public static String run(Path home) throws IOException {
        return section(PackageContents.of(home.resolve("function-package/target/lib")));
    }

    static String section(PackageContents contents) {
        PackageContents sdk = contents.sdk();
        double ratio = (double) contents.bytes() / sdk.bytes();
        StringBuilder section = new StringBuilder("""
                ## Size of the functions' package

                `benchmarks/run package`, on %s.

                All jars that a function is deployed with, and beside them those of the same package that an application has which
                uses the AWS SDK's DynamoDB client over `url-connection-client` and nothing else.

                | package | jars | size | ratio |
                |---|---|---|---|
                """.formatted(Machine.describe()));
        section.append(row("router and authorizer", contents, ratio)).append(row("the SDK's client", sdk, 1));
        section.append('\n').append(verdict("at most 1.5 times the SDK's client", ratio <= RATIO_MAX,
                (long) (contents.bytes() - RATIO_MAX * sdk.bytes()))).append(ratio <= RATIO_MAX ? "" : REMEDY)
                .append(verdict("less than 20 MB", contents.bytes() < BYTES_MAX, contents.bytes() - BYTES_MAX));
        section.append("\nThe largest jars:\n\n| jar | size | of the whole |\n|---|---|---|\n");
        contents.all().stream().limit(SHOWN).forEach(jar -> section.append(String.format(Locale.ROOT,
                "| `%s` | %,.0f kB | %.0f %% |%n", jar.file(), jar.bytes() / 1e3,
                100.0 * jar.bytes() / contents.bytes())));
        List<PackagedJar> rest = contents.all().stream().skip(SHOWN).toList();
        long bytes = rest.stream().mapToLong(PackagedJar::bytes).sum();
        return section.append(String.format(Locale.ROOT, "| %d others | %,.0f kB | %.0f %% |%n", rest.size(),
                bytes / 1e3, 100.0 * bytes / contents.bytes())).toString();
    }

    private static String row(String name, PackageContents contents, double ratio) {
        return String.format(Locale.ROOT, "| %s | %d | %.2f MB | %.2f |%n", name, contents.all().size(),
                contents.bytes() / 1e6, ratio);
    }

    private static String verdict(String bar, boolean isMet, long excessBytes) {
        return "- Bar: " + bar + ". " + (isMet
                ? "Met.\n"
                : String.format(Locale.ROOT, "Missed by %,.0f kB.%n", excessBytes / 1e3));
    }
}
