package dev.headgate.cdk;

import dev.headgate.schema.FieldType;
import dev.headgate.schema.Rule;
import java.util.regex.Pattern;

/// Rules that texts in `cdk.json` obey.
final class SettingsRules {
    static final Rule<String> NAME = matching("[a-z][a-z0-9-]{0,30}",
            "'%s' is no name: lower-case letters, digits and hyphens, at most 31.", "Write it like headgate.");
    /// Parameters of Systems Manager begin with it (AWS Systems Manager user guide, "Requirements and constraints for
    /// parameter names").
    static final Rule<String> UNRESERVED_NAME = matching("(?!aws|ssm).*",
            "'%s': AWS keeps names that begin with aws or ssm for itself.", "Write another.");
    /// `shop-data-REGION` is the data stack of `shop`, and would be the gateway's of `shop-data`.
    static final Rule<String> STACK_NAME = matching("(?!.*-(data|identity)$).*",
            "'%s': another deployment's stacks of tables and user pools have such names.",
            "Write one that does not end in -data or -identity.");
    static final Rule<String> REGION = matching("[a-z]{2}(-[a-z]+)+-[0-9]", "'%s' is no Region.",
            "Write it like eu-central-1.");
    static final Rule<String> DOMAIN_NAME = matching(
            "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}",
            "'%s' is no domain name.", "Write it like api.example.com, in lower case.");
    static final Rule<String> EMAIL = matching("[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "'%s' is no e-mail address.", "");
    static final Rule<String> VARIABLE = matching("[A-Za-z][A-Za-z0-9_]+",
            "'%s' is no name of a variable for Lambda: a letter, then letters, digits and underscores, at least two.",
            "");
    /// Those that Lambda sets itself (AWS Lambda developer guide, "Defined runtime environment variables"); where AWS is
    /// asked, it leaves to functions.
    static final Rule<String> OWN_VARIABLE = matching("(?!AWS_(?!ENDPOINT_URL)|LAMBDA_)[^_].*",
            "'%s': Lambda sets the variables AWS_…, LAMBDA_… and _… itself.", "Give it another name.");
    static final Rule<String> OTHERS_VARIABLE = matching("(?!HEADGATE_).*",
            "'%s': the variables HEADGATE_… are those by which the functions find their tables and files.",
            "Give it another name.");
    static final Rule<String> COGNITO_ISSUER = matching(
            "https://cognito-idp\\.([a-z0-9-]+)\\.amazonaws\\.com/\\1_[A-Za-z0-9]{1,55}",
            "'%s' is no issuer of Cognito.",
            "Write it like https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI.");
    /// What Cognito takes: https, http on this machine for tests, an application's own scheme.
    static final Rule<String> RETURN_URL = matching(
            "(https://|http://localhost[:/]|(?!https?:)[a-z][a-z0-9+.-]*://)[^\\s#]+",
            "'%s' is no address to which users may be sent.",
            "Write an https address without a fragment, or one of http://localhost.");
    static final Rule<String> FILE = matching("(?!-$)[^\\x00-\\x1f]+",
            "'%s' is no name of a file.", "Write it as seen from the folder of cdk.json.");

    private SettingsRules() {}

    static FieldType.Text region() {
        return FieldType.text(REGION);
    }

    static Rule<String> matching(String pattern, String message, String hint) {
        Pattern compiled = Pattern.compile(pattern);
        return new Rule<>(text -> compiled.matcher(text).matches(), message, hint);
    }
}
