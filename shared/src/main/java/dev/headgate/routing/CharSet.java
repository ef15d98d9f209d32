package dev.headgate.routing;

/// A set of characters, told exactly for ASCII and roughly for the rest: paths are nearly always ASCII, and a set of a
/// few words costs nothing to keep for each of 100,000 routes.
///
/// @param low one bit for each of U+0000..U+003F
/// @param high one bit for each of U+0040..U+007F
/// @param others what holds for U+0080 and up
record CharSet(long low, long high, Others others) {
    /// What a set says about characters outside ASCII.
    enum Others {
        ALL, NONE,
        /// Some, and which ones takes a real regular expression to say.
        UNKNOWN
    }

    /// What a test for membership found.
    enum Member {
        YES, NO, UNKNOWN
    }

    static final CharSet EMPTY = new CharSet(0, 0, Others.NONE);
    static final CharSet NOT_NEWLINE = EMPTY.plus('\n').complement();

    CharSet plus(int c) {
        return plusRange(c, c);
    }

    /// With the characters from the first to the last, both included.
    CharSet plusRange(int first, int last) {
        long moreLow = low;
        long moreHigh = high;
        for (int c = first; c <= Math.min(last, 0x7F); c++) {
            if (c < 64) {
                moreLow |= 1L << c;
            } else {
                moreHigh |= 1L << c - 64;
            }
        }
        return new CharSet(moreLow, moreHigh, last > 0x7F ? or(others, Others.UNKNOWN) : others);
    }

    CharSet plus(CharSet other) {
        return new CharSet(low | other.low, high | other.high, or(others, other.others));
    }

    CharSet complement() {
        return new CharSet(~low, ~high, switch (others) {
            case ALL -> Others.NONE;
            case NONE -> Others.ALL;
            case UNKNOWN -> Others.UNKNOWN;
        });
    }

    Member has(char c) {
        if (c < 64) {
            return (low >>> c & 1) != 0 ? Member.YES : Member.NO;
        }
        if (c < 128) {
            return (high >>> c - 64 & 1) != 0 ? Member.YES : Member.NO;
        }
        return switch (others) {
            case ALL -> Member.YES;
            case NONE -> Member.NO;
            case UNKNOWN -> Member.UNKNOWN;
        };
    }

    /// Whether the character is certainly not in the set.
    boolean excludes(char c) {
        return has(c) == Member.NO;
    }

    /// Whether every segment of a normalised path is made of the set: all of it but `/`, and `?` and `#`, which no path holds
    /// as they are, and control characters but those that a segment may hold decoded.
    boolean takesSegments() {
        if (others != Others.ALL || has('/') != Member.NO) {
            return false;
        }
        for (char c = 1; c < 0x80; c++) {
            if (c != '/' && c != '?' && c != '#' && has(c) != Member.YES) {
                return false;
            }
        }
        return true;
    }

    /// One of the set, a plain one if it has any: `x`, a digit, another letter, a sign other than `/`.
    char sample() {
        String liked = "x0abcdefghijklmnopqrstuvwyz123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.~!$&'()*+,;=:@ %/";
        for (int i = 0; i < liked.length(); i++) {
            if (has(liked.charAt(i)) == Member.YES) {
                return liked.charAt(i);
            }
        }
        for (char c = 1; c < 0x80; c++) {
            if (has(c) == Member.YES) {
                return c;
            }
        }
        return 'é';
    }

    private static Others or(Others a, Others b) {
        if (a == Others.ALL || b == Others.ALL) {
            return Others.ALL;
        }
        return a == Others.NONE && b == Others.NONE ? Others.NONE : Others.UNKNOWN;
    }
}
