package dev.headgate.environment;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Something that takes long to make and is made once, unless it may be out of date. For one thread at a time.
final class Kept<T> {
    private final Supplier<T> made;
    private final Predicate<T> outdated;
    private Optional<T> kept = Optional.empty();

    /// @param outdated whether it has to be made again for the next who asks
    Kept(Supplier<T> made, Predicate<T> outdated) {
        this.made = made;
        this.outdated = outdated;
    }

    T current() {
        T current = kept.filter(outdated.negate()).orElseGet(made);
        kept = Optional.of(current);
        return current;
    }
}
