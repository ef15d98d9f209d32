package dev.headgate.local.assembly.http;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.event.RequestIds;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import dev.headgate.identity.oidc.DocumentFetcher;
import dev.headgate.json.JsonValue;
import dev.headgate.local.assembly.AssemblyFolder;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.StackReader;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The API of a template, with backends and functions that are recorded, and a time that a test moves.
final class ServedTemplate implements BackendCalls, FunctionCalls {
    static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    static final String API_REQUEST_ID = "JKJaXmPLvHcESHA=";

    /// What backends were asked.
    final List<Call> calls = new ArrayList<>();
    /// What functions were invoked with, by the last part of their ARN.
    final List<JsonValue.Members> events = new ArrayList<>();
    /// What backends answer.
    Response backendAnswer = new Response(200, Headers.EMPTY, Body.utf8("backend"));
    /// What functions answer, by name; a text that begins with `!` is a failure.
    final Map<String, String> functionAnswers = new HashMap<>();
    /// What is found on the web.
    DocumentFetcher web = address -> {
        throw new IOException("there is no " + address);
    };
    private Duration passed = Duration.ZERO;
    private final HttpApi api;
    private final List<Diagnostic> findings;

    private ServedTemplate(Path folder, String template, Undocumented undocumented) {
        CloudAssembly assembly = new AssemblyFolder(folder).with("gateway", "us-east-1", template).read().assembly()
                .orElseThrow();
        Findings found = new Findings();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), found);
        AssemblyFunctions functions = stack.functions();
        InstantSource clock = () -> START.plus(passed);
        this.api = new HttpApis(stack, functions, new HttpApis.World(this, this, address -> web.fetch(address),
                Map.of("arn:listener", "http://10.0.0.5:8080"), clock, () -> passed.toNanos(), undocumented)).read()
                .getFirst();
        this.findings = found.all();
    }

    static ServedTemplate of(Path folder, HttpTemplate template) {
        return of(folder, template, Undocumented.DEFAULT);
    }

    static ServedTemplate of(Path folder, HttpTemplate template, Undocumented undocumented) {
        ServedTemplate served = new ServedTemplate(folder, template.text(), undocumented);
        if (!served.findings.isEmpty()) {
            throw new AssertionError(served.findings.toString());
        }
        return served;
    }

    /// What is wrong with a template.
    static List<String> findings(Path folder, HttpTemplate template) {
        return new ServedTemplate(folder, template.text(), Undocumented.DEFAULT).findings.stream()
                .map(Diagnostic::toString).toList();
    }

    void pass(Duration time) {
        passed = passed.plus(time);
    }

    HttpApi api() {
        return api;
    }

    /// Sends a request to the API's own endpoint.
    Response send(String method, String target, String... headers) {
        return sendBody(method, target, "", headers);
    }

    Response sendBody(String method, String target, String body, String... headers) {
        return api.answer(request(method, target, body, headers),
                new ServedApi.Arrival(new ServedApi.Entry.Endpoint(), API_REQUEST_ID, START.plus(passed)));
    }

    static Request request(String method, String target, String body, String... headers) {
        return new Request(method, "https", "api.example.com", 443, RequestTarget.parse(target),
                Headers.of("Host", "api.example.com").plus(Headers.of(headers)), Body.utf8(body),
                new Request.Client("192.0.2.7", ""), RequestIds.of(API_REQUEST_ID));
    }

    /// The only call so far.
    Call call() {
        if (calls.size() != 1) {
            throw new AssertionError(calls.size() + " calls");
        }
        return calls.getFirst();
    }

    @Override
    public Response call(Call call) {
        calls.add(call);
        return backendAnswer;
    }

    @Override
    public byte[] invoke(String arn, byte[] event, Duration patience) throws FunctionFailedException {
        events.add(JsonValue.parseObject(Body.of(event)).orElseThrow());
        String answer = functionAnswers.get(arn.substring(arn.lastIndexOf(':') + 1));
        if (answer.startsWith("!")) {
            throw new FunctionFailedException(answer.substring(1), "test");
        }
        return answer.getBytes(StandardCharsets.UTF_8);
    }
}
