using System.Diagnostics.CodeAnalysis;

namespace IndhCoops.Functions.Datasets;

/// <summary>The tables of the dataset beside the balances: each row that the graph has, with the keys by which they are joined.</summary>
[SuppressMessage("Performance", "CA1859", Justification = "The type of a row has no name.")]
internal static class DatasetTables
{
    public static IReadOnlyList<DatasetTable> All { get; } =
    [
        Cooperatives(), Projects(), Grants(), Movements(), Observations(), Statements(),
    ];

    private static DatasetTable Cooperatives() => DatasetTable
        .Of("cooperatives", "Coopératives", context => context.Cooperatives.OrderBy(row => row.Id).Select(row => new
        {
            row.Id,
            row.Reference,
            row.Name,
            row.NameArabic,
            row.RegisterNumber,
            row.Ice,
            row.LegalForm,
            row.Womens,
            Province = row.Province.Code,
            Region = row.Province.Region.Code,
            ValueChain = row.ValueChain!.Code,
            row.Activity,
            row.FoundedYear,
            row.Exports,
            row.DataSource,
            row.Source,
            row.UpdatedAt,
        }))
        .Text("cooperative_id", row => row.Id)
        .Text("reference", row => row.Reference, isRequired: false)
        .Text("name", row => row.Name)
        .Text("name_ar", row => row.NameArabic, isRequired: false)
        .Text("register_number", row => row.RegisterNumber, isRequired: false)
        .Text("ice", row => row.Ice, isRequired: false)
        .Text("legal_form", row => row.LegalForm, isRequired: false)
        .Flag("womens", row => row.Womens, isRequired: false)
        .Text("province_code", row => row.Province)
        .Text("region_code", row => row.Region)
        .Text("value_chain_code", row => row.ValueChain, isRequired: false)
        .Text("activity", row => row.Activity, isRequired: false)
        .Whole("founded_year", row => row.FoundedYear, isRequired: false)
        .Flag("exports", row => row.Exports, isRequired: false)
        .Text("data_source", row => EnumNames.Of(row.DataSource))
        .Text("source", row => row.Source, isRequired: false)
        .Moment("updated_at", row => row.UpdatedAt, isRequired: false);

    private static DatasetTable Projects() => DatasetTable
        .Of("projects", "Projets", context => context.Projects.OrderBy(row => row.ApprovedOn).ThenBy(row => row.Id).Select(row => new
        {
            row.Id,
            row.Reference,
            row.Title,
            Province = row.Province.Code,
            Cooperative = (Guid?)row.Cooperative!.Id,
            Programme = row.Programme!.Code,
            row.TotalCost,
            row.Status,
            row.ApprovedOn,
            row.DataSource,
            row.Source,
            row.UpdatedAt,
        }), row => row.ApprovedOn)
        .Text("project_id", row => row.Id)
        .Text("reference", row => row.Reference, isRequired: false)
        .Text("title", row => row.Title)
        .Text("province_code", row => row.Province)
        .Text("cooperative_id", row => row.Cooperative, isRequired: false)
        .Text("programme_code", row => row.Programme, isRequired: false)
        .Exact("total_cost", row => row.TotalCost, isRequired: false)
        .Text("status", row => EnumNames.Of(row.Status))
        .Day("approved_on", row => row.ApprovedOn, isRequired: false)
        .Text("data_source", row => EnumNames.Of(row.DataSource))
        .Text("source", row => row.Source, isRequired: false)
        .Moment("updated_at", row => row.UpdatedAt, isRequired: false);

    private static DatasetTable Grants() => DatasetTable
        .Of("grants", "Subventions", context => context.Grants.OrderBy(row => row.AwardedOn).ThenBy(row => row.Id).Select(row => new
        {
            row.Id,
            row.Reference,
            row.Amount,
            row.AwardedOn,
            row.Phase,
            Cooperative = row.Cooperative.Id,
            Province = row.Cooperative.Province.Code,
            Project = (Guid?)row.Project!.Id,
            Programme = row.Programme!.Code,
            row.DataSource,
            row.Source,
            row.UpdatedAt,
        }), row => row.AwardedOn)
        .Text("grant_id", row => row.Id)
        .Text("reference", row => row.Reference, isRequired: false)
        .Exact("amount", row => row.Amount)
        .Day("awarded_on", row => row.AwardedOn, isRequired: false)
        .Text("phase", row => row.Phase?.ToString(), isRequired: false)
        .Text("cooperative_id", row => row.Cooperative)
        .Text("province_code", row => row.Province)
        .Text("project_id", row => row.Project, isRequired: false)
        .Text("programme_code", row => row.Programme, isRequired: false)
        .Text("data_source", row => EnumNames.Of(row.DataSource))
        .Text("source", row => row.Source, isRequired: false)
        .Moment("updated_at", row => row.UpdatedAt, isRequired: false);

