package dev.headgate.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The members of an event that Headgate uses, as they stand in the JSON, whatever the format. Filled by one pass over the
/// document, then turned into a request by [EventRequest]. Texts that are missing or null are empty, but for those whose
/// empty value means something.
final class EventMembers {
    /// A name and one of its values, as in a header or query map.
    record Entry(String name, String value) {}

    String version = "";
    String type = "";
    String httpMethod = "";
    String rawPath = "";
    String path = "";
    String rawQueryString = "";
    String body = "";
    boolean base64;
    String routeKey = "";
    String methodArn = "";
    String routeArn = "";
    String authorizationToken = "";
    final List<String> identitySource = new ArrayList<>(0);
    final List<String> cookies = new ArrayList<>(0);
    final List<Entry> headers = new ArrayList<>(24);
    final List<Entry> multiValueHeaders = new ArrayList<>(0);
    final List<Entry> query = new ArrayList<>(0);
    final List<Entry> multiValueQuery = new ArrayList<>(0);
    boolean hasContext;
    String contextMethod = "";
    String contextPath = "";
    String requestId = "";
    String stage = "";
    String domainName = "";
    String sourceIp = "";
    String clientCertificate = "";
    final Map<String, String> authorizer = new LinkedHashMap<>();
    final Map<String, String> lambdaAuthorizer = new LinkedHashMap<>();

    private final JsonInput in;

    private EventMembers(JsonInput in) {
        this.in = in;
    }

    /// Takes the event that the input stands at.
    static EventMembers take(JsonInput in) {
        EventMembers members = new EventMembers(in);
        in.object(members::member);
        return members;
    }

    private void member(String name) {
        switch (name) {
            case "version" -> version = in.string();
            case "type" -> type = in.string();
            case "httpMethod" -> httpMethod = in.string();
            case "rawPath" -> rawPath = in.string();
            case "path" -> path = in.string();
            case "rawQueryString" -> rawQueryString = in.string();
            case "body" -> body = in.string();
            case "isBase64Encoded" -> base64 = in.bool();
            case "routeKey" -> routeKey = in.string();
            case "methodArn" -> methodArn = in.string();
            case "routeArn" -> routeArn = in.string();
            case "authorizationToken" -> authorizationToken = in.string();
            case "identitySource" -> identitySource();
            case "cookies" -> in.strings(cookies);
            case "headers" -> {
                single(headers);
                named(headers);
            }
            case "multiValueHeaders" -> {
                multiple(multiValueHeaders);
                named(multiValueHeaders);
            }
            case "queryStringParameters" -> single(query);
            case "multiValueQueryStringParameters" -> multiple(multiValueQuery);
            case "requestContext" -> {
                hasContext = true;
                in.object(this::contextMember);
            }
            default -> {
                // what Headgate has no use for is skipped
            }
        }
    }

    private void contextMember(String name) {
        switch (name) {
            case "requestId" -> requestId = in.string();
            case "stage" -> stage = in.string();
            case "domainName" -> domainName = in.string();
            case "path" -> contextPath = in.string();
            case "http" -> in.object(this::httpMember);
            case "identity" -> in.object(this::identityMember);
            case "authentication" -> in.object(this::authenticationMember);
            case "authorizer" -> in.object(this::authorizerMember);
            default -> {
                // skipped
            }
        }
    }

    private void httpMember(String name) {
        switch (name) {
            case "method" -> contextMethod = in.string();
            case "sourceIp" -> sourceIp = in.string();
            default -> {
                // skipped
            }
        }
    }

    private void identityMember(String name) {
        switch (name) {
            case "sourceIp" -> sourceIp = in.string();
            case "clientCert" -> in.object(this::certificateMember);
            default -> {
                // skipped
            }
        }
    }

    private void authenticationMember(String name) {
        if (name.equals("clientCert")) {
            in.object(this::certificateMember);
        }
    }

    /// What else is told of a certificate stands in it as well, signed.
    private void certificateMember(String name) {
        if (name.equals("clientCertPem")) {
            clientCertificate = in.string();
        }
    }

    private void authorizerMember(String name) {
        if (name.equals("lambda") && in.isObject()) {
            in.texts(lambdaAuthorizer);
        } else {
            authorizer.put(name, in.text());
        }
    }

    private void identitySource() {
        if (in.isArray()) {
            in.strings(identitySource);
        } else {
            identitySource.addAll(List.of(in.string().split(",", -1)));
        }
    }

    private void single(List<Entry> into) {
        in.object(name -> into.add(new Entry(name, in.string())));
    }

    private void multiple(List<Entry> into) {
        in.object(name -> in.array(() -> into.add(new Entry(name, in.string()))));
    }

    private void named(List<Entry> headers) {
        if (headers.stream().anyMatch(header -> header.name().isEmpty())) {
            throw in.malformed("a name is empty");
        }
    }
}
