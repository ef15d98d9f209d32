package dev.headgate.identity.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Verifies signatures. RSASSA-PSS and ECDSA are Nimbus' business. EdDSA is the JDK's, since Nimbus needs a further library
/// for it; so is HMAC, since Nimbus refuses the short secrets that Kong takes; [RsaPkcs1] says why it does not use the
/// JDK's verifier.
///
/// Pure and safe for use by many threads.
final class Signatures {
    private Signatures() {}

    /// Whether a signature is that of this key over these bytes. A key of another type than the algorithm's verifies
    /// nothing, and neither does a signature of another length than the algorithm's.
    static boolean verifies(JwtAlgorithm algorithm, Key key, byte[] signed, byte[] signature) {
        try {
            return switch (algorithm) {
                case HS256, HS384, HS512 -> key instanceof SecretKey secret
                        && MessageDigest.isEqual(mac(algorithm, secret, signed), signature);
                case RS256, RS384, RS512 -> key instanceof RSAPublicKey rsa
                        && signature.length == octets(rsa.getModulus().bitLength())
                        && RsaPkcs1.verifies(algorithm, rsa, signed, signature);
                case PS256, PS384, PS512 -> key instanceof RSAPublicKey rsa
                        && signature.length == octets(rsa.getModulus().bitLength())
                        && verifies(new RSASSAVerifier(rsa), algorithm, signed, signature);
                case ES256, ES384, ES512 -> key instanceof ECPublicKey ec
                        && signature.length == 2 * octets(ec.getParams().getOrder().bitLength())
                        && verifies(new ECDSAVerifier(ec), algorithm, signed, signature);
                case EDDSA -> key instanceof EdECPublicKey edwards && verifies(edwards, signed, signature);
            };
        } catch (JOSEException | GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] mac(JwtAlgorithm algorithm, SecretKey secret, byte[] signed)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA" + algorithm.name().substring(2));
        mac.init(secret);
        return mac.doFinal(signed);
    }

    private static boolean verifies(JWSVerifier verifier, JwtAlgorithm algorithm, byte[] signed, byte[] signature)
            throws JOSEException {
        JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm.jwaName()));
        return verifier.verify(header, signed, Base64URL.encode(signature));
    }

    private static boolean verifies(EdECPublicKey key, byte[] signed, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(key.getParams().getName());
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(signature);
    }

    private static int octets(int bits) {
        return (bits + 7) / 8;
    }
}
