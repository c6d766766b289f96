namespace IndhCoops.GraphQL.Transport;

/// <summary>A client read its answer too slowly, and was broken off.</summary>
internal sealed class SlowReaderException() : Exception("The client reads its answer too slowly.");
