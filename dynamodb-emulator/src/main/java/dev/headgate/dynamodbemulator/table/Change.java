package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.value.Item;
import java.util.Optional;

/// A decided change of one item; an item that stays as it is has `before` equal to `after`.
///
/// @param before the item as stored; empty where there is none
/// @param after the item to store; empty to delete it
public record Change(Table table, Position position, Optional<Item> before, Optional<Item> after) {}
