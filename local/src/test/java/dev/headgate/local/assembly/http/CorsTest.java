package dev.headgate.local.assembly.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsTest {
    private static final String ALL = """
            "AllowOrigins": ["https://app.example", "http://*"], "AllowMethods": ["GET", "PUT"], "AllowHeaders": ["x-a"],
            "ExposeHeaders": ["x-b", "x-c"], "MaxAge": 300, "AllowCredentials": true""";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    ALL                   | OPTIONS /none | https://app.example | 204 origin=https://app.example credentials=true expose=x-b,x-c methods=GET,PUT headers=x-a max-age=300
                    ALL                   | OPTIONS /a    | http://any.example  | 204 origin=http://any.example credentials=true expose=x-b,x-c methods=GET,PUT headers=x-a max-age=300
                    ALL                   | OPTIONS /a    | https://evil.example | 204
                    "AllowOrigins": ["*"] | OPTIONS /a    | https://app.example | 204 origin=*
                    ALL                   | GET /a        | https://app.example | 200 origin=https://app.example credentials=true expose=x-b,x-c
                    ALL                   | GET /a        | https://evil.example | 200
                    ALL                   | GET /a        | -                   | 200
                    ALL                   | GET /none     | https://app.example | 404
                    """)
    void an_origin_is_told(String configuration, String request, String origin, String answer) {
        ServedTemplate served = served(configuration.replace("ALL", ALL));
        String[] parts = request.split(" ");
        Response response = origin.equals("-")
                ? served.send(parts[0], parts[1])
                : served.send(parts[0], parts[1], "Origin", origin, "Access-Control-Request-Method", "GET");
        String told = response.headers().fields().stream()
                .filter(field -> field.name().startsWith("access-control-"))
                .map(field -> " " + field.name().replaceAll("access-control-(allow-)?|-headers$", "") + "="
                        + field.value())
                .collect(Collectors.joining());
        assertThat(response.status() + told.replace(" allow=", " headers=").replace("expose-headers", "expose"))
                .isEqualTo(answer);
        assertThat(served.calls).hasSize(request.equals("GET /a") ? 1 : 0);
    }

    @Test
    void an_options_request_that_is_no_preflight_is_routed() {
        ServedTemplate served = served(ALL);
        assertThat(served.send("OPTIONS", "/a", "Origin", "https://app.example").status()).isEqualTo(404);
        assertThat(served.send("OPTIONS", "/a", "Access-Control-Request-Method", "GET").status()).isEqualTo(404);
    }

    @Test
    void without_a_configuration_a_backend_speaks_for_itself() {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().http("ANY /a", "http://b.example"));
        served.backendAnswer = new Response(200, Headers.of("Access-Control-Allow-Origin", "x"), Body.EMPTY);
        assertThat(served.send("OPTIONS", "/a", "Origin", "o", "Access-Control-Request-Method", "GET").headers()
                .first("Access-Control-Allow-Origin")).isEqualTo("x");
    }

    private ServedTemplate served(String configuration) {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate()
                .api("\"CorsConfiguration\": {" + configuration + "}").http("GET /a", "http://b.example"));
        served.backendAnswer = new Response(200, Headers.of("Access-Control-Allow-Origin", "backend's"), Body.EMPTY);
        return served;
    }
}
