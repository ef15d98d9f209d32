package dev.headgate.lambda;

/// An invocation that nobody made. What is logged of it goes nowhere.
public record RehearsalContext() implements OwnInvocation {
    private static final int REMAINING_MILLIS = 10_000;

    @Override
    public String getAwsRequestId() {
        return "rehearsal";
    }

    @Override
    public String getFunctionName() {
        return "rehearsal";
    }

    @Override
    public int getRemainingTimeInMillis() {
        return REMAINING_MILLIS;
    }

    @Override
    public void log(String message) {
        // Nobody is to read it.
    }
}
