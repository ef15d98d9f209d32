package dev.headgate.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// How the gateway names itself in Server and Via, where Kong writes `kong/3.9.1`.
public final class Product {
    /// Name and version as the build knows it: `headgate/1.2.3`.
    public static final String TOKEN = "headgate/" + version();

    private Product() {}

    /// A Via field with this hop added at the end (RFC 9110 §7.6.3).
    ///
    /// @param before what the message carried; empty for none
    public static String via(String before) {
        String own = "1.1 " + TOKEN;
        return before.isEmpty() ? own : before + ", " + own;
    }

    private static String version() {
        try (InputStream in = Product.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("the build left no version.properties", e);
        }
    }
}