    private static DatasetTable Movements() => DatasetTable
        .Of(
            "movements",
            "Mouvements du grand livre",
            context => context.Movements.OrderBy(row => row.EffectiveOn).ThenBy(row => row.Id).Select(row => new
            {
                row.Id,
                Grant = row.Grant.Id,
                row.Kind,
                row.Amount,
                row.EffectiveOn,
                row.RecordedAt,
                row.Reference,
                row.Document,
                row.Reason,
                Reverses = (Guid?)row.Reverses!.Id,
                row.DataSource,
            }),
            row => row.EffectiveOn)
        .Text("movement_id", row => row.Id)
        .Text("grant_id", row => row.Grant)
        .Text("kind", row => EnumNames.Of(row.Kind))
        .Exact("amount", row => row.Amount)
        .Day("effective_on", row => row.EffectiveOn)
        .Moment("recorded_at", row => row.RecordedAt)
        .Text("reference", row => row.Reference, isRequired: false)
        .Text("document", row => row.Document, isRequired: false)
        .Text("reason", row => row.Reason, isRequired: false)
        .Text("reverses_id", row => row.Reverses, isRequired: false)
        .Text("data_source", row => EnumNames.Of(row.DataSource));

    private static DatasetTable Observations() => DatasetTable
        .Of(
            "observations",
            "Mesures",
            context => context.Observations.OrderBy(row => row.ObservedOn).ThenBy(row => row.Id).Select(row => new
            {
                row.Id,
                row.Reference,
                Cooperative = row.Cooperative.Id,
                row.Indicator,
                row.Value,
                row.Unit,
                row.ObservedOn,
                row.Stage,
                row.DataSource,
                row.Source,
                row.UpdatedAt,
            }),
            row => row.ObservedOn)
        .Text("observation_id", row => row.Id)
        .Text("reference", row => row.Reference, isRequired: false)
        .Text("cooperative_id", row => row.Cooperative)
        .Text("indicator", row => row.Indicator)
        .Exact("value", row => row.Value)
        .Text("unit", row => row.Unit)
        .Day("observed_on", row => row.ObservedOn, isRequired: false)
        .Text("stage", row => EnumNames.Of(row.Stage))
        .Text("data_source", row => EnumNames.Of(row.DataSource))
        .Text("source", row => row.Source, isRequired: false)
        .Moment("updated_at", row => row.UpdatedAt, isRequired: false);

    private static DatasetTable Statements() => DatasetTable
        .Of("statements", "Bilans publiés", context => context.Statements.OrderBy(row => row.To).ThenBy(row => row.Id).Select(row => new
        {
            row.Id,
            Province = row.Province!.Code,
            Programme = row.Programme!.Code,
            row.Phase,
            row.From,
            row.To,
            row.Period,
            row.Scope,
            row.Projects,
            row.Cooperatives,
            row.TotalCost,
            row.IndhContribution,
            row.Beneficiaries,
            row.Jobs,
            row.Wording,
            row.DataSource,
            row.Source,
        }), row => row.To)
        .Text("statement_id", row => row.Id)
        .Text("province_code", row => row.Province, isRequired: false)
        .Text("programme_code", row => row.Programme, isRequired: false)
        .Text("phase", row => row.Phase?.ToString(), isRequired: false)
        .Day("from", row => row.From, isRequired: false)
        .Day("to", row => row.To, isRequired: false)
        .Text("period", row => row.Period)
        .Text("scope", row => row.Scope, isRequired: false)
        .Whole("projects", row => row.Projects, isRequired: false)
        .Whole("cooperatives", row => row.Cooperatives, isRequired: false)
        .Exact("total_cost", row => row.TotalCost, isRequired: false)
        .Exact("indh_contribution", row => row.IndhContribution, isRequired: false)
        .Whole("beneficiaries", row => row.Beneficiaries, isRequired: false)
        .Whole("jobs", row => row.Jobs, isRequired: false)
        .Text("wording", row => row.Wording, isRequired: false)
        .Text("data_source", row => EnumNames.Of(row.DataSource))
        .Text("source", row => row.Source);
}
