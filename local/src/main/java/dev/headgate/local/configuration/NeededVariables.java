package dev.headgate.local.configuration;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.SourceFile;
import dev.headgate.config.SourcePaths;
import dev.headgate.model.SecretName;
import dev.headgate.vault.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out which environment variables a configuration is read with, so that another process can be given those and no
/// others. Safe for use by many threads.
public final class NeededVariables {
    /// Placeholders, and the variables that decK's templates may name.
    private static final Pattern NAME = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)|\\b(DECK_[A-Za-z0-9_]+)");
    /// What calls to AWS are made with.
    private static final Pattern AWS = Pattern.compile(
            "AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|REGION|ENDPOINT_URL(_[A-Z0-9_]+)?)");

    private final Map<String, String> environment;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /// @param environment all variables of this process
    public NeededVariables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// The same secrets; which variables vault references stand for is noted when they are looked up.
    public Secrets noting(Secrets secrets) {
        return name -> {
            if (name instanceof SecretName.Variable(String variable)) {
                asked.add(variable);
            }
            return secrets.secret(name);
        };
    }

    /// The variables of a configuration that has been read with [#noting] secrets, and those that calls to AWS take.
    ///
    /// @throws UncheckedIOException when a file cannot be read any more
    public Map<String, String> of(ConfigurationFiles files) {
        Map<String, String> needed = new HashMap<>();
        environment.forEach((name, value) -> {
            if (AWS.matcher(name).matches() || asked.contains(name)) {
                needed.put(name, value);
            }
        });
        try {
            for (Path path : files.onDisk()) {
                for (SourceFile file : SourcePaths.read(path, path.toString())) {
                    Matcher names = NAME.matcher(new String(file.content(), StandardCharsets.UTF_8));
                    names.results().map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                            .filter(environment::containsKey)
                            .forEach(name -> needed.put(name, environment.get(name)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return needed;
    }
}
