namespace IndhCoops.Functions.Hosting;

/// <summary>The functions of this program: each has a folder with a <c>function.json</c>, and code that is registered under its name.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, FunctionDefinition> _functions;

    public FunctionCatalog(string appRoot, IEnumerable<FunctionRegistration> registrations)
    {
        _functions = new DirectoryInfo(appRoot).EnumerateDirectories()
            .Where(folder => File.Exists(Path.Combine(folder.FullName, FunctionFile.Name)))
            .Select(FunctionFile.Read)
            .ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
        CheckAgainst([.. registrations.Select(registration => registration.Name)], appRoot);
    }

    /// <summary>All functions, by name.</summary>
    public IEnumerable<FunctionDefinition> Functions => _functions.Values.OrderBy(function => function.Name, StringComparer.Ordinal);

    /// <summary>The function of a name, in whatever case.</summary>
    public FunctionDefinition? Find(string name) => _functions.GetValueOrDefault(name);

    private void CheckAgainst(string[] registered, string appRoot)
    {
        var problems = new List<string>();
        problems.AddRange(_functions.Keys.Except(registered, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name =>
            $"The folder {name} in {appRoot} has a {FunctionFile.Name}, but no function is registered under that name: add services.AddFunction<…>(\"{name}\") or delete the folder."));
        problems.AddRange(registered.Except(_functions.Keys, StringComparer.Ordinal).Select(name =>
            $"The function {name} is registered, but {appRoot} has no {name}/{FunctionFile.Name}: add the file or the registration's right name."));
        problems.AddRange(registered.CountBy(name => name).Where(count => count.Value > 1).Select(count =>
            $"The function {count.Key} is registered {count.Value} times: keep one."));
        if (problems.Count > 0)
        {
            throw new StartException(string.Join(Environment.NewLine, problems));
        }
    }
}
