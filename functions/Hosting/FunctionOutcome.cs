namespace IndhCoops.Functions.Hosting;

/// <summary>What a run did, as a whole; what it did one by one was said while it went on.</summary>
/// <param name="Summary">The end of the last line, such as <c>24 reports landed</c>.</param>
public sealed record FunctionOutcome(string Summary);
