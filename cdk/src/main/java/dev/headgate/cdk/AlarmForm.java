package dev.headgate.cdk;

import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/// For how long something has to be wrong before there is an alarm.
enum AlarmForm {
    /// In three periods of five: not for a single request, and within the shortest rollout.
    PERSISTENT(5, 3),
    /// In one period, for what is a sum over a longer time already, or stays until somebody acts.
    AT_ONCE(1, 1);

    private final int periods;
    private final int breaching;

    AlarmForm(int periods, int breaching) {
        this.periods = periods;
        this.breaching = breaching;
    }

    /// An alarm while a metric is above a limit.
    ///
    /// @param name of the alarm in CloudWatch, and of the construct
    Alarm alarm(Construct scope, String name, IMetric metric, double limit, String description) {
        return alarm(scope, name, metric, ComparisonOperator.GREATER_THAN_THRESHOLD, limit, description);
    }

    /// An alarm while a metric has reached a limit.
    Alarm alarmFrom(Construct scope, String name, IMetric metric, double limit, String description) {
        return alarm(scope, name, metric, ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, limit, description);
    }

    private Alarm alarm(Construct scope, String name, IMetric metric, ComparisonOperator operator, double limit,
            String description) {
        return Alarm.Builder.create(scope, name).alarmName(name).alarmDescription(description).metric(metric)
                .comparisonOperator(operator).threshold(limit).evaluationPeriods(periods).datapointsToAlarm(breaching)
                .treatMissingData(TreatMissingData.NOT_BREACHING).build();
    }
}
