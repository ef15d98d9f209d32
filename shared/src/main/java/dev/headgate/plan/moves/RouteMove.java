package dev.headgate.plan.moves;

import java.util.List;

/// What becomes of a route that is not served as it was. No member is null.
public sealed interface RouteMove {
    /// The route, as it is where it is there and as it was where not.
    PlannedRoute route();

    /// There was none.
    record Added(PlannedRoute route) implements RouteMove {}

    /// It is gone.
    record Removed(PlannedRoute route) implements RouteMove {}

    /// It has another placement, or keys of it are new, gone or lead elsewhere.
    ///
    /// @param before how it was served
    /// @param route how it is served
    /// @param keys those that changed
    /// @param reasons those that changed
    record Moved(PlannedRoute before, PlannedRoute route, List<KeyMove> keys, ReasonChanges reasons)
            implements
                RouteMove {
        public Moved {
            keys = List.copyOf(keys);
        }
    }

    /// What becomes of a key.
    sealed interface KeyMove {
        /// As API Gateway writes it.
        PlannedKey key();

        record Added(PlannedKey key) implements KeyMove {}

        record Removed(PlannedKey key) implements KeyMove {}

        /// It leads elsewhere, or lets others pass.
        ///
        /// @param settings at least one
        record Changed(PlannedKey key, List<SettingChange> settings) implements KeyMove {
            public Changed {
                settings = List.copyOf(settings);
            }
        }
    }

    /// Reasons that were not there before, and those that are there no more.
    record ReasonChanges(List<PlannedReason> added, List<PlannedReason> removed) {
        public ReasonChanges {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }

        static ReasonChanges between(List<PlannedReason> before, List<PlannedReason> after) {
            return new ReasonChanges(missing(after, before), missing(before, after));
        }

        private static List<PlannedReason> missing(List<PlannedReason> some, List<PlannedReason> others) {
            return some.stream().filter(reason -> others.stream().noneMatch(reason::isSameAs)).toList();
        }

        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty();
        }
    }
}
