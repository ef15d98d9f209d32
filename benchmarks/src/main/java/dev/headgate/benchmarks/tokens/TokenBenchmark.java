package dev.headgate.benchmarks.tokens;

import dev.headgate.benchmarks.Bar;
import dev.headgate.benchmarks.JmhScores;
import dev.headgate.benchmarks.JmhScores.Score;
import dev.headgate.benchmarks.Machine;
import dev.headgate.identity.jwt.JwtAlgorithm;
import java.util.List;
import java.util.Locale;

/// `benchmarks/run tokens`: what a request with a token costs beside the verification of a signature, by JMH.
public final class TokenBenchmark {
    private static final List<JwtAlgorithm> ALGORITHMS = List.of(JwtAlgorithm.RS256, JwtAlgorithm.ES256,
            JwtAlgorithm.EDDSA);
    private static final Bar NEW = new Bar(1.2);
    private static final Bar SEEN = new Bar(0.02);
    private static final String VERIFIES_AGAIN = """

            A token that was seen before takes as long as a new one, because nothing is kept of a verified token but what API
            Gateway keeps of the authorizer's answer: its signature is verified again for every request. What a new token takes
            beyond its signature is nearly the same for all algorithms (the JSON of header and claims, the choice of the key),
            so that it counts most beside RS256, the quickest to verify.
            """;
    private static final List<Row> ROWS = List.of(
            new Row("openIdConnectNew", "openid-connect, a new token", NEW),
            new Row("jwtNew", "jwt, a new token", NEW),
            new Row("openIdConnectSeen", "openid-connect, a token seen before", SEEN),
            new Row("jwtSeen", "jwt, a token seen before", SEEN));

    private record Row(String method, String what, Bar bar) {}

    private TokenBenchmark() {}

    /// Measures, and tells the section of the page.
    public static String run() {
        JmhScores scores = JmhScores.of(TokenVerifications.class);
        StringBuilder section = new StringBuilder("""
                ## Tokens

                `benchmarks/run tokens`, on %s.

                From the request to the caller's identity: the token is found, taken apart, verified, its times and claims are
                looked at. Beside it, in the same run, `java.security.Signature` verifies the signatures of the same tokens and
                does nothing else. %,d tokens take turns as new ones; one comes over and over as one that was seen before. Both
                plugins have taken every one of them first, and refused one with another token's signature. Median, least and
                most of 20 iterations of 100 ms in two JMH processes, one thread; ratios are of what is least, since whatever
                disturbs an iteration adds to it.

                | algorithm | what | time | least to most | allocated | to the signature | bar |
                |---|---|---|---|---|---|---|
                """.formatted(Machine.describe(), TokenVerifications.TOKENS));
        boolean verifiesAgain = false;
        for (JwtAlgorithm algorithm : ALGORITHMS) {
            Score signature = scores.of("theSignature", "algorithm", algorithm.name());
            section.append(row(algorithm, "`Signature` alone", signature, "1 | "));
            for (Row row : ROWS) {
                Score score = scores.of(row.method(), "algorithm", algorithm.name());
                double ratio = score.to(signature);
                verifiesAgain |= row.bar().equals(SEEN) && ratio > 0.9;
                section.append(row(algorithm, row.what(), score,
                        String.format(Locale.ROOT, "%.3f | %s", ratio, row.bar().verdict(ratio))));
            }
        }
        return verifiesAgain ? section + VERIFIES_AGAIN : section.toString();
    }

    private static String row(JwtAlgorithm algorithm, String what, Score score, String ratio) {
        return String.format(Locale.ROOT, "| %s | %s | %s | %,.0f B | %s |%n", algorithm.jwaName(), what, score.cells(),
                score.bytes(), ratio);
    }
}
