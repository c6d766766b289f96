namespace IndhCoops.Functions.Hosting;

/// <summary>What a run is asked to do: months by hand, or whatever is due.</summary>
/// <param name="From">The first day of the first month; null for whatever is due.</param>
/// <param name="To">The first day of the last month; null for whatever is due.</param>
public sealed record FunctionRequest(DateOnly? From, DateOnly? To)
{
    /// <summary>Asks for whatever is due.</summary>
    public static FunctionRequest WhatIsDue { get; } = new(null, null);
}
