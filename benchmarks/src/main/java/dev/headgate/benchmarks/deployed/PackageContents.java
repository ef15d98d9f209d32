package dev.headgate.benchmarks.deployed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The jars of the functions' package, and which of them an application has that uses nothing but the AWS SDK's DynamoDB
/// client over its light HTTP client.
///
/// @param all the largest first
record PackageContents(List<PackagedJar> all) {
    private static final Pattern DYNAMODB = Pattern.compile("dynamodb-(\\d.*)\\.jar");
    /// What the SDK needs of others; its own jars all have one version.
    private static final Pattern NEEDED = Pattern.compile("(slf4j-api|reactive-streams)-\\d.*\\.jar");

    PackageContents {
        all = all.stream().sorted(Comparator.comparingLong(PackagedJar::bytes).reversed()).toList();
    }

    /// @param libraries a folder with the jars
    static PackageContents of(Path libraries) throws IOException {
        List<PackagedJar> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(libraries)) {
            for (Path file : files.toList()) {
                jars.add(new PackagedJar(file.getFileName().toString(), Files.size(file)));
            }
        }
        return new PackageContents(jars);
    }

    /// What the SDK's client alone would be deployed as.
    PackageContents sdk() {
        String ending = "-" + sdkVersion() + ".jar";
        return new PackageContents(all.stream()
                .filter(jar -> jar.file().endsWith(ending) || NEEDED.matcher(jar.file()).matches()).toList());
    }

    private String sdkVersion() {
        return all.stream().map(jar -> DYNAMODB.matcher(jar.file())).filter(Matcher::matches)
                .map(matcher -> matcher.group(1)).findFirst()
                .orElseThrow(() -> new IllegalStateException("the package has no dynamodb-VERSION.jar"));
    }

    long bytes() {
        return all.stream().mapToLong(PackagedJar::bytes).sum();
    }
}
