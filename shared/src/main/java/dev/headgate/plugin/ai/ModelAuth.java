package dev.headgate.plugin.ai;

import dev.headgate.aws.AwsAccess;
import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.schema.Values;

/// How the gateway proves to a provider who calls. A name that is empty is not configured.
///
/// @param allowOverride whether a client that brings its own proof keeps it
/// @param aws for Amazon Bedrock
record ModelAuth(String headerName, String headerValue, String paramName, String paramValue, Place paramLocation,
        boolean allowOverride, AwsAccess aws) {
    /// Where a parameter stands.
    enum Place {
        QUERY, BODY
    }

    static final ModelAuth NONE = new ModelAuth("", "", "", "", Place.QUERY, false, new AwsAccess.Environment());

    static ModelAuth read(Values auth) {
        String keyId = auth.text("aws_access_key_id");
        return new ModelAuth(auth.text("header_name"), auth.text("header_value"), auth.text("param_name"),
                auth.text("param_value"), auth.text("param_location").equals("body") ? Place.BODY : Place.QUERY,
                auth.flag("allow_override"), keyId.isEmpty()
                        ? new AwsAccess.Environment()
                        : new AwsAccess.Keys(keyId, auth.text("aws_secret_access_key")));
    }

    Headers into(Headers headers) {
        return headerName.isEmpty() || allowOverride && headers.contains(headerName)
                ? headers
                : headers.with(headerName, headerValue);
    }

    Query into(Query query) {
        return paramName.isEmpty() || paramLocation != Place.QUERY || allowOverride && query.contains(paramName)
                ? query
                : query.with(paramName, paramValue);
    }

    Members into(Members body) {
        return paramName.isEmpty() || paramLocation != Place.BODY
                || allowOverride && body.member(paramName).isPresent()
                        ? body
                        : body.with(paramName, paramValue);
    }

    /// Without what proves anything.
    @Override
    public String toString() {
        return "ModelAuth[" + headerName + paramName + "]";
    }
}
