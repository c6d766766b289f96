namespace IndhCoops.Domain.Cooperatives;

/// <summary>A filière: what cooperatives make or do, within a sector.</summary>
public sealed class ValueChain
{
    private ValueChain()
    {
    }

    /// <summary>A filière of a sector.</summary>
    public ValueChain(string code, string sector, string name, DataSource dataSource, string source)
    {
        Code = Require.Text(code);
        Sector = Require.Text(sector);
        Name = Require.Text(name);
        DataSource = dataSource;
        Source = Require.Text(source);
    }

    /// <summary>The code, for example artisanat-couture.</summary>
    public string Code { get; private set; } = null!;

    /// <summary>The sector, in French.</summary>
    public string Sector { get; private set; } = null!;

    /// <summary>The filière, in French.</summary>
    public string Name { get; private set; } = null!;

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; }

    /// <summary>Where the row was taken from.</summary>
    public string Source { get; private set; } = null!;

    /// <summary>The cooperatives of the filière.</summary>
    public IReadOnlyCollection<Cooperative> Cooperatives { get; } = new List<Cooperative>();
}
