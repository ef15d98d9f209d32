/// `headgate keys`: API keys for people and scripts. Start at [KeysCommand].
package dev.headgate.local.keys;
