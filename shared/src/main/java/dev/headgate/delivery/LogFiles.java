package dev.headgate.delivery;

import java.io.IOException;

/// Files that lines are appended to. Safe for use by many threads.
@FunctionalInterface
public interface LogFiles {
    /// The process's own log, under the name that containers give it.
    String STDOUT = "/dev/stdout";
    /// Likewise; a function has one log for both.
    String STDERR = "/dev/stderr";

    /// Appends a line.
    ///
    /// @param path of the file, which is made where there is none
    /// @param reopen whether the file is closed and opened again before, so that one that was moved away is left alone
    /// @param line without its end
    /// @throws IOException when it cannot be written; the message names the file
    void append(String path, boolean reopen, String line) throws IOException;
}
