package dev.headgate.plugin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What a session cookie holds. An immutable value; times are seconds since 1970.
///
/// @param id names the session; another one with every renewal
/// @param createdSeconds when its first login was
/// @param renewedSeconds when it got its id
/// @param usedSeconds when it was last used, as far as that was noted
/// @param logins one an audience
record SessionData(String id, long createdSeconds, long renewedSeconds, long usedSeconds, List<Login> logins) {
    private static final int ID_OCTETS = 32;

    SessionData {
        logins = List.copyOf(logins);
    }

    /// Who is logged in.
    ///
    /// @param subject the consumer's username, custom id or id
    /// @param groups those that the credential brought; empty where the consumer's count
    record Login(String audience, String subject, String consumerId, String credentialId, List<String> groups) {
        Login {
            groups = List.copyOf(groups);
        }
    }

    /// A session that begins now.
    static SessionData begun(List<Login> logins, long nowSeconds, RandomGenerator random) {
        return new SessionData(newId(random), nowSeconds, nowSeconds, nowSeconds, logins);
    }

    /// The same session with a new id.
    SessionData renewed(long nowSeconds, RandomGenerator random) {
        return new SessionData(newId(random), createdSeconds, nowSeconds, nowSeconds, logins);
    }

    SessionData used(long nowSeconds) {
        return new SessionData(id, createdSeconds, renewedSeconds, nowSeconds, logins);
    }

    SessionData with(Login login) {
        List<Login> changed = new ArrayList<>(without(login.audience()).logins());
        changed.add(login);
        return new SessionData(id, createdSeconds, renewedSeconds, usedSeconds, changed);
    }

    SessionData without(String audience) {
        return new SessionData(id, createdSeconds, renewedSeconds, usedSeconds,
                logins.stream().filter(login -> !login.audience().equals(audience)).toList());
    }

    Optional<Login> login(String audience) {
        return logins.stream().filter(login -> login.audience().equals(audience)).findFirst();
    }

    private static String newId(RandomGenerator random) {
        byte[] octets = new byte[ID_OCTETS];
        random.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /// The octets that [#of] reads; empty where a text is too long to be written.
    Optional<byte[]> octets() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeUTF(id);
            out.writeLong(createdSeconds);
            out.writeLong(renewedSeconds);
            out.writeLong(usedSeconds);
            out.writeShort(logins.size());
            for (Login login : logins) {
                out.writeUTF(login.audience());
                out.writeUTF(login.subject());
                out.writeUTF(login.consumerId());
                out.writeUTF(login.credentialId());
                out.writeShort(login.groups().size());
                for (String group : login.groups()) {
                    out.writeUTF(group);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(octets.toByteArray());
    }

    /// What was written; empty for octets in another form.
    static Optional<SessionData> of(byte[] octets) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
            String id = in.readUTF();
            long created = in.readLong();
            long renewed = in.readLong();
            long used = in.readLong();
            List<Login> logins = new ArrayList<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                logins.add(new Login(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), texts(in)));
            }
            return Optional.of(new SessionData(id, created, renewed, used, logins));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
