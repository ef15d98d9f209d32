package dev.headgate.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Candidates with the same path, told apart by their other criteria: a decision tree that branches only where there
/// are many, so that what is left to be tried one by one stays few.
sealed interface Selector {
    /// So many are tried one by one without a branch.
    int FEW = 8;

    /// A branch that files each candidate more than so many times on average costs more memory than it is worth.
    int COPIES_MAX = 64;

    /// The smallest place in it.
    int first();

    /// Offers what could match to the search, best first as far as that is known.
    void search(Search search);

    /// No candidates.
    Selector NONE = new Leaf(List.of());

    /// Candidates that are tried one by one.
    ///
    /// @param candidates in order of their places
    record Leaf(List<Candidate> candidates) implements Selector {
        @Override
        public int first() {
            return candidates.isEmpty() ? Integer.MAX_VALUE : candidates.getFirst().place();
        }

        @Override
        public void search(Search search) {
            for (int i = start(search.first()); i < candidates.size(); i++) {
                if (!search.wants(candidates.get(i).place()) || search.offer(candidates.get(i))) {
                    return;
                }
            }
        }

        private int start(int place) {
            int low = 0;
            int high = place == 0 ? 0 : candidates.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (candidates.get(middle).place() < place) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /// Candidates told apart by one dimension.
    ///
    /// @param branches by key of the dimension
    /// @param rest those that have no key
    record Branch(Dimension dimension, Map<String, Selector> branches, Selector rest, int first)
            implements
                Selector {
        @Override
        public void search(Search search) {
            for (String key : search.lookups().keys(dimension)) {
                Selector branch = branches.get(key);
                if (branch != null && search.wants(branch.first())) {
                    search.countStep();
                    branch.search(search);
                }
            }
            if (search.wants(rest.first())) {
                search.countStep();
                rest.search(search);
            }
        }
    }

    /// The tree for these candidates. It branches on every dimension that any of them asks something of, the most
    /// telling first, until few are left: so all that is left at its leaves agrees with the request in all of them,
    /// whichever of them it is that a request fails.
    ///
    /// @param candidates in order of their places
    static Selector of(List<Candidate> candidates, Set<Dimension> dimensions) {
        if (candidates.size() > FEW) {
            Optional<Partition> best = dimensions.stream().map(dimension -> Partition.of(candidates, dimension))
                    .filter(partition -> !partition.keyed().isEmpty()
                            && partition.copies() <= (long) COPIES_MAX * candidates.size())
                    .min(Comparator.comparingInt(Partition::worst));
            if (best.isPresent()) {
                return best.get().branch(dimensions);
            }
        }
        return candidates.isEmpty() ? NONE : new Leaf(List.copyOf(candidates));
    }

    /// Candidates by their keys in one dimension.
    record Partition(Dimension dimension, Map<String, List<Candidate>> keyed, List<Candidate> rest) {
        static Partition of(List<Candidate> candidates, Dimension dimension) {
            Map<String, Integer> filed = new HashMap<>();
            if (dimension == Dimension.HEADER) {
                candidates.forEach(candidate -> candidate.owner().conditions().headers()
                        .forEach(test -> Dimension.headerKeys(test).forEach(key -> filed.merge(key, 1, Integer::sum))));
            }
            Map<String, List<Candidate>> keyed = new LinkedHashMap<>();
            List<Candidate> rest = new ArrayList<>();
            for (Candidate candidate : candidates) {
                Set<String> keys = dimension.keys(candidate.owner().conditions(), filed);
                if (keys.isEmpty()) {
                    rest.add(candidate);
                }
                keys.forEach(key -> keyed.computeIfAbsent(key, _ -> new ArrayList<>(2)).add(candidate));
            }
            return new Partition(dimension, keyed, rest);
        }

        /// How many candidates a request can be left with after one look, if it has one key.
        int worst() {
            return rest.size() + keyed.values().stream().mapToInt(List::size).max().orElse(0);
        }

        /// How many times candidates are filed, all together.
        long copies() {
            return rest.size() + keyed.values().stream().mapToLong(List::size).sum();
        }

        Selector branch(Set<Dimension> dimensions) {
            Set<Dimension> left = EnumSet.noneOf(Dimension.class);
            left.addAll(dimensions);
            left.remove(dimension);
            Map<String, Selector> branches = HashMap.newHashMap(keyed.size());
            int first = rest.isEmpty() ? Integer.MAX_VALUE : rest.getFirst().place();
            for (Map.Entry<String, List<Candidate>> entry : keyed.entrySet()) {
                branches.put(entry.getKey(), Selector.of(entry.getValue(), left));
                first = Math.min(first, entry.getValue().getFirst().place());
            }
            return new Branch(dimension, branches, Selector.of(rest, left), first);
        }
    }
}
