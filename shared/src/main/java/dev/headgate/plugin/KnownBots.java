package dev.headgate.plugin;

import com.google.re2j.Pattern;

/// The programs that the bot-detection plugin turns away by itself: those that Kong 3.9 does
/// (kong/plugins/bot-detection/rules.lua, whose names come from ua-parser's uap-core). Kong's expressions also take
/// versions apart, which decides nothing; what is left here finds the same texts. A name that holds another entry, such
/// as "CrawlDaddy" with "crawl", is left out.
final class KnownBots {
    /// Who names itself by what it is.
    private static final String BY_KIND = """
            (?i:spider|crawl)
            [Ss]crape
            (?:[Aa]rchiver|[Ii]ndexer|[Bb]ot)[/ ]\\d
            /[A-z]+[Bb]ot-\\d
            \\b\\w{0,30}favicon\\w{0,30}\\b
            """;

    /// Libraries that send requests for programs.
    private static final String LIBRARIES = """
            Apache-HttpClient
            Go-http-client
            Google-HTTP-Java-Client
            HttpMonitor
            JNLP
            Python-urllib
            TLSProber
            WinHTTP
            aihttp
            axios
            http%20client
            okhttp
            reqwest
            scalaj-http
            unirest-(?:java|net|nodejs|php|python|ruby)
            \\b(?:Boto3?|JetS3t|aws-cli|aws-sdk-(?:cpp|go|java|nodejs|ruby2?|dotnet-(?:\\d{1,2}|core))|s3fs)/\\d+\\.\\d
            """;

    /// Names that count only with a version.
    private static final String WITH_VERSION = """
             PTST/\\d+\\.?\\d+$
            /(?:Axtaris|fetchurl|Isara|ShopSalad|Tailsweep)[ -]\\d
            Pingdom\\.com_bot_version_\\d+\\.\\d
            \\b(?:008|Altresium|Argus|BaiduMobaider|BoardReader|DNSGroup|DataparkSearch|EDI|Goodzer|Grub|INGRID)/\\d
            \\b(?:Infohelfer|LOOQ|PathDefender|Peew|PostPost|Steeler|VSE|WebCrunch|WebZIP|Y!J-BR[A-Z])/\\d
            \\b(?:envolk|sproose|wminer)/\\d
            facebookexternalhit/\\d+\\.\\d
            """;

    /// Names that count wherever they stand.
    private static final String NAMES = """
            1470\\.net crawler|50\\.nu|Aboundex|Accoona-[A-z]{1,30}-Agent|AdsBot-Google|AppEngine-Google|Ask Jeeves
            123metaspider-Bot|BUbiNG|BingPreview|BlogBridge|Bloglovin|BoardReader Blog Indexer|BotName/\\$BotVersion
            BoardReader Favicon Fetcher|BotSeer|Catchpoint|Checklinks|Cityreview Robot|Comodo-Webinspector-Crawler
            Daumoa|Feed Seeker Bot|Feedbin|Finderbots|Flamingo_SearchEngine|FollowSite Bot|Genieo|GomezAgent
            Google SketchUp|Google.*/\\+/web/snippet|Googlebot|HiddenMarket|HooWWWer|IP2[a-z]{1,30}Bot|Icarus6j|IconSurf
            IlTrovatore|InfuzApp|InternetArchive|Job Roboter|KaloogaBot|Kraken|Kurzor|LEIA|LesnikBot|LinkAider
            Linguee Bot|LinkedInBot|Lite Bot|Llaut|MJ12bot|Mail\\.RU_Bot|Mediapartners-Google|Microsoft .{0,30} Bot
            Mtps Feed Aggregation System|Netvibes|NewsGator|Nutch|Nymesis|OOZBOT|ObjectsSearch|OgScrper|Orbiter|PagePeeker
            PagesInventory|PaxleFramework|Peeplo Screenshot Bot|PlantyNet_WebRobot|Pompos|Qwantify|Read%20Later|Reaper
            RedCarpet|Retreiver|Riddler|Rival IQ|SEOstats|Scrapy|Scrubby|SemrushBot|SimplePie|SimpleRSS|Simpy|SiteCat Webbot
            SiteCon|Slack-ImgProxy|Slackbot-LinkExpanding|Slurp|Squrl Java|Stringer|TheUsefulbot|ThumbShotsBot
            Thumbshots\\.ru|Tiny Tiny RSS|Trends Crawler|Twitterbot|URL2PNG|USyd-NLP-Spider|Vagabondo|VoilaBot|Votay bot
            WASALive.Bot|WIRE|WeSEE:[A-z]|Web-sniffer|WebThumb|WhatWeb|WhatsApp|WordPress|Wotbox|Xenu(?:.s|) Link Sleuth
            Xerka [A-z]{1,30}Bot|YahooSeeker|Yandex\\w|YodaoBot|YottaaMonitor|Yowedo|ZeBot_www\\.ze\\.bz|ZooShot|ZyBorg
            \\bYeti|^NING|^Zao|^voyager|^vortex|[Cc]harlotte|altavista|archive.{0,30}\\.org_bot|archiver|bingbot|blitzbot
            boitho.com-dc|clumboot|findlinks|furlbot|gigabot|gonzo1|grub-client|gsa-crawler|heritrix|holmes|htdig|ia_archiver
            ichiro|jbot\\b|larbin|lycos|masidani_bot|masscan|mogimogi|mozDex|msnbot|msrbot|netresearch|scooter|searchsight
            seekbot|semanticdiscovery|snappy|www\\.almaden\\.ibm\\.com|yacy
            """;

    private static final Pattern ANY = Pattern
            .compile(String.join("|", (BY_KIND + LIBRARIES + WITH_VERSION + NAMES).lines().toList()));

    private KnownBots() {}

    /// Whether a User-Agent is one of theirs.
    static boolean include(String agent) {
        return ANY.matcher(agent).find();
    }
}
