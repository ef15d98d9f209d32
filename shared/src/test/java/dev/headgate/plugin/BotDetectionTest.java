package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.answer.Answers;
import dev.headgate.http.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotDetectionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                         | request                                             | client
            {}                                             | GET /                                               | 200
            {}                                             | GET / + User-Agent:                                 | 200
            {}                                             | GET / + User-Agent: Mozilla/5.0 (X11; Linux x86_64) | 200
            {}                                             | GET / + User-Agent: facebookexternalhit/1.1         | 403 Forbidden
            {}                                             | GET / + user-agent: facebookexternalhit/1.1         | 403 Forbidden
            {}                                             | GET / + User-Agent: HelloWorld + User-Agent: x      | 400 Only one User-Agent header allowed
            {deny: [HelloWorld]}                           | GET / + User-Agent: HelloWorld                      | 403 Forbidden
            {deny: [HelloWorld]}                           | GET / + User-Agent: Say HelloWorld/1                | 403 Forbidden
            {deny: [HelloWorld]}                           | GET / + User-Agent: helloworld                      | 200
            {deny: [(?i)HelloWorld]}                       | GET / + User-Agent: helloworld                      | 403 Forbidden
            {deny: ['^Hello$']}                            | GET / + User-Agent: HelloWorld                      | 200
            {deny: [HelloWorld]}                           | GET / + User-Agent: facebookexternalhit/1.1         | 403 Forbidden
            {allow: [facebookexternalhit/1.1]}             | GET / + User-Agent: facebookexternalhit/1.1         | 200
            {allow: [Hello], deny: [World]}                | GET / + User-Agent: HelloWorld                      | 200
            {allow: [nobody], deny: [World]}               | GET / + User-Agent: HelloWorld                      | 403 Forbidden
            {allow: [nobody]}                              | GET / + User-Agent: HelloWorld                      | 200
            """)
    void bots_are_turned_away(String config, String request, String client) {
        PluginKit.Outcome outcome = PluginKit.send(PluginKit.plugin(BotDetection.TYPE, config),
                PluginKit.exchange(Written.request(request)), Response.of(200));
        assertThat(outcome.client()).isEqualTo(client.equals("200") ? client : error(client));
        assertThat(outcome.backend()).isEqualTo(client.equals("200")
                ? Written.of(PluginKit.exchange(Written.request(request)).upstream())
                : Written.NOTHING);
    }

    private static String error(String client) {
        return Written.of(Answers.error(PluginKit.request("GET", "/"), Integer.parseInt(client.substring(0, 3)),
                client.substring(4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Googlebot/2.1 (+http://www.google.com/bot.html)",
                    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "Twitterbot/1.0",
                    "Mozilla/5.0 (compatible; YandexBot/3.0)", "Slackbot-LinkExpanding 1.0",
                    "Pingdom.com_bot_version_1.4",
                    "Mozilla/5.0 Chrome/44 Safari/537.36 PTST/190", "Go-http-client/1.1", "okhttp/4.9.0", "axios/1.2",
                    "aws-sdk-java/1.11.4", "aws-cli/2.15.0", "Boto3/1.26.1", "Python-urllib/3.11", "some CRAWLER",
                    "My scraper", "acme-bot/7", "Acme Bot 7", "Scrapy/2.5", "voyager/1.0", "Steeler/3.5",
                    "FaviconFetcher favicon",
                    "Baiduspider+(+http://www.baidu.com/search/spider.htm)", "WordPress/6.2; https://a.test"})
    void known_bots(String agent) {
        assertThat(KnownBots.include(agent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"curl/8.5.0", "PostmanRuntime/7.36.1", "insomnia/2023.5.8", "HelloWorld",
                    "python-requests/2.31.0",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) Version/17.2 Mobile Safari/604.1",
                    "the voyager", "Boto3", "Mozilla/5.0 PTST/190 x", "robotic arm", "a bot"})
    void everybody_else(String agent) {
        assertThat(KnownBots.include(agent)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {allow: ['(']}        | 1:10 error HG0105 plugin bot-detection config.allow[0]: not a valid regex: (.
            {deny: [a, '[']}      | 1:12 error HG0105 plugin bot-detection config.deny[1]: not a valid regex: [.
            {deny: ['(?!x)y']}    | 1:9 error HG0205 plugin bot-detection config.deny[0]: '(?!x)y' cannot be matched in linear time: invalid or unsupported Perl syntax. Write it without looking around, back references and possessive parts.
            {deny: bad}           | 1:8 error HG0102 plugin bot-detection config.deny: "bad": expected an array. Write a list: ["bad"].
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(BotDetection.TYPE, config)).containsExactly("test.yaml:" + problem);
    }
}
