using IndhCoops.Domain.Territory;

namespace IndhCoops.Domain.Programmes;

/// <summary>A figure (bilan) that officials published, kept apart from what the ledger gives.</summary>
public sealed class Statement
{
    private Statement()
    {
    }

    /// <summary>A statement on a period, in the words in which it was published.</summary>
    public Statement(Guid id, string period, DataSource dataSource, string source)
    {
        Id = id;
        Period = Require.Text(period);
        DataSource = dataSource;
        Source = Require.Text(source);
    }

    /// <summary>The identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The province that it speaks of.</summary>
    public Province? Province { get; init; }

    /// <summary>The programme that it speaks of; null where it speaks of several or of all.</summary>
    public Programme? Programme { get; init; }

    /// <summary>The phase that it speaks of; null where it names none or several.</summary>
    public Phase? Phase { get; init; }

    /// <summary>The first day of the period; null where it was not stated.</summary>
    public DateOnly? From { get; private set; }

    /// <summary>The last day of the period; null where it was not stated.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>The period in the words of the source.</summary>
    public string Period { get; private set; } = null!;

    /// <summary>What is counted, in the words of the source.</summary>
    public string? Scope { get; init; }

    /// <summary>Reported number of projects.</summary>
    public int? Projects { get; private set; }

    /// <summary>Reported number of cooperatives.</summary>
    public int? Cooperatives { get; private set; }

    /// <summary>Reported total cost in MAD.</summary>
    public decimal? TotalCost { get; private set; }

    /// <summary>Reported part of the INDH in MAD.</summary>
    public decimal? IndhContribution { get; private set; }

    /// <summary>Reported number of beneficiaries, in the unit of the source.</summary>
    public int? Beneficiaries { get; private set; }

    /// <summary>Reported number of jobs.</summary>
    public int? Jobs { get; private set; }

    /// <summary>The word of the source for the state of the projects; "réalisés" does not mean finished.</summary>
    public string? Wording { get; init; }

    /// <summary>What a reader should know before using the figures.</summary>
    public string? Note { get; init; }

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; }

    /// <summary>Where the statement was published.</summary>
    public string Source { get; private set; } = null!;

    /// <summary>
    /// What the ledger gives for the same territory, programme and period, by grants first committed in it. All null until
    /// balances have been computed, and where the statement does not say its first and last day.
    /// </summary>
    public StatementFigures Computed { get; private set; } = StatementFigures.Unknown;

    /// <summary>Reported less computed; null where either is unknown.</summary>
    public StatementFigures Gap { get; private set; } = StatementFigures.Unknown;

    /// <summary>The least reliable source among the grants behind the computed figures; null where there are none.</summary>
    public DataSource? ComputedFrom { get; private set; }

    /// <summary>Sets the period's days.</summary>
    /// <exception cref="ArgumentException">The beginning lies after the end.</exception>
    public Statement Over(DateOnly? from, DateOnly? to)
    {
        (From, To) = Require.InOrder(from, to, nameof(to));
        return this;
    }

    /// <summary>Sets the reported counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public Statement Counting(int? projects, int? cooperatives, int? beneficiaries, int? jobs)
    {
        Projects = Require.NotNegative(projects);
        Cooperatives = Require.NotNegative(cooperatives);
        Beneficiaries = Require.NotNegative(beneficiaries);
        Jobs = Require.NotNegative(jobs);
        return this;
    }

    /// <summary>
    /// Sets the reported amounts, in MAD. That a part exceeds the whole is kept as published: officials' figures do not always add up.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An amount is negative or finer than a centime.</exception>
    public Statement Costing(decimal? totalCost, decimal? indhContribution)
    {
        TotalCost = Require.Amount(totalCost);
        IndhContribution = Require.Amount(indhContribution);
        return this;
    }
}
