/// What the transformer plugins share: lists of edits, the parts of a message that they are applied to, and templates.
/// Start at [Edits]. Knows nothing of plugins.
package dev.headgate.plugin.transform;
