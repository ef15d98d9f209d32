package dev.headgate.identity.jwt;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.BitSet;
import java.util.Optional;

/// What is asked of an RSA key before it is trusted.
final class RsaKeyChecks {
    /// RFC 7518 §3.3.
    static final int MODULUS_BITS_MIN = 2048;
    private static final BigInteger EXPONENT_MIN = BigInteger.valueOf(3);

    /// Keys made by a faulty library of smart cards and TPMs (CVE-2017-15361) can be factored. Their primes are powers of
    /// 65537 modulo the product of the first primes, which shows in the modulus: modulo each of these primes it is a
    /// power of 65537 (Nemec et al., "The Return of Coppersmith's Attack", 2017, §2.1).
    private static final int[] ROCA_PRIMES = {3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71,
            73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167};

    private RsaKeyChecks() {}

    /// Why the key is not to be trusted, where there is a reason.
    static Optional<String> problem(RSAPublicKey key) {
        BigInteger modulus = key.getModulus();
        BigInteger exponent = key.getPublicExponent();
        if (modulus.bitLength() < MODULUS_BITS_MIN) {
            return Optional.of("an RSA key of " + modulus.bitLength() + " bits, wanted are at least "
                    + MODULUS_BITS_MIN);
        }
        if (!modulus.testBit(0)) {
            return Optional.of("an RSA key with an even modulus");
        }
        if (exponent.compareTo(EXPONENT_MIN) < 0 || !exponent.testBit(0)) {
            return Optional.of("an RSA key with public exponent " + exponent + ", wanted is an odd one of at least 3");
        }
        if (isRoca(modulus)) {
            return Optional.of("an RSA key made by a faulty generator (ROCA, CVE-2017-15361)");
        }
        return Optional.empty();
    }

    private static boolean isRoca(BigInteger modulus) {
        for (int prime : ROCA_PRIMES) {
            int remainder = modulus.mod(BigInteger.valueOf(prime)).intValue();
            if (!powersOf65537(prime).get(remainder)) {
                return false;
            }
        }
        return true;
    }

    private static BitSet powersOf65537(int prime) {
        BitSet powers = new BitSet(prime);
        for (int power = 1; !powers.get(power); power = power * (65537 % prime) % prime) {
            powers.set(power);
        }
        return powers;
    }
}
