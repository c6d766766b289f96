using IndhCoops.Domain.Cooperatives;

namespace IndhCoops.Domain.Territory;

/// <summary>One of Morocco's twelve regions.</summary>
public sealed class Region
{
    private Region()
    {
    }

    /// <summary>A region of the division of 2015.</summary>
    public Region(string code, string name, string nameArabic, string hcpCode, int population2014, int population, string source)
    {
        Code = Require.Text(code);
        Name = Require.Text(name);
        NameArabic = Require.Text(nameArabic);
        HcpCode = Require.Text(hcpCode);
        Population2014 = Require.NotNegative<int>(population2014)!.Value;
        Population = Require.NotNegative<int>(population)!.Value;
        Source = Require.Text(source);
    }

    /// <summary>The code of ISO 3166-2, for example MA-04.</summary>
    public string Code { get; private set; } = null!;

    /// <summary>The French name.</summary>
    public string Name { get; private set; } = null!;

    /// <summary>The Arabic name.</summary>
    public string NameArabic { get; private set; } = null!;

    /// <summary>The code of the Haut-Commissariat au Plan.</summary>
    public string HcpCode { get; private set; } = null!;

    /// <summary>Inhabitants at the census of 2014.</summary>
    public int Population2014 { get; private set; }

    /// <summary>Inhabitants at the census of 2024.</summary>
    [Inhabitants]
    public int Population { get; private set; }

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; } = DataSource.Official;

    /// <summary>Where the row was taken from.</summary>
    public string Source { get; private set; } = null!;

    /// <summary>The provinces and prefectures of the region.</summary>
    public IReadOnlyCollection<Province> Provinces { get; } = new List<Province>();

    /// <summary>The cooperatives in all provinces of the region.</summary>
    public IEnumerable<Cooperative> Cooperatives => Provinces.SelectMany(province => province.Cooperatives);
}
