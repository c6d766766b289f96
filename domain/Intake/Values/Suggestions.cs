namespace IndhCoops.Domain.Intake.Values;

/// <summary>The nearest names of one file, each sought once.</summary>
internal sealed class Suggestions
{
    // A stranger's file may hold as many wrong names as it has rows, and each is compared with all that there are.
    private const int MostSought = 500;

    private readonly Dictionary<(object Names, string Text), string> _sought = [];

    public string For<T>(OfficeNames<T> names, string text)
        where T : notnull
    {
        if (!_sought.TryGetValue((names, text), out var near))
        {
            near = _sought.Count < MostSought ? names.Nearest(text) : "—";
            _ = _sought.Count < MostSought && _sought.TryAdd((names, text), near);
        }

        return near;
    }
}
