/// Secrets that stand elsewhere than in the configuration, as Kong's vaults have them: how references to them are written,
/// and where they are looked up. Start at [VaultReference] and [Secrets].
package dev.headgate.vault;
