using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace IndhCoops.Load;

/// <summary>A time in which the database was away, and some seconds more.</summary>
/// <param name="Began">When it was stopped.</param>
/// <param name="Back">When it took connections again; null while it does not.</param>
internal sealed record Outage(TimeSpan Began, TimeSpan? Back)
{
    // Recovery of the server's own connections is part of it.
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(15);

    public bool Touches(TimeSpan started, TimeSpan ended) => ended >= Began && (Back is not { } back || started <= back + Aftermath);
}

/// <summary>What came of all requests.</summary>
public sealed class Tally
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<(string Work, Outcome Outcome), int> _counts = [];
    private readonly ConcurrentQueue<string> _findings = [];
    private readonly ConcurrentDictionary<int, TimeSpan> _firstRight = [];
    private volatile Outage[] _outages = [];
    private volatile bool _areFlooding;

    /// <summary>How many requests were answered rightly.</summary>
    public int Right => Count(Outcome.Right) + Count(Outcome.NotModified);

    /// <summary>What was answered as none may be.</summary>
    public IReadOnlyCollection<string> Findings => _findings;

    /// <summary>How long after each return of the database the first right answer came to who asked after it.</summary>
    public IReadOnlyList<TimeSpan> Recoveries => [.. _firstRight.OrderBy(first => first.Key).Select(first => first.Value)];

    /// <summary>What was answered before the floods.</summary>
    public Phase Calm { get; } = new();

    /// <summary>The same during the floods.</summary>
    public Phase Flooded { get; } = new();

    /// <summary>How long each outage was.</summary>
    public IReadOnlyList<TimeSpan> Outages =>
        [.. _outages.Where(outage => outage.Back is not null).Select(outage => outage.Back!.Value - outage.Began)];

    internal TimeSpan Now => _clock.Elapsed;

    /// <summary>Says that the floods begin.</summary>
    internal void FloodsBegin() => _areFlooding = true;

    internal void DatabaseGoes() => _outages = [.. _outages, new Outage(Now, null)];

    internal void DatabaseIsBack() => _outages = [.. _outages[..^1], _outages[^1] with { Back = Now }];

    /// <summary>Says that something is not as it must be.</summary>
    internal void Find(string finding) => _findings.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{Now:mm\\:ss} {finding}"));

    /// <summary>Counts a request that was asked and not held against the right answer.</summary>
    internal void Add(string work, Outcome outcome) => _counts.AddOrUpdate((work, outcome), 1, (_, count) => count + 1);

    /// <summary>
    /// Counts a request. While the database is away, and shortly after, it may be put off, and a connection broken off where half an answer
    /// was out.
    /// </summary>
    internal void Add(Question question, Outcome outcome, string? fault, TimeSpan started)
    {
        var ended = Now;
        Add(question.Work, outcome);
        (_areFlooding ? Flooded : Calm).Add(question, outcome, ended - started);

        var outages = _outages;
        if (outcome is Outcome.Right && outages.Length > 0 && outages[^1].Back is { } back && started >= back)
        {
            _firstRight.TryAdd(outages.Length, ended - back);
        }

        var excused = outages.Any(outage => outage.Touches(started, ended));
        if (outcome is Outcome.Wrong
            || (outcome is Outcome.Broken && !(excused && question.IsTable))
            || (outcome is Outcome.Later && !excused))
        {
            Find($"{question.Work}: {outcome}, {fault} ({question.Path})");
        }
    }

    /// <summary>How many there were, by work and outcome.</summary>
    public override string ToString()
    {
        var lines = _counts.GroupBy(count => count.Key.Work).OrderBy(work => work.Key, StringComparer.Ordinal).Select(work =>
        {
            var counts = work.OrderBy(count => count.Key.Outcome)
                .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key.Outcome} {count.Value:N0}"));
            return $"  {work.Key}: {string.Join(", ", counts)}";
        });
        return string.Join('\n', lines);
    }

    private int Count(Outcome outcome) => _counts.Where(count => count.Key.Outcome == outcome).Sum(count => count.Value);
}
