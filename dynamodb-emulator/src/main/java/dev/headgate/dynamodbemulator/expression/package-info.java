/// DynamoDB's expression languages: text to tokens ([Lexer]), tokens to trees ([ConditionParser], [UpdateParser],
/// [ProjectionParser]), trees against items. Everything that is wrong whatever the item is found while parsing.
///
/// Source: DynamoDB developer guide, "Using expressions in DynamoDB" and its pages on operators and functions, update
/// expressions, projection expressions and reserved words. Start at [Placeholders], then [Condition].
package dev.headgate.dynamodbemulator.expression;
