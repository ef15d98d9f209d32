package dev.headgate.benchmarks.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.identity.jwt.JwtAlgorithm;
import dev.headgate.plugin.Authentication;
import java.security.GeneralSecurityException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is measured is what it is said to be.
class TokenVerificationsTest {
    @ParameterizedTest
    @EnumSource(value = JwtAlgorithm.class, names = {"RS256", "ES256", "EDDSA"})
    void all_verify_the_same_tokens(JwtAlgorithm algorithm) throws GeneralSecurityException {
        TokenVerifications verifications = new TokenVerifications(4);
        verifications.algorithm = algorithm;
        verifications.fill();
        for (int i = 0; i < 10; i++) {
            assertThat(verifications.theSignature()).isTrue();
            assertThat(caller(verifications.openIdConnectNew())).isEqualTo("248289761001");
            assertThat(caller(verifications.openIdConnectSeen())).isEqualTo("248289761001");
            assertThat(caller(verifications.jwtNew())).isEqualTo(Issuer.NAME);
            assertThat(caller(verifications.jwtSeen())).isEqualTo(Issuer.NAME);
        }
    }

    private static String caller(Authentication authentication) {
        return ((Authentication.Passed) authentication).identity().credential().identifier();
    }
}
