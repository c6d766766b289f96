namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>A file that came with a request. It is there as long as the request is answered.</summary>
/// <param name="Content">Its bytes, which can be sought.</param>
internal sealed record GraphFile(string Name, long Length, Stream Content);
