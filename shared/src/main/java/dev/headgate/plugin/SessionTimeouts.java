package dev.headgate.plugin;

/// When a session ends (lua-resty-session). Zero stands for never.
///
/// @param idlingSeconds after the last use
/// @param rollingSeconds after it was made or renewed
/// @param absoluteSeconds after it was made
record SessionTimeouts(double idlingSeconds, double rollingSeconds, double absoluteSeconds) {
    /// A session is not marked as used more often than once in so many seconds, to save cookies.
    private static final long TOUCH_SECONDS = 60;

    boolean isOver(SessionData session, long nowSeconds) {
        return isOver(absoluteSeconds, nowSeconds - session.createdSeconds())
                || isOver(rollingSeconds, nowSeconds - session.renewedSeconds())
                || isOver(idlingSeconds, nowSeconds - session.usedSeconds());
    }

    private static boolean isOver(double timeoutSeconds, long elapsedSeconds) {
        return timeoutSeconds > 0 && elapsedSeconds > timeoutSeconds;
    }

    boolean isToBeRenewed(SessionData session, long nowSeconds) {
        return rollingSeconds > 0 && nowSeconds - session.renewedSeconds() > Math.ceil(rollingSeconds * 0.75);
    }

    boolean isToBeTouched(SessionData session, long nowSeconds) {
        return idlingSeconds > 0 && nowSeconds - session.usedSeconds() > TOUCH_SECONDS;
    }
}
