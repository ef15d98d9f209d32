package dev.headgate.benchmarks.cold;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/// Who sends the requests: a consumer with a key of RSA, 2048 bits.
///
/// @param token signed by it, RS256
/// @param publicKey in PEM form
record Client(String token, String publicKey) {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static Client create() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        String signed = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + encoded("{\"iss\":\"alice\",\"exp\":4102444800}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return new Client(signed + "." + BASE64.encodeToString(signature.sign()), "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n");
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /// An event of an HTTP API.
    byte[] event() {
        return """
                {
                  "version": "2.0", "routeKey": "$default", "rawPath": "/orders/42", "rawQueryString": "",
                  "headers": {
                    "accept": "*/*", "authorization": "Bearer %s", "content-length": "0",
                    "host": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com", "user-agent": "curl/8.7.1",
                    "x-amzn-trace-id": "Root=1-6a5145a9-1bae89e2512ec92d5d9438a0", "x-forwarded-for": "203.0.113.7",
                    "x-forwarded-port": "443", "x-forwarded-proto": "https"
                  },
                  "requestContext": {
                    "accountId": "123456789012", "apiId": "a1b2c3d4e5",
                    "domainName": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com", "domainPrefix": "a1b2c3d4e5",
                    "http": {"method": "GET", "path": "/orders/42", "protocol": "HTTP/1.1",
                             "sourceIp": "203.0.113.7", "userAgent": "curl/8.7.1"},
                    "requestId": "JKJaXmPLvHcESHA=", "routeKey": "$default", "stage": "$default",
                    "time": "10/Jul/2026:19:19:05 +0000", "timeEpoch": 1783711145766
                  },
                  "isBase64Encoded": false
                }
                """.formatted(token).getBytes(StandardCharsets.UTF_8);
    }
}
