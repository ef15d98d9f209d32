/// A database's journal in files: [JournalFile] appends lines and survives being killed, [EntryCodec] is what a line
/// says.
package dev.headgate.dynamodbemulator.journal;
