package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/// Stops a parser before the recursion of what reads its events gets too deep, or their number too large.
final class LimitedParser implements Parser {
    private final Parser parser;
    private int depth;
    private int eventCount;

    LimitedParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> depth++;
            case MappingEnd, SequenceEnd -> depth--;
            case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {
            }
        }
        if (depth > Limits.DEPTH_MAX) {
            throw new UnreadableException(Code.HG0004, event.getStartMark(),
                    "more than " + Limits.DEPTH_MAX + " mappings and lists stand inside each other.", "");
        }
        if (++eventCount > Limits.VALUES_MAX) {
            throw new UnreadableException(Code.HG0004, event.getStartMark(),
                    "the file has more than " + Limits.VALUES_MAX + " values.", "");
        }
        return event;
    }

    /// A file that cannot be read on from here. Never leaves [DocumentParser], which makes a finding of it.
    static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Code code;
        private final transient Optional<Mark> mark;
        private final String hint;

        UnreadableException(Code code, Optional<Mark> mark, String message, String hint) {
            super(message, null, false, false);
            this.code = code;
            this.mark = mark;
            this.hint = hint;
        }

        Code code() {
            return code;
        }

        Optional<Mark> mark() {
            return mark;
        }

        String hint() {
            return hint;
        }
    }
}
