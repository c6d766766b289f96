namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>How long a request may take that brings files.</summary>
/// <param name="Left">How long from now, after the files have arrived.</param>
/// <param name="Whole">How long in all.</param>
internal sealed record UploadTime(TimeSpan Left, TimeSpan Whole);
