namespace IndhCoops.Functions.Tests.Playing;

/// <summary>A folder for what an app keeps, gone when it is disposed.</summary>
internal sealed class AppFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("indhcoops-app-");

    public string Root => _root.FullName;

    /// <summary>Settings that an app can start with.</summary>
    public static Dictionary<string, string?> Settings => new() { ["Storage:ConnectionString"] = "UseDevelopmentStorage=true" };

    public void Dispose() => _root.Delete(recursive: true);
}
