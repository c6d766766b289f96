using IndhCoops.Functions.Hosting.Timers;

namespace IndhCoops.Functions.Hosting;

/// <summary>The functions of this program.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, TimedFunction> _functions = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="StartException">Two have the same name.</exception>
    public FunctionCatalog(IEnumerable<TimedFunction> functions)
    {
        foreach (var function in functions)
        {
            if (!_functions.TryAdd(function.Name, function))
            {
                throw new StartException(
                    $"Two functions are named {function.Name}. Give one of them another name in its [Function(\"…\")].");
            }
        }
    }

    /// <summary>All functions, by name.</summary>
    public IEnumerable<TimedFunction> Functions => _functions.Values.OrderBy(function => function.Name, StringComparer.Ordinal);

    /// <summary>The function of a name, in whatever case.</summary>
    public TimedFunction? Find(string name) => _functions.GetValueOrDefault(name);
}
