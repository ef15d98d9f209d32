package dev.headgate.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service's `url`, taken apart as Kong does (services.lua, `shorthand_fields`; the forms are LuaSocket's).
///
/// @param scheme empty where there is none
/// @param host empty where there is none
/// @param port digits, or whatever stands in their place; empty where there is none
/// @param path empty where there is none
/// @param rest what a service has no place for: user, parameters, query, fragment; empty where there is none
record ServiceUrl(String scheme, String host, String port, String path, String rest) {
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z0-9][A-Za-z0-9+.-]*):");
    private static final Pattern AUTHORITY = Pattern.compile("^//([^/?#]*)");
    private static final Pattern PORT = Pattern.compile(":([^:\\]]*)$");

    static ServiceUrl parse(String url) {
        Matcher scheme = SCHEME.matcher(url);
        String schemeText = scheme.find() ? scheme.group(1) : "";
        String afterScheme = schemeText.isEmpty() ? url : url.substring(scheme.end());
        Matcher authority = AUTHORITY.matcher(afterScheme);
        String authorityText = authority.find() ? authority.group(1) : "";
        String afterAuthority = authorityText.isEmpty() ? afterScheme : afterScheme.substring(authority.end());

        int pathEnd = firstOf(afterAuthority, "#?;");
        String user = authorityText.substring(0, authorityText.indexOf('@') + 1);
        String hostAndPort = authorityText.substring(user.length());
        Matcher port = PORT.matcher(hostAndPort);
        boolean hasPort = port.find();
        String host = hasPort ? hostAndPort.substring(0, port.start()) : hostAndPort;
        boolean isBracketed = host.startsWith("[") && host.endsWith("]") && host.length() > 2;
        return new ServiceUrl(schemeText, isBracketed ? host.substring(1, host.length() - 1) : host,
                hasPort ? port.group(1) : "", afterAuthority.substring(0, pathEnd),
                user + afterAuthority.substring(pathEnd));
    }

    private static int firstOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /// The protocol that is meant, in Kong's reckoning: a well-known port says it where no scheme does.
    String protocol() {
        return !scheme.isEmpty() ? scheme : port.equals("443") ? "https" : "http";
    }

    /// The port that is meant.
    String portOrDefault() {
        return !port.isEmpty() ? port : protocol().equals("https") ? "443" : "80";
    }
}
