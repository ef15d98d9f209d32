package dev.headgate.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearRegexTest {
    @ParameterizedTest(name = "{0} on {1} takes {2} and captures {3}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', nullValues = "none", textBlock = """
            # expression                       ¦ path                  ¦ matched part      ¦ groups and names
            /users                             ¦ /users                ¦ /users            ¦ []{}
            /users                             ¦ /usersandmore         ¦ /users            ¦ []{}
            /users                             ¦ /v1/users             ¦ none              ¦ []{}
            /users$                            ¦ /users                ¦ /users            ¦ []{}
            /users$                            ¦ /users/               ¦ none              ¦ []{}
            /users/(\\d+)                      ¦ /users/12x            ¦ /users/12         ¦ [12]{}
            /users/(?<id>[^/]+)$               ¦ /users/7              ¦ /users/7          ¦ [7]{id=7}
            /users/(?P<id>[^/]+)/orders$       ¦ /users/7/orders       ¦ /users/7/orders   ¦ [7]{id=7}
            /(users/)?1984/(?<sub>profile)$    ¦ /1984/profile         ¦ /1984/profile     ¦ [, profile]{sub=profile}
            /(?<a>x)?(?<b>y)                   ¦ /y                    ¦ /y                ¦ [, y]{b=y}
            /f/(?<rest>.*)                     ¦ /f/a/b                ¦ /f/a/b            ¦ [a/b]{rest=a/b}
            /n/(?<all>[a-z\\s%]+)/p             ¦ /n/john doe/p         ¦ /n/john doe/p     ¦ [john doe]{all=john doe}
            /(?i)users                         ¦ /USERS                ¦ /USERS            ¦ []{}
            /(?i:u)sers                        ¦ /Users                ¦ /Users            ¦ []{}
            /[0]?route                         ¦ /route                ¦ /route            ¦ []{}
            /a{2,3}                            ¦ /aaaa                 ¦ /aaa              ¦ []{}
            /a+?                               ¦ /aaa                  ¦ /a                ¦ []{}
            /a|/b                              ¦ /x/b                  ¦ /b                ¦ []{}
            /(?:a|b)                           ¦ /x/b                  ¦ none              ¦ []{}
            /\\u0061\\x62\\x{63}                  ¦ /abc                  ¦ /abc              ¦ []{}
            /\\d+                               ¦ /٣٤                    ¦ /٣٤               ¦ []{}
            /\\D+                               ¦ /٣                     ¦ none              ¦ []{}
            /\\w+                               ¦ /été/x                 ¦ /été              ¦ []{}
            /[\\w.-]+/x                         ¦ /ét.é-/x               ¦ /ét.é-/x          ¦ []{}
            /[^\\w]                             ¦ /é                     ¦ none              ¦ []{}
            /\\W                                ¦ /–                     ¦ /–                ¦ []{}
            /[\\W]                              ¦ /a                     ¦ none              ¦ []{}
            /[[:alpha:]]+                      ¦ /abé                   ¦ /ab               ¦ []{}
            /\\p{Greek}+                        ¦ /αβx                   ¦ /αβ               ¦ []{}
            /💠.                                ¦ /💠💠                   ¦ /💠💠              ¦ []{}
            """)
    void finds_what_kong_finds(String expression, String path, String matched, String groups) {
        var found = LinearRegex.path(expression).find(path);

        assertThat(LinearRegex.problem(expression)).isEmpty();
        assertThat(found.map(f -> path.substring(f.start(), f.end())).orElse(null)).isEqualTo(matched);
        assertThat(LinearRegex.path(expression).matches(path)).isEqualTo(matched != null);
        found.ifPresent(f -> assertThat(f.captures().numbered() + "" + f.captures().named()).isEqualTo(groups));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            # expression        ¦ problem
            /a(?=b)             ¦ look-ahead, (?=…) or (?!…), cannot run in linear time; Kong 3 refuses it too
            /a(?!b)             ¦ look-ahead, (?=…) or (?!…), cannot run in linear time; Kong 3 refuses it too
            /a(?<=b)            ¦ look-behind, (?<=…) or (?<!…), cannot run in linear time; Kong 3 refuses it too
            /a(?<!b)            ¦ look-behind, (?<=…) or (?<!…), cannot run in linear time; Kong 3 refuses it too
            /(a)\\1             ¦ \\1 is a reference to a group, which cannot run in linear time; Kong 3 refuses it too
            /(?<a>b)\\k<a>      ¦ \\k is a reference to a group, which cannot run in linear time; Kong 3 refuses it too
            /(?>a+)b            ¦ an atomic group, (?>…), cannot run in linear time; Kong 3 refuses it too
            /(?(1)a)            ¦ a conditional, (?(…)…), cannot run in linear time; Kong 3 refuses it too
            /(?#why)a           ¦ a comment, (?#…), is not supported; Kong 3 refuses it too
            /(?x)a b            ¦ the flag x (blanks and comments in expressions) is not supported; leave the blanks out
            /(?-u)a             ¦ the flag u (Unicode) is not supported; it is always on
            /(?R)a              ¦ the flag R (CRLF) is not supported; a path has no line ends
            /(?P=a)             ¦ (?P begins a named group, (?P<name>…), and nothing else
            /(?'a'b)            ¦ (?' begins no kind of group
            /(?                 ¦ (? begins no kind of group
            /(?<>a)             ¦ a group's name has letters, digits and _ only, and no digit first
            /(?<a-b>c)          ¦ a group's name has letters, digits and _ only, and no digit first
            /(?<a>b)(?<a>c)     ¦ two groups are named "a"
            /users/{id}         ¦ "{" begins a count such as {2} or {2,5}; write \\{ for the character
            /a{,3}              ¦ "{" begins a count such as {2} or {2,5}; write \\{ for the character
            /a{1001}            ¦ {1001} repeats more than 1000 times
            /a{3,2}             ¦ invalid repeat count: {3,2}
            /(a{99}){999}      ¦ its repetitions written out are longer than 10000 characters
            /a++                ¦ "+" repeats a repetition; put brackets around it: (?:…)+
            /a**                ¦ "*" repeats a repetition; put brackets around it: (?:…)*
            /(*a)               ¦ "*" has nothing before it to repeat
            /({2})              ¦ "{" begins a count and has nothing before it to repeat; write \\{ for the character
            /(a                 ¦ a "(" is not closed
            /a)                 ¦ a ")" closes nothing
            /[a                 ¦ a "[" is not closed
            /[                  ¦ a "[" is not closed
            /[]                 ¦ a "[" is not closed
            /[b-a]              ¦ a range of characters ends before it begins: b-a
            /[a-\\d]            ¦ a class of characters cannot end a range
            /[a&&b]             ¦ && between classes of characters is not supported; write the class out, or put a \\ before each sign
            /[a--b]             ¦ -- between classes of characters is not supported; write the class out, or put a \\ before each sign
            /[a[b]]             ¦ a class of characters within a class is not supported; write \\[ for the character
            /[[:nix:]]          ¦ [:nix:] is not a known class of characters
            /\\p{Nix}           ¦ invalid character class range: \\p{Nix}
            /\\y                ¦ \\y is not a known escape
            /\\Qa\\E            ¦ \\Q…\\E is not supported; put a \\ before each sign
            /\\<a               ¦ \\< is not supported; write \\b, or < for the character
            /\\b{start}         ¦ \\b{…} is not supported; write \\b
            /\\x{110000}        ¦ U+110000 is not a character
            /\\xg               ¦ \\x wants hexadecimal digits
            /a\\                ¦ a "\\" stands last
            """)
    void says_what_it_cannot_do(String expression, String problem) {
        assertThat(LinearRegex.problem(expression)).contains(problem);
        assertThatThrownBy(() -> LinearRegex.path(expression)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("regular expression " + expression + ": " + problem);
    }

    @Test
    void a_vertical_tab_is_a_blank() {
        assertThat(LinearRegex.path("/a\\sb").matches("/a\013b")).isTrue();
        assertThat(LinearRegex.path("/a\\Sb").matches("/a\013b")).isFalse();
    }

    @Test
    void groups_may_nest_250_deep_and_no_deeper() {
        assertThat(LinearRegex.problem("/" + "(".repeat(249) + "a" + ")".repeat(249))).isEmpty();
        assertThat(LinearRegex.problem("/" + "(".repeat(250) + "a" + ")".repeat(250)))
                .contains("groups nest deeper than 250");
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            # expression         ¦ value, lower-cased    ¦ matches
            windows|linux        ¦ x11; linux x86_64     ¦ true
            os\\s+x\\s*[\\d._]+  ¦ mac os x 10_15        ¦ true
            ^v1$                 ¦ v1                    ¦ true
            ^v1$                 ¦ v10                   ¦ false
            LINUX                ¦ linux                 ¦ true
            # Kong lower-cases the whole expression, escapes included
            ^\\D+$               ¦ 12                    ¦ true
            (?<a>b)              ¦ abc                   ¦ true
            """)
    void a_headers_expression_matches_anywhere(String expression, String value, boolean matches) {
        assertThat(LinearRegex.headerProblem(expression)).isEmpty();
        assertThat(LinearRegex.header(expression).matches(value)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?P<a>b)", "a(?=b)", "\\p{Greek}"})
    void a_headers_expression_is_judged_after_it_was_lower_cased(String expression) {
        assertThat(LinearRegex.headerProblem(expression)).isPresent();
    }

    @ParameterizedTest(name = "{0} is exactly {1}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            # expression              ¦ exact ¦ pieces
            /users$                   ¦ true  ¦ Text[text=/users], End[]
            /users/(?<id>[^/]+)$      ¦ true  ¦ Text[text=/users/], Run#1, End[]
            /u/([a-z]*)/x             ¦ true  ¦ Text[text=/u/], Run#1, Text[text=/x]
            /f/.*                     ¦ true  ¦ Text[text=/f/], Run#0
            /u/(v1)/x                 ¦ false ¦ Text[text=/u/v1/x]
            /u/(v1|v2)/x              ¦ false ¦ Text[text=/u/], Opaque[crossesSlash=false], Text[text=/x]
            /u/?                      ¦ false ¦ Text[text=/u], Opaque[crossesSlash=true]
            /u/[0-9]{3}/x             ¦ false ¦ Text[text=/u/], Opaque[crossesSlash=false], Text[text=/x]
            /u/[^/]/x                 ¦ false ¦ Text[text=/u/], Opaque[crossesSlash=false], Text[text=/x]
            /u/[^/]+?/x               ¦ false ¦ Text[text=/u/], Opaque[crossesSlash=false], Text[text=/x]
            /u(?i)/x                  ¦ false ¦ Text[text=/u], Opaque[crossesSlash=true]
            /a|/b                     ¦ false ¦ Opaque[crossesSlash=true]
            /u/\\w+                   ¦ true  ¦ Text[text=/u/], Run#0
            """)
    void tells_the_index_what_it_is_made_of(String expression, boolean exact, String pieces) {
        LinearRegex regex = LinearRegex.path(expression);

        assertThat(regex.isExact()).isEqualTo(exact);
        assertThat(regex.pieces()).extracting(piece -> piece instanceof RegexPiece.Run run
                ? "Run#" + run.group()
                : piece.toString()).hasToString("[" + pieces + "]");
    }
}
