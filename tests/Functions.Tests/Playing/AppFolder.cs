namespace IndhCoops.Functions.Tests.Playing;

/// <summary>An app's folder with a folder for each function, gone when it is disposed.</summary>
internal sealed class AppFolder : IDisposable
{
    /// <summary>A function that is due at each full hour.</summary>
    public const string Hourly = """{"bindings":[{"type":"timerTrigger","direction":"in","name":"timer","schedule":"0 0 * * * *","useMonitor":false}]}""";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("indhcoops-app-");

    public string Root => _root.FullName;

    /// <summary>Adds a function.</summary>
    public AppFolder With(string name, string functionJson = Hourly)
    {
        File.WriteAllText(Path.Combine(_root.CreateSubdirectory(name).FullName, "function.json"), functionJson);
        return this;
    }

    /// <summary>The settings that start an app on this folder, with its data in it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["FUNCTIONS_APP_ROOT_PATH"] = Root,
        ["Storage:ConnectionString"] = "UseDevelopmentStorage=true",
    };

    public void Dispose() => _root.Delete(recursive: true);
}
