using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Grants;

namespace IndhCoops.Domain.Programmes;

/// <summary>A programme of the INDH, or an axis of one that is reported on its own.</summary>
public sealed class Programme
{
    private Programme()
    {
    }

    /// <summary>A programme from its first to its last year, as far as they are known.</summary>
    public Programme(
        string code,
        string name,
        IEnumerable<string> aliases,
        string? axis,
        Phase? phase,
        int? startYear,
        int? endYear,
        decimal? envelope,
        string source)
    {
        Code = Require.Text(code);
        Name = Require.Text(name);
        Aliases = [.. aliases];
        Axis = axis;
        Phase = phase;
        (StartYear, EndYear) = Require.InOrder(startYear, endYear, nameof(endYear));
        Envelope = Require.Amount(envelope);
        Source = Require.Text(source);
    }

    /// <summary>The code by which the programme is known, for example P3.</summary>
    public string Code { get; private set; } = null!;

    /// <summary>The official French name.</summary>
    public string Name { get; private set; } = null!;

    /// <summary>Other names in use.</summary>
    public IReadOnlyList<string> Aliases { get; private set; } = [];

    /// <summary>The axis of the programme that the row stands for; null for the programme as a whole.</summary>
    public string? Axis { get; private set; }

    /// <summary>The phase it belongs to.</summary>
    public Phase? Phase { get; private set; }

    /// <summary>Its first year.</summary>
    public int? StartYear { get; private set; }

    /// <summary>Its last year.</summary>
    public int? EndYear { get; private set; }

    /// <summary>The planned envelope in MAD.</summary>
    public decimal? Envelope { get; private set; }

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; } = DataSource.Press;

    /// <summary>Where the row was taken from.</summary>
    public string Source { get; private set; } = null!;

    /// <summary>The grants made under the programme.</summary>
    public IReadOnlyCollection<Grant> Grants { get; } = new List<Grant>();

    /// <summary>The projects approved under the programme.</summary>
    public IReadOnlyCollection<Project> Projects { get; } = new List<Project>();

    /// <summary>The balances of the programme, month by month.</summary>
    public IReadOnlyCollection<Balance> Balances { get; } = new List<Balance>();

    /// <summary>What officials reported on the programme.</summary>
    public IReadOnlyCollection<Statement> Statements { get; } = new List<Statement>();

    /// <summary>Whether two codes are of one programme: the programme as a whole and an axis of it (P3 and P3-ESS) are.</summary>
    internal static bool AreOfOne(string code, string other) =>
        code == other || code.StartsWith($"{other}-", StringComparison.Ordinal) || other.StartsWith($"{code}-", StringComparison.Ordinal);

    /// <summary>Whether a date lies in the programme's years; always true for years that are not known.</summary>
    public bool Covers(DateOnly date) => date.Year >= (StartYear ?? int.MinValue) && date.Year <= (EndYear ?? int.MaxValue);
}
