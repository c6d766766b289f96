using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Territory;

/// <summary>What a province is called in law.</summary>
public enum ProvinceKind
{
    /// <summary>A province, mostly rural.</summary>
    Province,

    /// <summary>A prefecture, mostly urban.</summary>
    Prefecture,
}

/// <summary>One of the 75 provinces and prefectures, whose governor approves INDH projects.</summary>
public sealed class Province
{
    private Province()
    {
    }

    /// <summary>A province of a region.</summary>
    public Province(
        Region region, string code, ProvinceKind kind, string name, string nameArabic, string hcpCode, int population, string source)
    {
        Region = region;
        Code = Require.Text(code);
        Kind = kind;
        Name = Require.Text(name);
        NameArabic = Require.Text(nameArabic);
        HcpCode = Require.Text(hcpCode);
        Population = Require.NotNegative<int>(population)!.Value;
        Source = Require.Text(source);
    }

    /// <summary>The code of ISO 3166-2, for example MA-KHE.</summary>
    public string Code { get; private set; } = null!;

    /// <summary>Province or prefecture.</summary>
    public ProvinceKind Kind { get; private set; }

    /// <summary>The French name.</summary>
    public string Name { get; private set; } = null!;

    /// <summary>The Arabic name.</summary>
    public string NameArabic { get; private set; } = null!;

    /// <summary>The code of the Haut-Commissariat au Plan.</summary>
    public string HcpCode { get; private set; } = null!;

    /// <summary>Inhabitants at the census of 2024.</summary>
    [Inhabitants]
    public int Population { get; private set; }

    /// <summary>The region it belongs to.</summary>
    public Region Region { get; private set; } = null!;

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; } = DataSource.Official;

    /// <summary>Where the row was taken from.</summary>
    public string Source { get; private set; } = null!;

    /// <summary>The cooperatives that sit in the province.</summary>
    public IReadOnlyCollection<Cooperative> Cooperatives { get; } = new List<Cooperative>();

    /// <summary>The projects that the province's committee approved.</summary>
    public IReadOnlyCollection<Project> Projects { get; } = new List<Project>();

    /// <summary>The balances of the province, month by month.</summary>
    public IReadOnlyCollection<Balance> Balances { get; } = new List<Balance>();

    /// <summary>What officials reported on the province.</summary>
    public IReadOnlyCollection<Statement> Statements { get; } = new List<Statement>();
}
