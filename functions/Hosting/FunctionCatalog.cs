using IndhCoops.Functions.Hosting.Timers;

namespace IndhCoops.Functions.Hosting;

/// <summary>The functions of this program: each has a timer, and code that is registered under its name.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, TimedFunction> _functions;

    /// <exception cref="StartException">Timers and code do not belong together.</exception>
    public FunctionCatalog(IEnumerable<TimedFunction> timers, IEnumerable<FunctionRegistration> registrations)
    {
        _functions = timers.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
        CheckAgainst([.. registrations.Select(registration => registration.Name)]);
    }

    /// <summary>All functions, by name.</summary>
    public IEnumerable<TimedFunction> Functions => _functions.Values.OrderBy(function => function.Name, StringComparer.Ordinal);

    /// <summary>The function of a name, in whatever case.</summary>
    public TimedFunction? Find(string name) => _functions.GetValueOrDefault(name);

    private void CheckAgainst(string[] registered)
    {
        var problems = new List<string>();
        problems.AddRange(_functions.Keys.Except(registered, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name =>
            $"[Function(\"{name}\")] has a timer, but no code is registered under that name: add services.AddFunction<…>(\"{name}\")."));
        problems.AddRange(registered.Except(_functions.Keys, StringComparer.Ordinal).Select(name =>
            $"The function {name} is registered, but has no timer: add a method with [Function(\"{name}\")] to a class that AddTimers<…>() names."));
        problems.AddRange(registered.CountBy(name => name).Where(count => count.Value > 1).Select(count =>
            $"The function {count.Key} is registered {count.Value} times: keep one."));
        if (problems.Count > 0)
        {
            throw new StartException(string.Join(Environment.NewLine, problems));
        }
    }
}
