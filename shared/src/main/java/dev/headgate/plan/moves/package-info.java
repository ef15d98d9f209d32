/// What moves from one plan to another: routes that come, go, or are served elsewhere. Start at [Moves].
package dev.headgate.plan.moves;
