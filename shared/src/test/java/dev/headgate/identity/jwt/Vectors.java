package dev.headgate.identity.jwt;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// The public test vectors for tokens and keys, which lie beside the project in `../shared/vectors` and are not part of
/// it. `HEADGATE_VECTORS` names another place. Where they are missing a test is skipped, with the reason; under CI it
/// fails.
final class Vectors {
    private Vectors() {}

    /// The bytes of a file.
    static byte[] bytes(String path) {
        Path file = folder().resolve(path);
        if (!Files.exists(file)) {
            String reason = "the test vectors are missing: " + file.toAbsolutePath().normalize();
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            Assumptions.abort(reason);
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError("unreadable: " + file, e);
        }
    }

    private static Path folder() {
        String elsewhere = System.getenv("HEADGATE_VECTORS");
        return elsewhere == null
                ? Path.of(System.getProperty("headgate.root", "..")).resolve("../shared/vectors")
                : Path.of(elsewhere);
    }

    /// A file of one line.
    static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8).strip();
    }

    /// A file that is a JSON object.
    static Json.Obj json(String path) {
        return parse(bytes(path));
    }

    /// A file that is a JSON array of objects.
    static List<Json.Obj> jsonArray(String path) {
        String array = new String(bytes(path), StandardCharsets.UTF_8);
        return objects(parse(("{\"items\":" + array + "}").getBytes(StandardCharsets.UTF_8)), "items");
    }

    static Json.Obj parse(byte[] document) {
        try {
            return Json.object(document);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    static List<Json.Obj> objects(Json.Obj object, String member) {
        return switch (object.member(member).orElseThrow()) {
            case Json.Array(var items) -> items.stream().map(Json.Obj.class::cast).toList();
            case Json.Obj one -> List.of(one);
            default -> throw new AssertionError(member);
        };
    }

    static Json.Obj object(Json.Obj object, String member) {
        return (Json.Obj) object.member(member).orElseThrow();
    }

    static String text(Json.Obj object, String member) {
        return object.text(member).orElseThrow();
    }

    static int whole(Json.Obj object, String member) {
        return (int) ((Json.Num) object.member(member).orElseThrow()).value();
    }

    /// One case of a Wycheproof file with the group it belongs to.
    record Case(Json.Obj group, Json.Obj test) {
        int id() {
            return whole(test, "tcId");
        }

        boolean isValid() {
            return text(test, "result").equals("valid");
        }

        /// The token in compact form, or its JSON form as text.
        String token() {
            Json token = test.member("jws").or(() -> test.member("jwe")).orElseThrow();
            return token instanceof Json.Text(String compact) ? compact : token.toString();
        }

        boolean isJsonSerialization() {
            return !(test.member("jws").or(() -> test.member("jwe")).orElseThrow() instanceof Json.Text(String text))
                    || text.startsWith("{");
        }

        boolean isEncrypted() {
            return test.member("jwe").isPresent();
        }
    }

    /// All cases of a Wycheproof file.
    static List<Case> wycheproof(String file) {
        return objects(json("wycheproof/" + file), "testGroups").stream()
                .flatMap(group -> objects(group, "tests").stream().map(test -> new Case(group, test))).toList();
    }
}
