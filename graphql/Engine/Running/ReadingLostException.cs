namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>
/// A statement failed, and its transaction or connection ended with it. Statements after it would see another state of the data, so the
/// request is read again from the start, without the fields that failed.
/// </summary>
internal sealed class ReadingLostException() : Exception("A failed statement ended the transaction that the request reads in.");
