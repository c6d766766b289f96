namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>A file that came with a request. It is there as long as the request is answered.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Length">Its length, in bytes.</param>
/// <param name="Content">Its bytes, which can be sought.</param>
public sealed record GraphFile(string Name, long Length, Stream Content);
