namespace IndhCoops.GraphQL.Startup;

/// <summary>Whether the data is in place.</summary>
public sealed class Readiness
{
    private volatile bool _isReady;

    /// <summary>Whether requests find what they ask for.</summary>
    public bool IsReady => _isReady;

    /// <summary>Says that the data is in place.</summary>
    public void Ready() => _isReady = true;
}
