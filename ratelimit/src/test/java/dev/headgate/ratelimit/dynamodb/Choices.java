package dev.headgate.ratelimit.dynamodb;

import java.util.ArrayList;
import java.util.List;

/// What happens where several things may happen: the choices of one run, each a number below how many there were.
final class Choices {
    private final List<Integer> given;
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> bounds = new ArrayList<>();

    /// @param given the choices to make, each by its remainder; where they run out, the first possibility is taken
    Choices(List<Integer> given) {
        this.given = List.copyOf(given);
    }

    /// Chooses one of so many.
    int next(int bound) {
        int choice = taken.size() < given.size() ? given.get(taken.size()) % bound : 0;
        taken.add(choice);
        bounds.add(bound);
        return choice;
    }

    /// The choices that come next when all are tried in order, or none when these were the last.
    List<Integer> following() {
        for (int i = taken.size() - 1; i >= 0; i--) {
            if (taken.get(i) + 1 < bounds.get(i)) {
                List<Integer> following = new ArrayList<>(taken.subList(0, i));
                following.add(taken.get(i) + 1);
                return following;
            }
        }
        return List.of();
    }

    /// Those made, for whoever wants to see the run again.
    List<Integer> taken() {
        return List.copyOf(taken);
    }
}
