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

/// <summary>Answers whether the server is ready.</summary>
internal static class ReadinessEndpoint
{
    /// <summary>200 once the data is in place, 503 until then.</summary>
    public static void MapReadiness(this WebApplication app, string path) => app.MapGet(path, (Readiness readiness) => readiness.IsReady
        ? Results.Text("ready")
        : Results.Text("loading", statusCode: StatusCodes.Status503ServiceUnavailable));
}
