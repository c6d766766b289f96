namespace IndhCoops.EndToEnd.Tests;

/// <summary>The tests of one collection run one after the other: a browser, a code generator and an audit share a machine badly.</summary>
internal static class OneAtATime
{
    public const string Name = "One at a time";
}
