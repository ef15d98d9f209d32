/// Attribute values: the ten types, numbers of 38 digits, sizes, order, and their JSON form. Start at
/// [AttributeValue].
package dev.headgate.dynamodbemulator.value;
