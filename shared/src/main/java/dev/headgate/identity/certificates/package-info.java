/// Client certificates: reading them, and deciding whether known authorities vouch for them. Start with
/// [TrustedAuthorities].
package dev.headgate.identity.certificates;
