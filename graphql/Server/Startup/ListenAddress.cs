namespace IndhCoops.GraphQL.Startup;

/// <summary>Where the server listens.</summary>
internal static class ListenAddress
{
    private const int UsualPort = 5000;

    /// <summary>
    /// On this machine alone, unless its surroundings say otherwise: container images set <c>ASPNETCORE_HTTP_PORTS</c>, and who runs a
    /// proxy may set <c>ASPNETCORE_URLS</c>. A port on the command line goes before both.
    /// </summary>
    public static void ListenAt(this WebApplicationBuilder builder, int? port)
    {
        var isSaid = new[] { WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey }
            .Any(key => !string.IsNullOrEmpty(builder.Configuration[key]));
        if (port is not null || !isSaid)
        {
            builder.WebHost.UseUrls($"http://localhost:{port ?? UsualPort}");
        }
    }
}
