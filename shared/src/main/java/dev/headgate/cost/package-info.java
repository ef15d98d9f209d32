/// What a plan costs a month, beside the router alone and beside a Kong cluster: prices ([Prices]), a traffic profile
/// ([TrafficProfile]) and what both make of routes. Pure: values to values. Start at [CostComparison].
package dev.headgate.cost;
