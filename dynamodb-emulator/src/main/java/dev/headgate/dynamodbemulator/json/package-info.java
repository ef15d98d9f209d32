/// JSON as this module needs it: a small sealed tree, read and written with Jackson's streaming core. Start at [Json].
package dev.headgate.dynamodbemulator.json;
