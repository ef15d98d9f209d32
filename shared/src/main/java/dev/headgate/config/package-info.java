/// Readers of configuration files. They report every mistake in one run, each with its place, and drop nothing silently.
///
/// Start at [KongReader], which reads Kong's declarative format in four steps, each a class: [DocumentParser] makes a tree
/// of located nodes, [DeclarationReader] reads each entity by its field table (`…Fields`), [Resolver] gives ids and finds
/// what entities refer to, [GatewayBuilder] checks what takes several entities to see and makes the model.
/// [HeadgateSettings] reads `headgate.yaml`.
package dev.headgate.config;
