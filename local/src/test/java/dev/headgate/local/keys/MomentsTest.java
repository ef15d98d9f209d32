package dev.headgate.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            text                      | moment
            2027-01-31                | 2027-01-31T00:00:00Z
            2027-01-31T12:00:00Z      | 2027-01-31T12:00:00Z
            2027-01-31T12:00:00+02:00 | 2027-01-31T10:00:00Z
            30s                       | 2026-11-25T10:21:00Z
            30m                       | 2026-11-25T10:50:30Z
            12h                       | 2026-11-25T22:20:30Z
            90d                       | 2027-02-23T10:20:30Z
            2w                        | 2026-12-09T10:20:30Z
            PT1H30M                   | 2026-11-25T11:50:30Z
            P1D                       | 2026-11-26T10:20:30Z
            0s                        | 2026-11-25T10:20:30Z
            -1d                       | -
            PT-1H                     | -
            1y                        | -
            1 d                       | -
            999999999w                | -
            99999999999d              | -
            2027-02-30                | -
            2027-01-31T12:00:00       | -
            tomorrow                  | -
            """)
    void people_write_moments_and_durations(String text, String moment) {
        assertThat(
                Moments.instantOrAfter(text, Instant.parse("2026-11-25T10:20:30Z")).map(Instant::toString).orElse("-"))
                .isEqualTo(moment);
    }
}
