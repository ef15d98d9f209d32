package dev.headgate.benchmarks.cold;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a process loaded until it ended, as `-Xlog:class+load` tells.
///
/// @param owner how many classes of whom
/// @param shared how many of all came from an archive, that of the JDK or a cache
record LoadedClasses(Map<String, Integer> owner, int shared) {
    private static final Pattern LINE = Pattern.compile("(?:\\[[^]]*])*\\s*(\\S+) source: (.*)");

    LoadedClasses {
        owner = Map.copyOf(owner);
    }

    static LoadedClasses of(List<String> log) {
        Map<String, Integer> owner = new TreeMap<>();
        int shared = 0;
        for (String line : log) {
            Matcher loaded = LINE.matcher(line);
            if (loaded.matches()) {
                owner.merge(owner(loaded.group(1)), 1, Integer::sum);
                shared += loaded.group(2).startsWith("shared objects file") ? 1 : 0;
            }
        }
        return new LoadedClasses(owner, shared);
    }

    private static String owner(String name) {
        if (name.contains("$$Lambda") || name.contains("LambdaForm") || name.startsWith("java.lang.invoke.")) {
            return "method handles and lambdas";
        }
        if (name.startsWith("software.amazon.") || name.startsWith("org.reactivestreams.")) {
            return "the AWS SDK";
        }
        if (name.startsWith("dev.headgate.")) {
            return "Headgate";
        }
        if (name.startsWith("com.amazonaws.")) {
            return "AWS's runtime client";
        }
        return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jdk.")
                || name.startsWith("sun.") || name.startsWith("com.sun.") ? "the JDK" : "other libraries";
    }

    int of(String whose) {
        return owner.getOrDefault(whose, 0);
    }

    int all() {
        return owner.values().stream().mapToInt(Integer::intValue).sum();
    }
}
