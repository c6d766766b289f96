using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Persistence.Mapping;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Reports;
using IndhCoops.Domain.Territory;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Persistence;

/// <summary>The domain in a database: one model for every kind of it. Each set becomes a collection of the graph.</summary>
public abstract class IndhCoopsContext : DbContext
{
    /// <summary>A context on the database that the options name.</summary>
    protected IndhCoopsContext(DbContextOptions options)
        : base(options)
    {
    }

    /// <summary>The twelve regions.</summary>
    [MaxPageSize(100)]
    [Searchable(
        nameof(Region.Name), nameof(Region.NameArabic), Called = ["région", "régions", "جهة", "جهات"], Whole = [nameof(Region.Code)])]
    public DbSet<Region> Regions => Set<Region>();

    /// <summary>The 75 provinces and prefectures.</summary>
    [MaxPageSize(100)]
    [Searchable(
        nameof(Province.Name), nameof(Province.NameArabic),
        Called = ["province", "provinces", "préfecture", "préfectures", "إقليم", "عمالة"],
        With = ["Region.Name", "Region.NameArabic"],
        Whole = [nameof(Province.Code)])]
    public DbSet<Province> Provinces => Set<Province>();

    /// <summary>The phases.</summary>
    public DbSet<PhasePeriod> PhasePeriods => Set<PhasePeriod>();

    /// <summary>The programmes and their axes.</summary>
    [MaxPageSize(100)]
    [Searchable(
        nameof(Programme.Name), nameof(Programme.Axis), nameof(Programme.Aliases),
        Called = ["programme", "programmes", "program", "axe", "برنامج"], Whole = [nameof(Programme.Code)])]
    public DbSet<Programme> Programmes => Set<Programme>();

    /// <summary>The filières by sector.</summary>
    [MaxPageSize(100)]
    public DbSet<ValueChain> ValueChains => Set<ValueChain>();

    /// <summary>The cooperatives.</summary>
    [Searchable(
        nameof(Cooperative.Name), nameof(Cooperative.NameArabic),
        Called = ["coopérative", "coopératives", "coop", "تعاونية", "تعاونيات"],
        With =
        [
            "Province.Name", "Province.NameArabic", "Province.Region.Name", "Province.Region.NameArabic", "ValueChain.Name",
            nameof(Cooperative.Activity),
        ],
        Whole = [nameof(Cooperative.Reference)])]
    public DbSet<Cooperative> Cooperatives => Set<Cooperative>();

    /// <summary>What was measured of cooperatives.</summary>
    public DbSet<Observation> Observations => Set<Observation>();

    /// <summary>The projects.</summary>
    [Searchable(
        nameof(Project.Title), ByWords = true,
        Called = ["projet", "projets", "project", "projects", "مشروع", "مشاريع"],
        With = ["Province.Name", "Province.NameArabic", "Province.Region.Name", "Province.Region.NameArabic"],
        Whole = [nameof(Project.Reference)])]
    public DbSet<Project> Projects => Set<Project>();

    /// <summary>The grants.</summary>
    public DbSet<Grant> Grants => Set<Grant>();

    /// <summary>The ledger.</summary>
    public DbSet<Movement> Movements => Set<Movement>();

    /// <summary>The bilans that officials reported.</summary>
    public DbSet<Statement> Statements => Set<Statement>();

    /// <summary>What the ledger gives by month, province and programme.</summary>
    public DbSet<Balance> Balances => Set<Balance>();

    /// <summary>The monthly reports that landed in storage.</summary>
    public DbSet<Report> Reports => Set<Report>();

    /// <summary>The files of reports.</summary>
    public DbSet<ReportFile> ReportFiles => Set<ReportFile>();

    /// <summary>When balances were struck.</summary>
    public DbSet<Strike> Strikes => Set<Strike>();

    /// <summary>The files of offices that were imported. What one says of itself may hold what stands in a refused cell.</summary>
    [Restricted(Restriction.Internal)]
    public DbSet<Import> Imports => Set<Import>();

    /// <summary>Who wrote what.</summary>
    [Restricted(Restriction.Confidential)]
    public DbSet<Change> Changes => Set<Change>();

    /// <summary>The references that provinces have given.</summary>
    [NotExposed]
    public DbSet<OfficeReference> OfficeReferences => Set<OfficeReference>();

    /// <summary>The months whose balances have been struck.</summary>
    [NotExposed]
    public DbSet<StruckMonth> StruckMonths => Set<StruckMonth>();

    /// <summary>The movements that no strike has seen.</summary>
    [NotExposed]
    public DbSet<UnstruckMovement> UnstruckMovements => Set<UnstruckMovement>();

    /// <summary>What the database holds every new movement to.</summary>
    [NotExposed]
    public DbSet<LedgerLimits> LedgerLimits => Set<LedgerLimits>();

    /// <summary>Which shipped or generated data the database holds.</summary>
    [NotExposed]
    public DbSet<LoadedData> LoadedData => Set<LoadedData>();

    internal abstract DatabaseProvider Provider { get; }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        SearchColumns.Update(ChangeTracker);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        SearchColumns.Update(ChangeTracker);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IndhCoopsContext).Assembly);
        ModelConventions.Apply(modelBuilder.Model, Provider.Formats);
    }
}
