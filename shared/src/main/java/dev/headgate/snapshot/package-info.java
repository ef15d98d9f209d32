/// What a function does before a snapshot of its process is taken and after it was restored (Lambda SnapStart): it rehearses
/// requests, so that their code is in the snapshot, and starts anew with everything that must not be alike in two processes.
/// Start at [Restartable] and [Rehearsal].
package dev.headgate.snapshot;
