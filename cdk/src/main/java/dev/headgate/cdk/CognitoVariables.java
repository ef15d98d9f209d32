package dev.headgate.cdk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The environment variables by which a configuration knows the user pools, in templates of decK's.
///
/// In one Region they come from parameters that the identity stack writes: exports of a stack could not be taken back
/// while another stack uses them. In several Regions no stack may ask for another Region's, so that the settings say what
/// the pools' issuers are.
final class CognitoVariables {
    static final String ISSUER = "DECK_COGNITO_ISSUER";
    static final String JWKS = "DECK_COGNITO_JWKS";
    static final String CLIENT_ID = "DECK_COGNITO_CLIENT_ID";
    static final String WEB_CLIENT_ID = "DECK_COGNITO_WEB_CLIENT_ID";

    private static final String KEY_SET = "/.well-known/jwks.json";
    /// As long as Cognito's.
    private static final String CLIENT_STAND_IN = "0".repeat(26);
    private static final String WEB_CLIENT_STAND_IN = "0".repeat(25) + "1";

    private CognitoVariables() {}

    /// With values of the right form where only a deployment tells the real ones.
    static Map<String, String> forReading(DeploymentSettings settings) {
        return settings.cognito().map(cognito -> {
            String region = settings.regions().getFirst();
            Map<String, String> variables = issuers(cognito.issuers().isEmpty()
                    ? settings.poolRegions().stream().map(CognitoVariables::standIn).toList()
                    : ownFirst(cognito.issuers(), region));
            if (settings.regions().size() == 1) {
                variables.putAll(clients(cognito, CLIENT_STAND_IN, WEB_CLIENT_STAND_IN));
            }
            return variables;
        }).orElseGet(LinkedHashMap::new);
    }

    /// For the functions of a Region. Its own pool comes first, so that tokens of it are verified while other Regions are
    /// lost.
    static Map<String, String> forFunctions(DeploymentSettings settings, String region) {
        return settings.cognito().map(cognito -> {
            if (settings.regions().size() > 1) {
                return issuers(ownFirst(cognito.issuers(), region));
            }
            Map<String, String> variables = issuers(List.of(reference(settings, ISSUER)));
            variables.putAll(clients(cognito, reference(settings, CLIENT_ID), reference(settings, WEB_CLIENT_ID)));
            return variables;
        }).orElseGet(LinkedHashMap::new);
    }

    /// What functions of the Region are told, by what the configuration was read with; nothing where the two are the same.
    static Map<String, String> told(DeploymentSettings settings, String region) {
        Map<String, String> told = new LinkedHashMap<>();
        Map<String, String> functions = forFunctions(settings, region);
        forReading(settings).forEach((name, value) -> {
            if (!functions.getOrDefault(name, value).equals(value)) {
                told.put(value, functions.get(name));
            }
        });
        return told;
    }

    /// The issuers that a configuration may name: as it is read, first the one of the first Region.
    static List<String> issuers(DeploymentSettings settings) {
        return forReading(settings).entrySet().stream().filter(entry -> entry.getKey().startsWith(ISSUER))
                .map(Map.Entry::getValue).toList();
    }

    /// The name of the parameter in Systems Manager that holds a variable's value.
    static String parameter(DeploymentSettings settings, String variable) {
        return "/" + settings.name() + "/" + variable;
    }

    /// The Region that an issuer stands in; empty for what is no issuer of Cognito's.
    static Optional<String> region(String issuer) {
        return Optional.of(issuer).filter(SettingsRules.COGNITO_ISSUER.holds())
                .map(text -> text.substring(text.lastIndexOf('/') + 1, text.lastIndexOf('_')));
    }

    /// CloudFormation puts the parameter's value in.
    private static String reference(DeploymentSettings settings, String variable) {
        return "{{resolve:ssm:" + parameter(settings, variable) + "}}";
    }

    private static String standIn(String region) {
        return "https://cognito-idp." + region + ".amazonaws.com/" + region + "_000000000";
    }

    private static List<String> ownFirst(List<String> issuers, String region) {
        List<String> ordered = new ArrayList<>(issuers);
        ordered.sort(Comparator.comparing(issuer -> !region(issuer).equals(Optional.of(region))));
        return ordered;
    }

    private static Map<String, String> issuers(List<String> issuers) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < issuers.size(); i++) {
            String number = i == 0 ? "" : "_" + (i + 1);
            variables.put(ISSUER + number, issuers.get(i));
            variables.put(JWKS + number, issuers.get(i) + KEY_SET);
        }
        return variables;
    }

    private static Map<String, String> clients(CognitoSettings cognito, String machine, String web) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (cognito.hasMachineClient()) {
            variables.put(CLIENT_ID, machine);
        }
        if (cognito.hasWebClient()) {
            variables.put(WEB_CLIENT_ID, web);
        }
        return variables;
    }
}
