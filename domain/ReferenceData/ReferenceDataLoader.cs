using System.Security.Cryptography;
using System.Text;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Upgrading;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Territory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IndhCoops.Domain.ReferenceData;

/// <summary>Loads the shipped facts: territory, programmes, official statements, and the cooperatives that the press named.</summary>
public sealed class ReferenceDataLoader(
    IDbContextFactory<IndhCoopsContext> contexts, TimeProvider clock, ILogger<ReferenceDataLoader>? logger = null)
{
    private const string Name = "reference-data";
    private const string Prefix = "ReferenceData/";

    /// <summary>
    /// Loads what is missing and corrects what changed, in one transaction; deletes nothing. Does nothing where the same files were loaded
    /// before.
    /// </summary>
    /// <exception cref="InvalidDataException">A file cannot be read; nothing is loaded.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var files = ReadFiles();
        var fingerprint = Fingerprint(files);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await LoadedFingerprint.FindAsync(context, Name, cancellationToken) == fingerprint)
        {
            return;
        }

        await using var transaction = await new WriteTurn(context, "load the shipped facts", WriteTurn.Patience, logger)
            .BeginAsync(cancellationToken);
        if (await LoadedFingerprint.FindAsync(context, Name, cancellationToken) == fingerprint)
        {
            return; // Another process did it meanwhile.
        }

        await MergeAsync(context, files, cancellationToken);
        if (await context.LoadedData.SingleOrDefaultAsync(data => data.Name == Name, cancellationToken) is { } loaded)
        {
            (loaded.Fingerprint, loaded.LoadedAt) = (fingerprint, clock.GetUtcNow());
        }
        else
        {
            context.Add(new LoadedData(Name, fingerprint, clock.GetUtcNow()));
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task MergeAsync(
        IndhCoopsContext context, SortedDictionary<string, byte[]> files, CancellationToken cancellationToken)
    {
        var regions = await MergeAsync("regions.csv", region => region.Code, row => new Region(
            row.Text("code"), row.Text("name"), row.Text("name_arabic"), row.Text("hcp_code"),
            row.Value<int>("population_2014"), row.Value<int>("population_2024"), row.Text("source")));

        var provinces = await MergeAsync("provinces.csv", province => province.Code, row => new Province(
            row.Reference("region", row.Text("region"), regions), row.Text("code"), row.Enumeration<ProvinceKind>("kind"), row.Text("name"),
            row.Text("name_arabic"), row.Text("hcp_code"), row.Value<int>("population_2024"), row.Text("source")));

        await MergeAsync("phases.csv", phase => phase.Phase, row => new PhasePeriod(
            row.Enumeration<Phase>("phase"), row.Value<int>("start_year"), row.Value<int>("end_year"),
            row.Optional<DateOnly>("launched_on"), row.Optional<decimal>("envelope"), row.Text("source")));

        var programmes = await MergeAsync("programmes.csv", programme => programme.Code, row => new Programme(
            row.Text("code"),
            row.Text("name"),
            row.OptionalText("aliases")?.Split('|') ?? [],
            row.OptionalText("axis"),
            row.OptionalEnum<Phase>("phase"),
            row.Optional<int>("start_year"), row.Optional<int>("end_year"), row.Optional<decimal>("envelope"), row.Text("source")));

        var valueChains = await MergeAsync("value-chains.csv", chain => chain.Code, row => new ValueChain(
            row.Text("code"), row.Text("sector"), row.Text("name"), DataSource.Press, row.Text("source")));

        var cooperatives = await MergeAsync("cooperatives.csv", cooperative => cooperative.Id, row => new Cooperative(
            CooperativeId(row, "name"), row.Text("name"), row.Reference("province", row.Text("province"), provinces),
            row.Optional<int>("founded_year"), DataSource.Press, row.Text("source"))
        {
            ValueChain = row.OptionalReference("value_chain", row.OptionalText("value_chain"), valueChains),
            Activity = row.OptionalText("activity"),
            Exports = row.Optional<bool>("exports"),
            Note = row.OptionalText("note"),
        });

        await MergeAsync("grants.csv", grant => grant.Id, row => new Grant(
            NaturalKey.Id(
                "grant", row.Text("province"), row.Text("cooperative"), row.OptionalText("phase"), row.OptionalText("awarded_on")),
            row.Reference("cooperative", CooperativeId(row, "cooperative"), cooperatives), row.Value<decimal>("amount"),
            row.Optional<DateOnly>("awarded_on"),
            row.OptionalEnum<Phase>("phase"), row.OptionalReference("programme", row.OptionalText("programme"), programmes), project: null,
            row.OptionalText("note"), DataSource.Press, row.Text("source")));

        await MergeAsync("observations.csv", observation => observation.Id, row => new Observation(
            NaturalKey.Id(
                "observation",
                row.Text("province"),
                row.Text("cooperative"),
                row.Text("indicator"),
                row.Text("stage"),
                row.OptionalText("observed_on")),
            row.Reference("cooperative", CooperativeId(row, "cooperative"), cooperatives), row.Text("indicator"),
            row.Value<decimal>("value"), row.Text("unit"),
            row.Optional<DateOnly>("observed_on"), row.Enumeration<ObservationStage>("stage"), DataSource.Press, row.Text("source")));

        // A text that was reworded since its first load stands in key_*: the row keeps its id.
        await MergeAsync("statements.csv", statement => statement.Id, row => new Statement(
            NaturalKey.Id(
                "statement",
                row.OptionalText("province"),
                row.OptionalText("key_period") ?? row.Text("period"),
                row.OptionalText("programme"),
                row.OptionalText("key_scope") ?? row.OptionalText("scope"), row.OptionalText("key_source") ?? row.Text("source")),
            row.Text("period"), DataSource.Press, row.Text("source"))
        {
            Province = row.OptionalReference("province", row.OptionalText("province"), provinces),
            Programme = row.OptionalReference("programme", row.OptionalText("programme"), programmes),
            Phase = row.OptionalEnum<Phase>("phase"),
            Scope = row.OptionalText("scope"),
            Wording = row.OptionalText("wording"),
            Note = row.OptionalText("note"),
        }
            .Over(row.Optional<DateOnly>("from"), row.Optional<DateOnly>("to"))
            .Counting(
                row.Optional<int>("projects"),
                row.Optional<int>("cooperatives"),
                row.Optional<int>("beneficiaries"),
                row.Optional<int>("jobs"))
            .Costing(row.Optional<decimal>("total_cost"), row.Optional<decimal>("indh_contribution")));

        async Task<Dictionary<TKey, TEntity>> MergeAsync<TKey, TEntity>(
            string file, Func<TEntity, TKey> key, Func<ReferenceTable.Row, TEntity> make)
            where TKey : notnull
            where TEntity : class
        {
            using var text = new StreamReader(new MemoryStream(files[file]), Encoding.UTF8);
            var known = await context.Set<TEntity>().ToDictionaryAsync(key, cancellationToken);
            var seen = new HashSet<TKey>();
            foreach (var row in ReferenceTable.Parse(file, text).Rows)
            {
                var entity = row.Make(make);
                if (!seen.Add(key(entity)))
                {
                    throw row.Refuse("1", "the row stands twice in the file.");
                }

                if (known.TryAdd(key(entity), entity))
                {
                    context.Add(entity);
                }
                else
                {
                    Correct(context, known[key(entity)], entity);
                }
            }

            return known;
        }
    }

    private static void Correct(IndhCoopsContext context, object existing, object shipped)
    {
        var entry = context.Entry(existing);
        if (entry.Metadata.FindProperty(nameof(Cooperative.UpdatedAt)) is { } updated && entry.CurrentValues[updated] is not null)
        {
            return; // An office corrected it since, and knows better.
        }

        entry.CurrentValues.SetValues(shipped);
        foreach (var reference in entry.References)
        {
            reference.CurrentValue = reference.Metadata.PropertyInfo!.GetValue(shipped);
        }
    }

    private static Guid CooperativeId(ReferenceTable.Row row, string column) =>
        NaturalKey.Id("cooperative", row.Text("province"), row.Text(column));

    private static SortedDictionary<string, byte[]> ReadFiles()
    {
        var assembly = typeof(ReferenceDataLoader).Assembly;
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var content = new MemoryStream();
            using var stream = assembly.GetManifestResourceStream(resource)!;
            stream.CopyTo(content);
            files.Add(resource[Prefix.Length..], content.ToArray());
        }

        return files;
    }

    private static string Fingerprint(SortedDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}:{content.Length}\n"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
