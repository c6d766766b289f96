namespace IndhCoops.Functions.Hosting;

/// <summary>The result of a whole run. Its single steps are reported while it runs.</summary>
/// <param name="Summary">The end of the last line, such as <c>24 reports landed</c>.</param>
public sealed record FunctionOutcome(string Summary);
