package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Headers;
import dev.headgate.identity.Identity;
import dev.headgate.identity.Identity.VerifiedCredential;
import dev.headgate.model.Consumer;
import dev.headgate.plugin.Attestation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttestationCodecTest {
    private static final Consumer ADA = new Consumer("c1", "ada", "", List.of("admin", "a,b"),
            List.of("gold"), List.of(),
            Location.of("<authorizer>"));

    @Test
    void anAttestationIsReadableTextWithoutQuotes() {
        Attestation attestation = new Attestation(Set.of("p2", "p1"),
                new Identity.Verified(Optional.of(ADA), new VerifiedCredential("k1", "Müller \"x\""),
                        List.of("eu/staff"),
                        Headers.of("X-Claim", "{\"a\":1}", "X-Empty", ""),
                        Optional.of(Instant.parse("2026-07-10T20:19:05.5Z"))));

        Map<String, String> context = AttestationCodec.context(attestation);

        StringBuilder lines = new StringBuilder();
        new TreeMap<>(context).forEach((name, value) -> lines.append(name).append(' ').append(value).append('\n'));
        assertThat(lines).hasToString("""
                hgConsumer ,c1,ada,
                hgConsumerGroups ,admin,a%2Cb
                hgCredential ,k1,M%C3%BCller %22x%22
                hgExpires 2026-07-10T20:19:05.500Z
                hgGroups ,eu/staff
                hgHeaders ,X-Claim,%7B%22a%22%3A1%7D,X-Empty,
                hgIdentity verified
                hgMemberOf ,gold
                hgPlugins ,p1,p2
                hgVersion 1
                """.replace("%3A1", ":1"));
        assertThat(AttestationCodec.attestation(context)).isEqualTo(attestation);
    }

    @Test
    void otherKindsOfIdentityTravelToo() {
        Attestation anonymous = new Attestation(Set.of("p1"), new Identity.Anonymous(ADA));
        Attestation unknown = new Attestation(Set.of("p1"), new Identity.Unknown());
        assertThat(AttestationCodec.attestation(AttestationCodec.context(anonymous))).isEqualTo(anonymous);
        assertThat(AttestationCodec.attestation(AttestationCodec.context(unknown))).isEqualTo(unknown);
        assertThat(AttestationCodec.context(Attestation.NONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hgVersion    | 2
            hgVersion    |
            hgIdentity   | admin
            hgIdentity   |
            hgPlugins    | p1
            hgConsumer   | ,c1,ada
            hgConsumer   | ,c1,ada,x,y
            hgCredential |
            hgCredential | ,k1,%zz
            hgCredential | ,k1,"
            hgHeaders    | ,X-Odd
            hgExpires    | tomorrow
            """)
    void whatCannotBeReadIsNoAttestation(String entry, String value) {
        Map<String, String> context = new HashMap<>(
                Map.of("hgVersion", "1", "hgIdentity", "verified", "hgPlugins", ",p1",
                        "hgCredential", ",k1,", "hgConsumer", ",c1,ada,", "hgExpires", "2026-07-10T20:19:05Z"));
        assertThat(AttestationCodec.attestation(context).covers("p1")).isTrue();
        if (value == null) {
            context.remove(entry);
        } else {
            context.put(entry, value);
        }
        assertThat(AttestationCodec.attestation(context)).isEqualTo(Attestation.NONE);
    }

    @Property(tries = 300)
    void everyAttestationArrives(
            @ForAll Set<String> plugins,
            @ForAll List<String> groups,
            @ForAll String id,
            @ForAll String username,
            @ForAll String identifier,
            @ForAll boolean hasConsumer,
            @ForAll Instant expiresAt) {
        Consumer consumer = new Consumer(valid(id), valid(username), "", valid(groups), valid(groups), List.of(),
                Location.of("<authorizer>"));
        Attestation attestation = new Attestation(Set.copyOf(valid(List.copyOf(plugins)).stream().distinct().toList()),
                new Identity.Verified(hasConsumer ? Optional.of(consumer) : Optional.empty(),
                        new VerifiedCredential(valid(id), valid(identifier)), valid(groups), Headers.EMPTY,
                        Optional.of(expiresAt)));

        Map<String, String> context = AttestationCodec.context(attestation);

        assertThat(context.values()).allMatch(value -> value.matches("[-A-Za-z0-9,%._~ :/@+]*"));
        if (!attestation.pluginIds().isEmpty()) {
            assertThat(AttestationCodec.attestation(context)).isEqualTo(attestation);
        }
    }

    @Property
    void noContextMakesItFail(@ForAll String value, @ForAll String other) {
        for (String entry : List.of("hgIdentity", "hgPlugins", "hgConsumer", "hgCredential", "hgHeaders",
                "hgExpires")) {
            Map<String, String> context = new HashMap<>(Map.of("hgVersion", "1", "hgIdentity", "verified",
                    "hgCredential", other));
            context.put(entry, value);
            assertThat(AttestationCodec.attestation(context)).isNotNull();
        }
    }

    /// What UTF-8 can carry.
    private static String valid(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static List<String> valid(List<String> texts) {
        return texts.stream().map(AttestationCodecTest::valid).toList();
    }
}
