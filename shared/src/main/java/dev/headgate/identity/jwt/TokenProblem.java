package dev.headgate.identity.jwt;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Why a token is not believed: what was seen and what was wanted. Never the token itself, nor a part of it that is long
/// enough to be a secret. For the operator's log and for tests; clients are told no more than that the token is invalid.
public sealed interface TokenProblem {
    /// One sentence without a full stop.
    String message();

    /// The token is longer than any that API Gateway lets through in a header field.
    record TooLong(int seen, int wanted) implements TokenProblem {
        @Override
        public String message() {
            return "the token has " + seen + " characters, at most " + wanted + " are read";
        }
    }

    /// The token is not of three parts: a JWE, a JSON serialisation, or no token at all.
    record NotThreeParts(int seen) implements TokenProblem {
        @Override
        public String message() {
            return "the token has " + seen + " parts, wanted are header, payload and signature";
        }
    }

    /// A part is not strictly base64url.
    record BadEncoding(String part) implements TokenProblem {
        @Override
        public String message() {
            return "the " + part + " is not base64url without padding and foreign characters";
        }
    }

    /// A part is not a JSON object.
    record BadJson(String part, String why) implements TokenProblem {
        @Override
        public String message() {
            return "the " + part + " is not a JSON object: " + why;
        }
    }

    /// The header demands extensions that Headgate does not know (RFC 7515 §4.1.11).
    record CriticalHeader(String seen) implements TokenProblem {
        @Override
        public String message() {
            return "the header's crit " + quoted(seen) + " names no extension that Headgate knows";
        }
    }

    /// The payload is not encoded (RFC 7797).
    record UnencodedPayload() implements TokenProblem {
        @Override
        public String message() {
            return "the header has b64, payloads must be base64url";
        }
    }

    /// A header or claim has the wrong type.
    record WrongType(String member, String seen, String wanted) implements TokenProblem {
        @Override
        public String message() {
            return member + " is " + seen + ", wanted is " + wanted;
        }
    }

    /// The header's algorithm is not among the configured ones.
    record AlgorithmNotAllowed(String seen, Set<JwtAlgorithm> wanted) implements TokenProblem {
        @Override
        public String message() {
            return "alg " + quoted(seen) + " is not allowed, wanted is one of " + names(wanted);
        }
    }

    /// No trusted key has that id.
    record UnknownKey(String keyId) implements TokenProblem {
        @Override
        public String message() {
            return keyId.isEmpty()
                    ? "the token names no key and no trusted key fits"
                    : "no trusted key has the kid " + quoted(keyId);
        }
    }

    /// Several trusted keys fit.
    record AmbiguousKey(String keyId) implements TokenProblem {
        @Override
        public String message() {
            return keyId.isEmpty()
                    ? "the token names no key and several trusted keys fit"
                    : "several trusted keys have the kid " + quoted(keyId);
        }
    }

    /// The key is for other algorithms.
    record KeyForOtherAlgorithm(JwtAlgorithm seen, Set<JwtAlgorithm> wanted) implements TokenProblem {
        @Override
        public String message() {
            return "alg " + seen.jwaName() + " does not fit the key, which is for " + names(wanted);
        }
    }

    /// The signature is not that of the key. Which check failed is nobody's business.
    record BadSignature() implements TokenProblem {
        @Override
        public String message() {
            return "the signature does not verify";
        }
    }

    /// A claim that must be there is not.
    record ClaimMissing(String claim) implements TokenProblem {
        @Override
        public String message() {
            return "the claim " + claim + " is missing";
        }
    }

    /// The token is not good any more.
    record Expired(Instant seen, Instant now) implements TokenProblem {
        @Override
        public String message() {
            return "the token expired at " + seen + ", it is " + now;
        }
    }

    /// The token is not good yet: `nbf` or `iat` lies ahead.
    record NotYetValid(String claim, Instant seen, Instant now) implements TokenProblem {
        @Override
        public String message() {
            return claim + " is " + seen + ", it is only " + now;
        }
    }

    /// The token comes from somebody else.
    record WrongIssuer(String seen, List<String> wanted) implements TokenProblem {
        @Override
        public String message() {
            return "iss " + quoted(seen) + " is not trusted, wanted is one of " + String.join(", ", wanted);
        }
    }

    private static String names(Collection<JwtAlgorithm> algorithms) {
        return String.join(", ", new TreeSet<>(algorithms).stream().map(JwtAlgorithm::jwaName).toList());
    }

    /// A text that a stranger chose: short, and printable.
    private static String quoted(String text) {
        String printable = text.codePoints().limit(60)
                .map(character -> character < ' ' || character == '"' || character >= 0x7f ? '?' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return "\"" + printable + "\"";
    }
}
