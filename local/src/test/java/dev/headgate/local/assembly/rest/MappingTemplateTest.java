package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTemplateTest {
    /// With a variable of the path, repeated parameters and a field.
    private static TemplateScope scope() {
        return new TemplateScope(RequestKit.get("/pets/a%20b?page=2&page=3&id=of-query")
                .header("X-Id", "of-header").path("id", "a%20b").values(), "the \"body\"");
    }

    /// A tilde stands for a line's end.
    private static String lines(String text) {
        return text.replace('~', '\n');
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            textBlock = """
                    text                ^ {"message":"Hello"}                               ^ {"message":"Hello"}
                    signs               ^ costs 5$, #1 of # and $5, #abc                    ^ costs 5$, #1 of # and $5, #abc
                    to the letter       ^ #[[$context.stage and #if]]#                      ^ $context.stage and #if
                    comments            ^ a#* none *#b## rest~c                             ^ abc
                    context             ^ ${context.stage}-$context.httpMethod.             ^ live-GET.
                    quiet               ^ $!context.stage $!{context.stage}                 ^ live live
                    nested              ^ $context.identity.sourceIp                        ^ 192.0.2.7
                    absent              ^ [$context.authorizer.nobody][$context.identity.user] ^ [][]
                    path goes first     ^ $input.params('id')                               ^ a b
                    last value, header  ^ $input.params('page') $input.params("X-Id")       ^ 3 of-header
                    no such parameter   ^ [$input.params('none')]                           ^ []
                    body                ^ $input.body                                       ^ the "body"
                    escaped             ^ $util.escapeJavaScript($input.body)               ^ the \\"body\\"
                    escaped too         ^ $util.escapeJavaScript("it's / ü")                ^ it\\'s \\/ \\u00FC
                    URLs                ^ $util.urlEncode('a b&c') $util.urlDecode('a%20b') ^ a+b%26c a b
                    base64              ^ $util.base64Encode('abc') $util.base64Decode('YWJj') ^ YWJj abc
                    own variable        ^ #set($d = '$')cost: ${d}5                         ^ cost: $5
                    filled text         ^ #set($a = "x-$context.stage")$a                   ^ x-live
                    numbers, flags      ^ #set($n = -12)$n #set($t = true)$t                ^ -12true
                    never set           ^ #if(false)#set($a = 1)#end$a $!a.                 ^ $a .
                    equal               ^ #if($context.stage == 'live')yes#{else}no#end     ^ yes
                    not equal           ^ #if($context.stage == "test")yes#{else}no#end     ^ no
                    number as text      ^ #if($input.params('page') == 3)three#end          ^ three
                    several             ^ #if('a' == 'b')1#elseif('a' != 'b')2#{else}3#end  ^ 2
                    joined              ^ #if(!('a' == 'a') || 'b' == 'b' && true)yes#end   ^ yes
                    empty               ^ #if($input.params('x') != "")has#{else}none#end   ^ none
                    one in another      ^ #if(true)#if(false)1#{else}2#{end}3#end             ^ 23
                    line ends           ^ {~  #set($a = 1)~  "a": $a~}                      ^ {~  "a": 1~}
                    line ends of if     ^ #if(true)~a~#end~b                                ^ a~b
                    """)
    void a_template_is_filled(String name, String template, String expected) throws NotEmulatedException {
        assertThat(MappingTemplate.parse(lines(template)).filled(scope())).as(name).isEqualTo(lines(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            textBlock = """
                    {$context.nonsense                           ^ no variable $context.nonsense
                    {$context.stage-$context.stage               ^ no variable $context.stage-
                    {$input.json('$.a')                          ^ $input.params('name') and $input.body only
                    {$input.path('$').a                          ^ $input.params('name') and $input.body only
                    {$util.parseJson('{}')                       ^ $util.parseJson
                    {$stageVariables.a                           ^ stage variables
                    {$unset                                      ^ never sets $unset
                    {$input.body.length()                        ^ what stands in $input.body
                    {#set($a = 'x')$a.length()                   ^ what stands in $a
                    {#foreach($a in $b)#end                      ^ directive
                    {#macro(a)#end                               ^ directive
                    {#parse('a')                                 ^ directive
                    {#if($input.params('a'))x#end                ^ compare the value with a text
                    {#if($input.params('a') > 1)x#end            ^ compare the value with a text
                    {#if(true)x                                  ^ expected #end
                    {x#end                                       ^ ends what was not begun
                    {#if(true)a#elseb#end                        ^ in braces
                    {#set($context.requestOverride.path.a = 1)   ^ no #set of $context.requestOverride.path.a
                    {#set($input = 1)                            ^ no #set of $input
                    {#set($a = [1])                              ^ expected a text in quotes
                    {\\$context.stage                            ^ by backslash
                    {${context.stage                             ^ expected }
                    """)
    void what_is_not_known_is_refused(String template, String named) {
        assertThatThrownBy(() -> MappingTemplate.parse(template)).isInstanceOf(NotEmulatedException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            textBlock = """
                    {#set($context.responseOverride.status = 418)                    ^ 418 ^ {}
                    {#set($context.responseOverride.status = '444')                  ^ 444 ^ {}
                    {#set($context.responseOverride.status = 9)                      ^ -   ^ {}
                    {#set($context.responseOverride.header.X-Stage = $context.stage) ^ -   ^ {X-Stage=live}
                    """)
    void a_template_overrides_status_and_fields(String template, String status, String headers)
            throws NotEmulatedException {
        TemplateScope scope = scope();
        assertThat(MappingTemplate.parse(template).filled(scope)).isEqualTo("{");
        assertThat(scope.status().isPresent() ? String.valueOf(scope.status().getAsInt()) : "-").isEqualTo(status);
        assertThat(new TreeMap<>(scope.headers())).hasToString(headers);
    }

    @Test
    void a_template_of_more_than_300_KB_is_refused() {
        assertThatThrownBy(() -> MappingTemplate.parse("x".repeat(300 * 1_024 + 1)))
                .isInstanceOf(NotEmulatedException.class).hasMessageContaining("300 KB");
    }
}
