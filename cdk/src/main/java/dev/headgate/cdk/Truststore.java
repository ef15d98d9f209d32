package dev.headgate.cdk;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.identity.certificates.CertificateText;
import dev.headgate.schema.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/// The authorities whose client certificates API Gateway admits: a PEM file in the bucket that the CDK's bootstrap made
/// in the Region. Its key is made of its content, so that a changed file is another object and API Gateway reads it.
///
/// @param bucket of the bootstrap
/// @param key of the file
record Truststore(IBucket bucket, String key) {
    static Truststore upload(Construct scope, String id, String file) {
        Asset asset = Asset.Builder.create(scope, id).path(file).build();
        return new Truststore(asset.getBucket(), asset.getS3ObjectKey());
    }

    /// Reports a truststore that API Gateway could not read.
    ///
    /// @param folder what names of files in the settings count from
    static void check(Path folder, Values values, Entity entity) {
        values.group("domain").filter(domain -> !domain.text("truststore").isEmpty()).ifPresent(domain -> {
            String name = domain.text("truststore");
            try {
                String text = Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
                if (CertificateText.readAll(text).isEmpty()) {
                    report(domain, entity, name + ": no certificates, or one that cannot be read.",
                            "Write the certificates of authorities there, in PEM form.");
                }
            } catch (IOException e) {
                report(domain, entity, name + ": this file cannot be read.",
                        "Name a PEM file, counted from the folder of cdk.json.");
            }
        });
    }

    private static void report(Values domain, Entity entity, String message, String hint) {
        entity.report(Code.HG0601, domain.location("truststore"), "domain.truststore", message, hint);
    }
}
