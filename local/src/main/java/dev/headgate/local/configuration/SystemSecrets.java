package dev.headgate.local.configuration;

import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.vault.AwsSecrets;
import dev.headgate.vault.EnvironmentSecrets;
import dev.headgate.vault.Secrets;
import dev.headgate.web.JdkWebClient;
import dev.headgate.web.WebClient;
import java.time.InstantSource;

/// What vault references stand for on this machine.
public final class SystemSecrets {
    private SystemSecrets() {}

    /// Secrets of this process's environment, and of AWS with its credentials.
    public static Secrets open() {
        WebClient web = new JdkWebClient();
        return new EnvironmentSecrets(System.getenv(),
                new AwsSecrets(new SdkAwsSigner(System.getenv(), web, InstantSource.system()), web));
    }
}
