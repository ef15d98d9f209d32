/// Tables, their keys and indexes, in memory. [Database] holds the tables, [Table] one table's items, [ItemIndex] a
/// sorted collection of them; [Position] is the order everything is found by.
package dev.headgate.dynamodbemulator.table;
