/// Reads cloud assemblies as `cdk synth` makes them: stacks, templates, the functions' packages. What requests meet is
/// resolved; what is not known there is refused by name. Start at [CloudAssembly].
package dev.headgate.local.assembly;
