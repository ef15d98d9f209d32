package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.local.assembly.rest.Undocumented.PathForm;
import dev.headgate.local.assembly.rest.Undocumented.TrailingSlashes;
import dev.headgate.local.assembly.rest.Undocumented.Branches;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceTreeTest {
    private static final RestIntegration NOBODY = new RestIntegration.Mock(Map.of(),
            RestIntegration.Passthrough.NEVER, false, List.of());

    /// @param methods such as `GET /pets, ANY /{proxy+}`
    private static ResourceTree tree(String methods, Undocumented undocumented) throws NotEmulatedException {
        Map<String, Map<String, RestMethod>> byPath = new LinkedHashMap<>();
        for (String written : methods.split(", ")) {
            String[] parts = written.split(" ");
            byPath.computeIfAbsent(parts[1], _ -> new HashMap<>()).put(parts[0],
                    new RestMethod(parts[0], Optional.empty(), NOBODY));
        }
        return ResourceTree.of(byPath.entrySet().stream()
                .map(entry -> new RestResource(entry.getKey(), entry.getKey(), entry.getValue())).toList(),
                undocumented);
    }

    private static String selected(ResourceTree tree, String request) {
        String[] parts = request.split(" ");
        return tree.select(parts[0], parts[1]).map(selection -> selection.method().name() + " "
                + selection.resource().path()
                + (selection.variables().isEmpty() ? "" : " " + new TreeMap<>(selection.variables())))
                .orElse("nothing");
    }

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # a name, a variable, a greedy variable
                    GET /pets/dog, GET /pets/{id}                   | GET /pets/dog          | GET /pets/dog
                    GET /pets/dog, GET /pets/{id}                   | GET /pets/cat          | GET /pets/{id} {id=cat}
                    GET /pets/{id}, GET /{proxy+}                   | GET /pets/cat          | GET /pets/{id} {id=cat}
                    GET /pets/{id}, GET /{proxy+}                   | GET /pets/cat/tail     | GET /{proxy+} {proxy=pets/cat/tail}
                    GET /pets, GET /{proxy+}                        | GET /Pets              | GET /{proxy+} {proxy=Pets}
                    # recorded of AWS: the method decides, and branches are left again
                    POST /test, ANY /test/any, OPTIONS /{proxy+}    | OPTIONS /test          | OPTIONS /{proxy+} {proxy=test}
                    POST /test, ANY /test/any, OPTIONS /{proxy+}    | POST /test             | POST /test
                    POST /test, ANY /test/any, OPTIONS /{proxy+}    | OPTIONS /test/any      | ANY /test/any
                    POST /test, ANY /test/any, OPTIONS /{proxy+}    | GET /test/any          | ANY /test/any
                    GET /part1, GET /part1/known, GET /{param+}     | GET /part1             | GET /part1
                    GET /part1, GET /part1/known, GET /{param+}     | GET /part1/known       | GET /part1/known
                    GET /part1, GET /part1/known, GET /{param+}     | GET /part1/other       | GET /{param+} {param=part1/other}
                    GET /existing                                   | GET /random            | nothing
                    GET /existing                                   | POST /existing         | nothing
                    # ANY is weaker than the method, on the same resource only
                    GET /a, ANY /a                                  | GET /a                 | GET /a
                    GET /a, ANY /a                                  | PUT /a                 | ANY /a
                    ANY /a, GET /{proxy+}                           | GET /a                 | ANY /a
                    GET /a                                          | HEAD /a                | nothing
                    # a greedy variable has something in it
                    ANY /{proxy+}                                   | GET /                  | nothing
                    ANY /, ANY /{proxy+}                            | GET /                  | ANY /
                    ANY /a/{proxy+}                                 | GET /a                 | nothing
                    ANY /a/{proxy+}                                 | GET /a/                | nothing
                    ANY /a, ANY /a/{proxy+}                         | GET /a/b/c             | ANY /a/{proxy+} {proxy=b/c}
                    ANY /a/b, ANY /a/{proxy+}, ANY /{proxy+}        | GET /a/b/c             | ANY /a/{proxy+} {proxy=b/c}
                    # slashes
                    GET /a                                          | GET /a/                | GET /a
                    ANY /{proxy+}                                   | GET /a/b/              | ANY /{proxy+} {proxy=a/b}
                    ANY /{proxy+}                                   | GET /a//b              | ANY /{proxy+} {proxy=a//b}
                    GET /a/b, ANY /{proxy+}                         | GET /a//b              | ANY /{proxy+} {proxy=a//b}
                    GET /a, ANY /{proxy+}                           | GET //a                | ANY /{proxy+} {proxy=/a}
                    GET /{a}/b                                      | GET //b                | nothing
                    ANY /, ANY /{proxy+}                            | GET //                 | nothing
                    # what is encoded stays so
                    GET /a/b, ANY /{proxy+}                         | GET /a%2Fb             | ANY /{proxy+} {proxy=a%2Fb}
                    GET /{id}                                       | GET /a%2Fb             | GET /{id} {id=a%2Fb}
                    GET /a, ANY /{proxy+}                           | GET /./a               | ANY /{proxy+} {proxy=./a}
                    GET /a, ANY /{proxy+}                           | GET /b/../a            | ANY /{proxy+} {proxy=b/../a}
                    """)
    void a_request_selects_a_resource(String methods, String request, String expected) throws NotEmulatedException {
        assertThat(selected(tree(methods, Undocumented.DEFAULT), request)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} of {0}, {2}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    GET /{a}/x, GET /b/y, ANY /{a}/y | GET /b/x  | LEFT_AGAIN      | GET /{a}/x {a=b}
                    GET /{a}/x, GET /b/y, ANY /{a}/y | GET /b/x  | VARIABLES_FINAL | nothing
                    GET /{a}/x, GET /b/y, ANY /{a}/y | GET /b/x  | FINAL           | nothing
                    GET /b, POST /{a}                | POST /b   | LEFT_AGAIN      | POST /{a} {a=b}
                    GET /b, POST /{a}                | POST /b   | VARIABLES_FINAL | nothing
                    GET /b, POST /{a}                | POST /b   | FINAL           | nothing
                    GET /b/y, GET /{proxy+}          | GET /b/x  | LEFT_AGAIN      | GET /{proxy+} {proxy=b/x}
                    GET /b/y, GET /{proxy+}          | GET /b/x  | VARIABLES_FINAL | GET /{proxy+} {proxy=b/x}
                    GET /b/y, GET /{proxy+}          | GET /b/x  | FINAL           | nothing
                    GET /b, ANY /{proxy+}            | POST /b   | FINAL           | nothing
                    GET /b, ANY /{proxy+}            | POST /c   | FINAL           | ANY /{proxy+} {proxy=c}
                    """)
    void a_branch_may_be_final(String methods, String request, Branches branches, String expected)
            throws NotEmulatedException {
        assertThat(selected(tree(methods, Undocumented.DEFAULT.with(branches)), request)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    GET /a, ANY /{proxy+}  | GET /%61  | ANY /{proxy+} {proxy=%61} | GET /a
                    GET /a/b               | GET /a%2Fb | nothing                  | nothing
                    """)
    void names_may_be_compared_decoded(String methods, String request, String raw, String decoded)
            throws NotEmulatedException {
        assertThat(selected(tree(methods, Undocumented.DEFAULT), request)).isEqualTo(raw);
        assertThat(selected(tree(methods, Undocumented.DEFAULT.with(PathForm.DECODED)), request)).isEqualTo(decoded);
    }

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    GET /a, ANY /{proxy+}  | GET /a//  | ANY /{proxy+} {proxy=a/} | GET /a
                    ANY /                  | GET //    | nothing                  | ANY /
                    """)
    void several_slashes_at_the_end_may_be_of_no_account(String methods, String request, String one, String all)
            throws NotEmulatedException {
        assertThat(selected(tree(methods, Undocumented.DEFAULT), request)).isEqualTo(one);
        assertThat(selected(tree(methods, Undocumented.DEFAULT.with(TrailingSlashes.ALL)), request)).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /{proxy+}, GET /{other+} | "/{other+}"
            GET /{id}, GET /{proxy+}     | "/{proxy+}"
            GET /{proxy+}, GET /{id}/x   | "/{id}/x"
            """)
    void siblings_that_take_the_same_are_refused(String methods, String named) {
        assertThatThrownBy(() -> tree(methods, Undocumented.DEFAULT)).isInstanceOf(NotEmulatedException.class)
                .hasMessageContaining(named.replace("\"", ""));
    }
}
