namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>
/// A statement failed and took its transaction or its connection with it: the statements after it would see another state of the data.
/// Reads the request again from the start, without the fields that failed.
/// </summary>
internal sealed class ReadingLostException() : Exception("A failed statement ended the transaction that the request reads in.");
