package dev.headgate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store of counters does. A scenario is a list of steps for one key, one a line: when a request comes, which
/// limits it asks about, and after the arrow whether it is admitted and how much each window then holds.
public abstract class CounterStoreContract {
    /// A store whose counters are all at zero.
    protected abstract CounterStore store();

    @ParameterizedTest
    @ValueSource(strings = {"""
            2026-11-25T10:20:30Z minute=2           -> yes minute 1/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:31Z minute=2           -> yes minute 2/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:32Z minute=2           -> no minute 2/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:32Z minute=2           -> no minute 2/2 until 2026-11-25T10:21:00Z
            """, """
            2026-11-25T10:20:59.999Z minute=1       -> yes minute 1/1 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:59.999Z minute=1       -> no minute 1/1 until 2026-11-25T10:21:00Z
            2026-11-25T10:21:00Z minute=1           -> yes minute 1/1 until 2026-11-25T10:22:00Z
            """, """
            2026-11-25T10:20:30.999999999Z second=1 -> yes second 1/1 until 2026-11-25T10:20:31Z
            2026-11-25T10:20:31Z second=1           -> yes second 1/1 until 2026-11-25T10:20:32Z
            2026-11-25T10:20:31.5Z second=1         -> no second 1/1 until 2026-11-25T10:20:32Z
            """, """
            2026-11-25T10:59:59Z hour=1             -> yes hour 1/1 until 2026-11-25T11:00:00Z
            2026-11-25T11:00:00Z hour=1             -> yes hour 1/1 until 2026-11-25T12:00:00Z
            """, """
            2026-11-25T23:59:59Z day=1              -> yes day 1/1 until 2026-11-26T00:00:00Z
            2026-11-26T00:00:00Z day=1              -> yes day 1/1 until 2026-11-27T00:00:00Z
            """, """
            2026-11-30T23:59:59Z month=1            -> yes month 1/1 until 2026-12-01T00:00:00Z
            2026-12-01T00:00:00Z month=1            -> yes month 1/1 until 2027-01-01T00:00:00Z
            2026-12-31T23:59:59Z month=1            -> no month 1/1 until 2027-01-01T00:00:00Z
            2027-01-01T00:00:00Z month=1            -> yes month 1/1 until 2027-02-01T00:00:00Z
            """, """
            2028-02-29T12:00:00Z month=1            -> yes month 1/1 until 2028-03-01T00:00:00Z
            2028-02-29T23:59:59Z month=1            -> no month 1/1 until 2028-03-01T00:00:00Z
            2028-03-01T00:00:00Z month=1            -> yes month 1/1 until 2028-04-01T00:00:00Z
            """, """
            2026-12-31T23:59:59Z year=1             -> yes year 1/1 until 2027-01-01T00:00:00Z
            2027-01-01T00:00:00Z year=1             -> yes year 1/1 until 2028-01-01T00:00:00Z
            """})
    void a_window_admits_its_limit_and_ends_with_the_calendar(String scenario) {
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            2026-11-25T10:20:30Z minute=1 hour=3 -> yes minute 1/1 until 2026-11-25T10:21:00Z, hour 1/3 until 2026-11-25T11:00:00Z
            2026-11-25T10:20:31Z minute=1 hour=3 -> no minute 1/1 until 2026-11-25T10:21:00Z, hour 1/3 until 2026-11-25T11:00:00Z
            2026-11-25T10:21:00Z minute=1 hour=3 -> yes minute 1/1 until 2026-11-25T10:22:00Z, hour 2/3 until 2026-11-25T11:00:00Z
            2026-11-25T10:22:00Z minute=1 hour=3 -> yes minute 1/1 until 2026-11-25T10:23:00Z, hour 3/3 until 2026-11-25T11:00:00Z
            2026-11-25T10:23:00Z minute=1 hour=3 -> no minute 0/1 until 2026-11-25T10:24:00Z, hour 3/3 until 2026-11-25T11:00:00Z
            2026-11-25T11:00:00Z minute=1 hour=3 -> yes minute 1/1 until 2026-11-25T11:01:00Z, hour 1/3 until 2026-11-25T12:00:00Z
            """, """
            2026-12-31T23:59:59Z second=9 minute=9 hour=9 day=9 month=9 year=9 -> yes second 1/9 until 2027-01-01T00:00:00Z, minute 1/9 until 2027-01-01T00:00:00Z, hour 1/9 until 2027-01-01T00:00:00Z, day 1/9 until 2027-01-01T00:00:00Z, month 1/9 until 2027-01-01T00:00:00Z, year 1/9 until 2027-01-01T00:00:00Z
            2027-01-01T00:00:00Z second=9 minute=9 hour=9 day=9 month=9 year=9 -> yes second 1/9 until 2027-01-01T00:00:01Z, minute 1/9 until 2027-01-01T00:01:00Z, hour 1/9 until 2027-01-01T01:00:00Z, day 1/9 until 2027-01-02T00:00:00Z, month 1/9 until 2027-02-01T00:00:00Z, year 1/9 until 2028-01-01T00:00:00Z
            """})
    void of_several_windows_all_count_a_request_or_none_does(String scenario) {
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @Test
    void a_window_is_shared_by_all_who_ask_about_it_whatever_else_they_ask_about() {
        String scenario = """
                2026-11-25T10:20:30Z minute=2        -> yes minute 1/2 until 2026-11-25T10:21:00Z
                2026-11-25T10:20:31Z minute=9 year=9 -> yes minute 2/9 until 2026-11-25T10:21:00Z, year 1/9 until 2027-01-01T00:00:00Z
                2026-11-25T10:20:32Z minute=2        -> no minute 2/2 until 2026-11-25T10:21:00Z
                2026-11-25T10:20:33Z minute=9 year=9 -> yes minute 3/9 until 2026-11-25T10:21:00Z, year 2/9 until 2027-01-01T00:00:00Z
                2026-11-25T10:20:34Z year=9          -> yes year 3/9 until 2027-01-01T00:00:00Z
                """;
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            2026-11-25T10:20:59Z minute=1   -> yes minute 1/1 until 2026-11-25T10:21:00Z
            2026-11-25T10:21:10Z minute=1   -> yes minute 1/1 until 2026-11-25T10:22:00Z
            2026-11-25T10:20:50Z minute=1   -> no minute 1/1 until 2026-11-25T10:21:00Z
            2026-11-25T10:21:11Z minute=1   -> no minute 1/1 until 2026-11-25T10:22:00Z
            """, """
            2026-11-25T10:20:30Z second=1   -> yes second 1/1 until 2026-11-25T10:20:31Z
            2026-11-25T10:20:40Z second=1   -> yes second 1/1 until 2026-11-25T10:20:41Z
            2026-11-25T10:20:30Z second=1   -> no second 1/1 until 2026-11-25T10:20:31Z
            2026-11-25T10:20:29Z second=1   -> yes second 1/1 until 2026-11-25T10:20:30Z
            """, """
            2027-01-01T00:00:01Z month=1    -> yes month 1/1 until 2027-02-01T00:00:00Z
            2026-12-31T23:59:59Z month=1    -> yes month 1/1 until 2027-01-01T00:00:00Z
            2026-12-31T23:59:58Z month=1    -> no month 1/1 until 2027-01-01T00:00:00Z
            """})
    void a_clock_that_goes_back_counts_in_the_window_that_it_names(String scenario) {
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            2026-11-25T10:20:29Z 30s=2       -> yes 30s 1/2 until 2026-11-25T10:20:30Z
            2026-11-25T10:20:29Z 30s=2       -> yes 30s 2/2 until 2026-11-25T10:20:30Z
            2026-11-25T10:20:29Z 30s=2       -> no 30s 2/2 until 2026-11-25T10:20:30Z
            2026-11-25T10:20:30Z 30s=2       -> yes 30s 1/2 until 2026-11-25T10:21:00Z
            """, """
            2026-11-25T10:20:59Z 60s=1 minute=3 -> yes 60s 1/1 until 2026-11-25T10:21:00Z, minute 1/3 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:59Z minute=3       -> yes minute 2/3 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:59Z 60s=1          -> no 60s 1/1 until 2026-11-25T10:21:00Z
            """})
    void windows_may_have_any_number_of_seconds(String scenario) {
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            2026-11-25T10:20:00Z ~60s=4      -> yes 60s 1/4 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:59Z ~60s=4      -> yes 60s 2/4 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:59Z ~60s=4      -> yes 60s 3/4 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:59Z ~60s=4      -> yes 60s 4/4 until 2026-11-25T10:21:00Z
            2026-11-25T10:21:00Z ~60s=4      -> no 60s 4/4 until 2026-11-25T10:22:00Z
            2026-11-25T10:21:15Z ~60s=4      -> yes 60s 4/4 until 2026-11-25T10:22:00Z
            2026-11-25T10:21:15Z ~60s=4      -> no 60s 4/4 until 2026-11-25T10:22:00Z
            2026-11-25T10:21:30Z ~60s=4      -> yes 60s 4/4 until 2026-11-25T10:22:00Z
            2026-11-25T10:21:50Z ~60s=4      -> yes 60s 4/4 until 2026-11-25T10:22:00Z
            2026-11-25T10:22:30Z ~60s=4      -> yes 60s 3/4 until 2026-11-25T10:23:00Z
            2026-11-25T10:25:00Z ~60s=4      -> yes 60s 1/4 until 2026-11-25T10:26:00Z
            """, """
            2026-11-25T10:20:00Z ~60s=2 3600s=3 -> yes 60s 1/2 until 2026-11-25T10:21:00Z, 3600s 1/3 until 2026-11-25T11:00:00Z
            2026-11-25T10:20:00Z ~60s=2 3600s=3 -> yes 60s 2/2 until 2026-11-25T10:21:00Z, 3600s 2/3 until 2026-11-25T11:00:00Z
            2026-11-25T10:21:00Z ~60s=2 3600s=3 -> no 60s 2/2 until 2026-11-25T10:22:00Z, 3600s 2/3 until 2026-11-25T11:00:00Z
            2026-11-25T10:21:30Z ~60s=2 3600s=3 -> yes 60s 2/2 until 2026-11-25T10:22:00Z, 3600s 3/3 until 2026-11-25T11:00:00Z
            2026-11-25T10:22:30Z ~60s=2 3600s=3 -> no 60s 1/2 until 2026-11-25T10:23:00Z, 3600s 3/3 until 2026-11-25T11:00:00Z
            """})
    void of_a_sliding_limit_the_window_before_fades(String scenario) {
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            2026-11-25T10:20:30Z look minute=2     -> yes minute 0/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z if-room-3 minute=2 hour=9 -> yes minute 3/2 until 2026-11-25T10:21:00Z, hour 3/9 until 2026-11-25T11:00:00Z
            2026-11-25T10:20:30Z if-room-3 minute=2 hour=9 -> no minute 3/2 until 2026-11-25T10:21:00Z, hour 3/9 until 2026-11-25T11:00:00Z
            2026-11-25T10:20:30Z look minute=2     -> no minute 3/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z always-1 minute=2 -> no minute 4/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z always--3 minute=2 -> no minute 1/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z look minute=2     -> yes minute 1/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z always-1 minute=2 -> yes minute 2/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z look hour=9       -> yes hour 3/9 until 2026-11-25T11:00:00Z
            """, """
            2026-11-25T10:20:00Z always-6 ~60s=4   -> yes 60s 6/4 until 2026-11-25T10:21:00Z
            2026-11-25T10:21:30Z look ~60s=4       -> yes 60s 3/4 until 2026-11-25T10:22:00Z
            2026-11-25T10:21:30Z always-1 ~60s=4   -> yes 60s 4/4 until 2026-11-25T10:22:00Z
            2026-11-25T10:21:30Z always-1 ~60s=4   -> no 60s 5/4 until 2026-11-25T10:22:00Z
            """})
    void requests_may_count_more_than_once_or_whatever_the_limit_or_not_at_all(String scenario) {
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            2026-11-25T10:20:30Z minute=6/2           -> yes minute 1/2 until 2026-11-25T10:20:40Z room 2026-11-25T10:20:30Z
            2026-11-25T10:20:30Z minute=6/2           -> yes minute 2/2 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:40Z
            2026-11-25T10:20:30Z minute=6/2           -> no minute 2/2 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:40Z
            2026-11-25T10:20:39.999999999Z minute=6/2 -> no minute 2/2 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:40Z
            2026-11-25T10:20:40Z minute=6/2           -> yes minute 2/2 until 2026-11-25T10:21:00Z room 2026-11-25T10:20:50Z
            2026-11-25T10:20:55Z minute=6/2           -> yes minute 2/2 until 2026-11-25T10:21:10Z room 2026-11-25T10:21:00Z
            2026-11-25T10:30:00Z minute=6/2           -> yes minute 1/2 until 2026-11-25T10:30:10Z room 2026-11-25T10:30:00Z
            """, """
            2026-11-25T10:20:00Z minute=7/1           -> yes minute 1/1 until 2026-11-25T10:20:08.571428572Z room 2026-11-25T10:20:08.571428572Z
            2026-11-25T10:20:08.571428571Z minute=7/1 -> no minute 1/1 until 2026-11-25T10:20:08.571428572Z room 2026-11-25T10:20:08.571428572Z
            2026-11-25T10:20:08.571428572Z minute=7/1 -> yes minute 1/1 until 2026-11-25T10:20:17.142857144Z room 2026-11-25T10:20:17.142857144Z
            """, """
            2026-11-25T10:20:30Z 3155760000s=1/1      -> yes 3155760000s 1/1 until 2126-11-26T10:20:30Z room 2126-11-26T10:20:30Z
            2126-11-26T10:20:29Z 3155760000s=1/1      -> no 3155760000s 1/1 until 2126-11-26T10:20:30Z room 2126-11-26T10:20:30Z
            2126-11-26T10:20:30Z 3155760000s=1/1      -> yes 3155760000s 1/1 until 2226-11-27T10:20:30Z room 2226-11-27T10:20:30Z
            """, """
            2026-11-25T10:20:30Z second=9007199254740992/9007199254740992 -> yes second 1/9007199254740992 until 2026-11-25T10:20:30.000000001Z room 2026-11-25T10:20:30Z
            2026-11-25T10:20:30Z if-room-9007199254740991 second=9007199254740992/9007199254740992 -> yes second 9007199254740992/9007199254740992 until 2026-11-25T10:20:31Z room 2026-11-25T10:20:30.000000001Z
            2026-11-25T10:20:30Z second=9007199254740992/9007199254740992 -> no second 9007199254740992/9007199254740992 until 2026-11-25T10:20:31Z room 2026-11-25T10:20:30.000000001Z
            2026-11-25T10:20:30.000000001Z second=9007199254740992/9007199254740992 -> yes second 9007199245733794/9007199254740992 until 2026-11-25T10:20:31.000000001Z room 2026-11-25T10:20:30.000000001Z
            """})
    void a_smooth_limit_gives_room_back_evenly(String scenario) {
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            2026-11-25T10:20:30Z minute=6/1 hour=2 -> yes minute 1/1 until 2026-11-25T10:20:40Z room 2026-11-25T10:20:40Z, hour 1/2 until 2026-11-25T11:00:00Z
            2026-11-25T10:20:31Z minute=6/1 hour=2 -> no minute 1/1 until 2026-11-25T10:20:40Z room 2026-11-25T10:20:40Z, hour 1/2 until 2026-11-25T11:00:00Z
            2026-11-25T10:20:40Z minute=6/1 hour=2 -> yes minute 1/1 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:50Z, hour 2/2 until 2026-11-25T11:00:00Z
            2026-11-25T10:20:50Z minute=6/1 hour=2 -> no minute 0/1 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:50Z, hour 2/2 until 2026-11-25T11:00:00Z
            2026-11-25T11:00:00Z minute=6/1 hour=2 -> yes minute 1/1 until 2026-11-25T11:00:10Z room 2026-11-25T11:00:10Z, hour 1/2 until 2026-11-25T12:00:00Z
            """, """
            2026-11-25T10:20:30Z second=2/1 minute=6/2 ~30s=9 -> yes second 1/1 until 2026-11-25T10:20:30.500Z room 2026-11-25T10:20:30.500Z, minute 1/2 until 2026-11-25T10:20:40Z room 2026-11-25T10:20:30Z, 30s 1/9 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z minute=6/2                   -> yes minute 2/2 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:40Z
            2026-11-25T10:20:31Z second=2/1 minute=6/2 ~30s=9 -> no second 0/1 until 2026-11-25T10:20:31Z room 2026-11-25T10:20:31Z, minute 2/2 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:40Z, 30s 1/9 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:31Z minute=6/3                   -> yes minute 1/3 until 2026-11-25T10:20:41Z room 2026-11-25T10:20:31Z
            """})
    void of_smooth_limits_and_windows_all_count_a_request_or_none_does(String scenario) {
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            2026-11-25T10:20:30Z look minute=6/3      -> yes minute 0/3 until 2026-11-25T10:20:30Z room 2026-11-25T10:20:30Z
            2026-11-25T10:20:30Z leased minute=6/3    -> yes minute 1/3 until 2026-11-25T10:20:40Z room 2026-11-25T10:20:30Z
            2026-11-25T10:20:30Z if-room-4 minute=6/3 -> yes minute 5/3 until 2026-11-25T10:21:20Z room 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z if-room-4 minute=6/3 -> no minute 5/3 until 2026-11-25T10:21:20Z room 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z leased minute=6/3    -> no minute 5/3 until 2026-11-25T10:21:20Z room 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z always-1 minute=6/3  -> no minute 6/3 until 2026-11-25T10:21:30Z room 2026-11-25T10:21:10Z
            2026-11-25T10:20:30Z always--4 minute=6/3 -> no minute 2/3 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:30Z
            2026-11-25T10:20:30Z look minute=6/3      -> yes minute 2/3 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:30Z
            2026-11-25T10:20:30Z always--9 minute=6/3 -> yes minute 0/3 until 2026-11-25T10:20:30Z room 2026-11-25T10:20:30Z
            2026-11-25T10:20:30Z always-3 minute=6/3  -> yes minute 3/3 until 2026-11-25T10:21:00Z room 2026-11-25T10:20:40Z
            """, """
            2026-11-25T10:20:30Z always--5 minute=6/3 -> yes minute 0/3 until 2026-11-25T10:20:30Z room 2026-11-25T10:20:30Z
            2026-11-25T10:20:30Z if-room-3 minute=6/3 -> yes minute 3/3 until 2026-11-25T10:21:00Z room 2026-11-25T10:20:40Z
            2026-11-25T10:20:30Z always-1000000 minute=6/3 -> no minute 1000003/3 until 2027-03-21T04:07:40Z room 2027-03-21T04:07:20Z
            """, """
            2026-11-25T10:20:30Z penalized minute=6/2 -> yes minute 1/2 until 2026-11-25T10:20:40Z room 2026-11-25T10:20:30Z
            2026-11-25T10:20:30Z penalized minute=6/2 -> yes minute 2/2 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:40Z
            2026-11-25T10:20:30Z penalized minute=6/2 -> no minute 3/2 until 2026-11-25T10:21:00Z room 2026-11-25T10:20:50Z
            2026-11-25T10:20:30Z penalized minute=6/2 -> no minute 3/2 until 2026-11-25T10:21:00Z room 2026-11-25T10:20:50Z
            2026-11-25T10:20:40Z penalized minute=6/2 -> no minute 3/2 until 2026-11-25T10:21:10Z room 2026-11-25T10:21:00Z
            2026-11-25T10:21:00Z penalized minute=6/2 -> yes minute 2/2 until 2026-11-25T10:21:20Z room 2026-11-25T10:21:10Z
            """})
    void requests_may_count_more_than_once_against_a_smooth_limit_or_whatever_it_says_or_not_at_all(String scenario) {
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @Test
    void a_clock_that_is_behind_is_refused_by_a_smooth_limit_for_as_long() {
        String scenario = """
                2026-11-25T10:20:30Z minute=6/2 -> yes minute 1/2 until 2026-11-25T10:20:40Z room 2026-11-25T10:20:30Z
                2026-11-25T10:20:25Z minute=6/2 -> no minute 2/2 until 2026-11-25T10:20:40Z room 2026-11-25T10:20:30Z
                2026-11-25T10:20:30Z minute=6/2 -> yes minute 2/2 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:40Z
                2026-11-25T10:20:30Z minute=6/2 -> no minute 2/2 until 2026-11-25T10:20:50Z room 2026-11-25T10:20:40Z
                """;
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    /// Whether they are counted one by one or several at once, whoever asks is told of those that came.
    @ParameterizedTest
    @ValueSource(strings = {"""
            2026-11-25T10:20:30Z leased minute=5        -> yes minute 1/5 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z leased minute=5        -> yes minute 2/5 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z leased minute=5        -> yes minute 3/5 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z leased minute=5        -> yes minute 4/5 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:31Z leased minute=5        -> yes minute 5/5 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:31Z leased minute=5        -> no minute 5/5 until 2026-11-25T10:21:00Z
            2026-11-25T10:21:00Z leased minute=5        -> yes minute 1/5 until 2026-11-25T10:22:00Z
            """, """
            2026-11-25T10:20:30Z leased minute=3 hour=4 -> yes minute 1/3 until 2026-11-25T10:21:00Z, hour 1/4 until 2026-11-25T11:00:00Z
            2026-11-25T10:20:30Z leased minute=3 hour=4 -> yes minute 2/3 until 2026-11-25T10:21:00Z, hour 2/4 until 2026-11-25T11:00:00Z
            2026-11-25T10:21:00Z leased minute=3 hour=4 -> yes minute 1/3 until 2026-11-25T10:22:00Z, hour 3/4 until 2026-11-25T11:00:00Z
            2026-11-25T10:21:00Z leased minute=3 hour=4 -> yes minute 2/3 until 2026-11-25T10:22:00Z, hour 4/4 until 2026-11-25T11:00:00Z
            2026-11-25T10:21:00Z leased minute=3 hour=4 -> no minute 2/3 until 2026-11-25T10:22:00Z, hour 4/4 until 2026-11-25T11:00:00Z
            """, """
            2026-11-25T10:20:00Z leased ~60s=3          -> yes 60s 1/3 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:00Z leased ~60s=3          -> yes 60s 2/3 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:00Z leased ~60s=3          -> yes 60s 3/3 until 2026-11-25T10:21:00Z
            2026-11-25T10:21:00Z leased ~60s=3          -> no 60s 3/3 until 2026-11-25T10:22:00Z
            2026-11-25T10:21:20Z leased ~60s=3          -> yes 60s 3/3 until 2026-11-25T10:22:00Z
            """, """
            2026-11-25T10:20:30Z penalized minute=2     -> yes minute 1/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z penalized minute=2     -> yes minute 2/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z penalized minute=2     -> no minute 3/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:30Z penalized minute=2     -> no minute 4/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:21:00Z penalized minute=2     -> yes minute 1/2 until 2026-11-25T10:22:00Z
            """, """
            2026-11-25T10:20:00Z penalized ~60s=2       -> yes 60s 1/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:00Z penalized ~60s=2       -> yes 60s 2/2 until 2026-11-25T10:21:00Z
            2026-11-25T10:20:00Z penalized ~60s=2       -> no 60s 3/2 until 2026-11-25T10:21:00Z
            """})
    void requests_may_be_counted_ahead_of_time_or_though_they_are_refused(String scenario) {
        assertThat(run(scenario)).isEqualTo(scenario);
    }

    @Test
    void keys_are_counted_apart() {
        CounterStore store = store();
        List<Limit> limits = List.of(new Limit(Period.DAY, 1));
        Instant now = Instant.parse("2026-11-25T10:20:30Z");
        List<String> keys = List.of("", "a", "A", "a:b", "ä", "\u0000", "a".repeat(10_000), "a".repeat(10_001));
        for (String key : keys) {
            assertThat(store.count(key, limits, now).admitted()).isTrue();
        }
        for (String key : keys) {
            assertThat(store.count(key, limits, now).admitted()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            limits              | requests per thread | admitted
            second=100          | 10                  | 100
            minute=7 hour=100   | 5                   | 7
            minute=100 hour=101 | 3                   | 96
            minute=9 year=1     | 4                   | 1
            hour=100/70         | 10                  | 70
            minute=101 day=9/7  | 5                   | 7
            """)
    void of_32_threads_exactly_the_limit_is_admitted(String limits, int requestsPerThread, int admitted)
            throws Exception {
        CounterStore store = store();
        Instant now = Instant.parse("2026-11-25T10:20:30Z");
        Callable<Long> client = () -> {
            long passed = 0;
            for (int i = 0; i < requestsPerThread; i++) {
                passed += store.count("key", limits(limits), now).admitted() ? 1 : 0;
            }
            return passed;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<Future<Long>> clients = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                clients.add(threads.submit(client));
            }
            long passed = 0;
            for (Future<Long> done : clients) {
                passed += done.get();
            }
            assertThat(passed).isEqualTo(admitted);
        }
        assertThat(store.count("key", List.of(new Limit(Period.MINUTE, 1_000_000)), now).windows().getFirst().used())
                .as("refusals counted nothing").isEqualTo(limits.startsWith("minute") ? admitted + 1 : 1);
    }

    private String run(String scenario) {
        CounterStore store = store();
        return scenario.lines().map(line -> outcome(store, line) + "\n").collect(Collectors.joining());
    }

    private static String outcome(CounterStore store, String line) {
        String step = line.substring(0, line.indexOf("->"));
        String[] words = step.strip().split(" ", 2);
        Usage usage = store.count("key", limits(words[1]), counting(words[1]), Instant.parse(words[0]));
        return step + "-> " + (usage.admitted() ? "yes " : "no ") + usage.windows().stream()
                .map(window -> name(window.limit().span()) + " " + window.used() + "/" + window.limit().burst()
                        + " until " + window.endsAt() + (window.limit().isSmooth() ? " room " + window.roomAt() : ""))
                .collect(Collectors.joining(", "));
    }

    private static String name(Span span) {
        return switch (span) {
            case Period period -> period.kongName();
            case Span.Seconds seconds -> seconds.toString();
        };
    }

    private static Counting counting(String text) {
        String word = text.strip().split(" ")[0];
        if (word.equals("look")) {
            return new Counting.Nothing();
        }
        if (word.equals("leased")) {
            return new Counting.Leased(Duration.ofSeconds(1));
        }
        if (word.equals("penalized")) {
            return new Counting.Penalized();
        }
        if (word.startsWith("if-room-")) {
            return new Counting.IfRoom(Long.parseLong(word.substring("if-room-".length())));
        }
        return word.startsWith("always-")
                ? new Counting.Always(Long.parseLong(word.substring("always-".length())))
                : Counting.ONE;
    }

    private static List<Limit> limits(String text) {
        return Arrays.stream(text.strip().split(" ")).filter(word -> word.contains("=")).map(word -> word.split("="))
                .map(parts -> limit(parts[0], parts[1])).toList();
    }

    /// `minute=7` is fixed, `~minute=7` sliding, and `minute=7/2` smooth with a burst of 2.
    private static Limit limit(String span, String count) {
        if (count.contains("/")) {
            String[] counts = count.split("/");
            return Limit.smooth(span(span), Long.parseLong(counts[0]), Long.parseLong(counts[1]));
        }
        return new Limit(span(span.replace("~", "")), Long.parseLong(count),
                span.startsWith("~") ? Limit.Type.SLIDING : Limit.Type.FIXED);
    }

    private static Span span(String name) {
        return Character.isDigit(name.charAt(0))
                ? new Span.Seconds(Long.parseLong(name.substring(0, name.length() - 1)))
                : Period.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
