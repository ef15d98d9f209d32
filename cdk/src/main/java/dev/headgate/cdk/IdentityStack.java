package dev.headgate.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.CfnManagedLoginBranding;
import software.amazon.awscdk.services.cognito.CfnUserPoolClient;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.KeepOriginalAttrs;
import software.amazon.awscdk.services.cognito.ManagedLoginVersion;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.ResourceServerScope;
import software.amazon.awscdk.services.cognito.ResourceServerScopeProps;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientIdentityProvider;
import software.amazon.awscdk.services.cognito.UserPoolClientOptions;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.amazon.awscdk.services.cognito.UserPoolResourceServer;
import software.amazon.awscdk.services.cognito.UserPoolResourceServerOptions;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/// The user pool of one Region, with a client for machines where there are scopes, and one for users' browsers and
/// applications where it is said where they come back to.
final class IdentityStack extends Stack {
    private static final int PASSWORD_LENGTH_MIN = 12;
    private static final int TEMPORARY_PASSWORD_DAYS = 3;
    private static final int REFRESH_DAYS = 30;

    private final DeploymentSettings settings;
    private final CognitoSettings cognito;
    private final UserPool pool;

    IdentityStack(Construct scope, String id, StackProps properties, DeploymentSettings settings,
            CognitoSettings cognito, String region) {
        super(scope, id, properties);
        this.settings = settings;
        this.cognito = cognito;
        this.pool = pool();
        String domain = cognito.domainPrefix() + "-" + region;
        pool.addDomain("Domain", UserPoolDomainOptions.builder()
                .cognitoDomain(CognitoDomainOptions.builder().domainPrefix(domain).build())
                .managedLoginVersion(ManagedLoginVersion.NEWER_MANAGED_LOGIN).build());
        List<OAuthScope> scopes = scopes();
        putOut("Issuer", CognitoVariables.ISSUER, pool.getUserPoolProviderUrl());
        output("JwksUrl", pool.getUserPoolProviderUrl() + "/.well-known/jwks.json");
        output("TokenEndpoint", "https://" + domain + ".auth." + region + ".amazoncognito.com/oauth2/token");
        if (cognito.hasMachineClient()) {
            putOut("ClientId", CognitoVariables.CLIENT_ID, machineClient(scopes).getUserPoolClientId());
        }
        if (cognito.hasWebClient()) {
            putOut("WebClientId", CognitoVariables.WEB_CLIENT_ID, webClient(scopes).getUserPoolClientId());
        }
    }

    private UserPool pool() {
        UserPool built = UserPool.Builder.create(this, "Pool").userPoolName(settings.name())
                .featurePlan(FeaturePlan.ESSENTIALS).selfSignUpEnabled(cognito.selfSignUp())
                .signInAliases(SignInAliases.builder().email(true).build()).signInCaseSensitive(false)
                .autoVerify(AutoVerifiedAttrs.builder().email(true).build())
                .keepOriginal(KeepOriginalAttrs.builder().email(true).build())
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .mfa(switch (cognito.mfa()) {
                    case OFF -> Mfa.OFF;
                    case OPTIONAL -> Mfa.OPTIONAL;
                    case REQUIRED -> Mfa.REQUIRED;
                })
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .passwordPolicy(PasswordPolicy.builder().minLength(PASSWORD_LENGTH_MIN).requireDigits(true)
                        .requireLowercase(true).requireUppercase(true).requireSymbols(true)
                        .tempPasswordValidity(Duration.days(TEMPORARY_PASSWORD_DAYS)).build())
                .deletionProtection(settings.keepData())
                .removalPolicy(settings.keepData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY).build();
        suppress(built, "AwsSolutions-COG3",
                "Threat protection is in the Plus plan, which costs several times as much for "
                        + "each user; whoever wants it turns it on in the pool.");
        if (cognito.mfa() != CognitoSettings.Mfa.REQUIRED) {
            suppress(built, "AwsSolutions-COG2", "Whether users need a second factor is the setting cognito.mfa.");
        }
        return built;
    }

    private static void suppress(UserPool pool, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(pool,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()));
    }

    private List<OAuthScope> scopes() {
        if (cognito.scopes().isEmpty()) {
            return List.of();
        }
        List<ResourceServerScope> own = cognito.scopes().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(scope -> new ResourceServerScope(ResourceServerScopeProps.builder().scopeName(scope.getKey())
                        .scopeDescription(scope.getValue()).build()))
                .toList();
        UserPoolResourceServer server = pool.addResourceServer("Api", UserPoolResourceServerOptions.builder()
                .identifier(cognito.resourceServer()).scopes(own).build());
        return own.stream().map(scope -> OAuthScope.resourceServer(server, scope)).toList();
    }

    private UserPoolClient machineClient(List<OAuthScope> scopes) {
        return client("Machines", options("machines").generateSecret(true).oAuth(OAuthSettings.builder()
                .flows(OAuthFlows.builder().clientCredentials(true).build()).scopes(scopes).build()));
    }

    /// Has no secret, since browsers keep none; a proof key (RFC 7636) takes its place.
    private UserPoolClient webClient(List<OAuthScope> scopes) {
        List<OAuthScope> all = new ArrayList<>(List.of(OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE));
        all.addAll(scopes);
        OAuthSettings.Builder oAuth = OAuthSettings.builder()
                .flows(OAuthFlows.builder().authorizationCodeGrant(true).build()).scopes(all)
                .callbackUrls(cognito.callbackUrls());
        if (!cognito.logoutUrls().isEmpty()) {
            oAuth.logoutUrls(cognito.logoutUrls());
        }
        UserPoolClient client = client("Web", options("web").generateSecret(false).oAuth(oAuth.build())
                .refreshTokenValidity(Duration.days(REFRESH_DAYS)));
        CfnManagedLoginBranding.Builder.create(this, "Pages").userPoolId(pool.getUserPoolId())
                .clientId(client.getUserPoolClientId()).useCognitoProvidedValues(true).build();
        return client;
    }

    private UserPoolClientOptions.Builder options(String suffix) {
        Duration life = Duration.minutes(cognito.tokenMinutes());
        return UserPoolClientOptions.builder().userPoolClientName(settings.name() + "-" + suffix)
                .accessTokenValidity(life).idTokenValidity(life).enableTokenRevocation(true)
                .preventUserExistenceErrors(true)
                .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO));
    }

    /// Users sign in at Cognito's pages only: no client is given a password.
    private UserPoolClient client(String id, UserPoolClientOptions.Builder options) {
        UserPoolClient client = pool.addClient(id, options.build());
        ((CfnUserPoolClient) client.getNode().getDefaultChild())
                .setExplicitAuthFlows(List.of("ALLOW_REFRESH_TOKEN_AUTH"));
        return client;
    }

    private void putOut(String name, String variable, String value) {
        output(name, value);
        StringParameter.Builder.create(this, name + "Parameter")
                .parameterName(CognitoVariables.parameter(settings, variable)).stringValue(value)
                .description("For the functions' variable " + variable).build();
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }
}
