package dev.headgate.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.web.JdkWebClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDocumentFetcherTest {
    private static final ProviderServer SERVER = new ProviderServer();
    private static final DocumentFetcher FETCHER = new HttpDocumentFetcher(new JdkWebClient(), ProviderServer.PATIENCE);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void a_document_comes_whole_up_to_the_limit() throws IOException {
        String largest = "a".repeat(DocumentFetcher.DOCUMENT_BYTES_MAX);
        SERVER.answer("/largest", ProviderServer.document(largest));
        assertThat(new String(FETCHER.fetch(SERVER.address("/largest")), StandardCharsets.UTF_8)).isEqualTo(largest);
    }

    @Test
    void a_larger_document_is_not_read() {
        SERVER.answer("/larger", ProviderServer.document("a".repeat(DocumentFetcher.DOCUMENT_BYTES_MAX + 1)));
        assertThatThrownBy(() -> FETCHER.fetch(SERVER.address("/larger"))).isInstanceOf(IOException.class)
                .hasMessageStartingWith(SERVER.address("/larger") + " could not be fetched: ");
    }

    @Test
    void a_body_without_end_is_not_read() {
        SERVER.answer("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[10_000];
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(part);
            }
        });
        assertThatThrownBy(() -> FETCHER.fetch(SERVER.address("/endless"))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 404, 500})
    void only_200_is_an_answer(int status) {
        SERVER.answer("/status", exchange -> {
            exchange.getResponseHeaders().set("Location", SERVER.address("/largest").toString());
            exchange.sendResponseHeaders(status, -1);
        });
        assertThatThrownBy(() -> FETCHER.fetch(SERVER.address("/status"))).isInstanceOf(IOException.class)
                .hasMessage(SERVER.address("/status") + " answered " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before the head", "after the head"})
    void an_answer_that_does_not_come_is_not_waited_for(String where) {
        CountDownLatch over = new CountDownLatch(1);
        SERVER.answer("/silent", exchange -> {
            if (where.equals("after the head")) {
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            await(over);
        });
        try {
            DocumentFetcher impatient = new HttpDocumentFetcher(new JdkWebClient(), Duration.ofMillis(200));
            assertThatThrownBy(() -> impatient.fetch(SERVER.address("/silent"))).isInstanceOf(IOException.class)
                    .hasMessageStartingWith(SERVER.address("/silent").toString());
        } finally {
            over.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_port_where_nobody_listens_is_named() {
        ProviderServer gone = new ProviderServer();
        gone.close();
        assertThatThrownBy(() -> FETCHER.fetch(gone.address("/keys"))).isInstanceOf(IOException.class)
                .hasMessageStartingWith(gone.address("/keys") + " could not be fetched");
    }
}
