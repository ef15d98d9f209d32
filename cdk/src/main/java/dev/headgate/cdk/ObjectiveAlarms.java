package dev.headgate.cdk;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.AlarmState;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.constructs.Construct;

/// Whether an API keeps its objective of availability: for each [BurnRate] an alarm that both windows raise together.
final class ObjectiveAlarms extends Construct {
    private final DeploymentSettings settings;
    private final ApiMetrics api;
    private final List<AlarmBase> told = new ArrayList<>();
    private final Alarm fastShort;

    ObjectiveAlarms(Construct scope, String id, DeploymentSettings settings, ApiMetrics api) {
        super(scope, id);
        this.settings = settings;
        this.api = api;
        this.fastShort = burn(BurnRate.FAST);
        burn(BurnRate.SLOW);
    }

    /// Those that both windows have raised.
    List<AlarmBase> told() {
        return List.copyOf(told);
    }

    /// The one that is raised first: the short window of [BurnRate#FAST].
    Alarm fastShort() {
        return fastShort;
    }

    /// @return the alarm of the short window
    private Alarm burn(BurnRate rate) {
        Alarm longWindow = window(rate, rate.longWindow());
        Alarm shortWindow = window(rate, rate.shortWindow());
        told.add(CompositeAlarm.Builder.create(this, name(rate)).compositeAlarmName(name(rate))
                .alarmDescription("More requests end in 5xx than an availability of "
                        + settings.monitoring().availabilityPercent() + " % allows: at this rate "
                        + rate.budgetPercent() + " % of what it allows in " + BurnRate.PERIOD.toDays()
                        + " days is gone in " + text(rate.longWindow())
                        + ". Look, on the dashboard, which routes end in 5xx, and whether the backends, the router or "
                        + "the authorizer answer them.")
                .alarmRule(AlarmRule.allOf(AlarmRule.fromAlarm(longWindow, AlarmState.ALARM),
                        AlarmRule.fromAlarm(shortWindow, AlarmState.ALARM)))
                .build());
        return shortWindow;
    }

    private Alarm window(BurnRate rate, java.time.Duration window) {
        software.amazon.awscdk.Duration period = software.amazon.awscdk.Duration.minutes(window.toMinutes());
        double limit = rate.errorPercent(settings.monitoring().availabilityPercent());
        return AlarmForm.AT_ONCE.alarmFrom(this, name(rate) + "-" + text(window), MathExpression.Builder.create()
                .expression("IF(requests > 0, 100 * errors / requests, 0)")
                .usingMetrics(Sorted.map(entry("errors", api.serverErrorCount(period)),
                        entry("requests", api.requestCount(period))))
                .label("5xx of a hundred requests").period(period).build(), limit,
                limit + " % or more of the requests of " + text(window) + " ended in 5xx. One of two parts of "
                        + name(rate) + ".");
    }

    private String name(BurnRate rate) {
        return settings.name() + "-" + api.kind() + "-burn-" + rate.name().toLowerCase(Locale.ROOT);
    }

    private static String text(java.time.Duration window) {
        return window.toHours() > 0 ? window.toHours() + "h" : window.toMinutes() + "m";
    }
}
