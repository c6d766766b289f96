namespace IndhCoops.Functions.Hosting;

/// <summary>How far a run is.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Done">How much of the step is done.</param>
/// <param name="Total">How much there is to do; 0 where nobody knows.</param>
public sealed record FunctionProgress(string Step, long Done, long Total);
