namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>A file as it travels.</summary>
/// <param name="EntityTag">A quoted strong entity tag of just these bytes.</param>
/// <param name="ContentEncoding">How they are compressed, or null.</param>
internal sealed record PageFileBody(byte[] Bytes, string EntityTag, string? ContentEncoding);
