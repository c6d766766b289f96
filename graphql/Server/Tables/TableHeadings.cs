using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Wording;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// The headings of a table for people, made of the names of members: <c>cooperative.province.name</c> is <c>Province</c>,
/// <c>sum.committed</c> is <c>Engagé (MAD)</c>. Aliases play no part.
/// </summary>
internal sealed class TableHeadings(IntakeLanguage language)
{
    private static readonly LocalText Count = new("Nombre", "العدد", "Count");
    private static readonly LocalText ShareOfCount = new("Part du nombre", "الحصة من العدد", "Share of count");

    // What functions make of a member's values. A sum of amounts is called as the amounts are.
    private static readonly Dictionary<string, LocalText> Functions = new(StringComparer.Ordinal)
    {
        ["avg"] = new("moyenne", "المتوسط", "average"),
        ["min"] = new("minimum", "الأدنى", "lowest"),
        ["max"] = new("maximum", "الأعلى", "highest"),
        ["countDistinct"] = new("valeurs distinctes", "قيم مختلفة", "distinct values"),
        ["share"] = new("part", "الحصة", "share"),
    };

    private static readonly Dictionary<string, LocalText> Periods = new(StringComparer.Ordinal)
    {
        ["YEAR"] = new("année", "السنة", "year"),
        ["QUARTER"] = new("trimestre", "الفصل", "quarter"),
        ["MONTH"] = new("mois", "الشهر", "month"),
    };

    /// <summary>The headings of a table's columns; no two are the same.</summary>
    public IReadOnlyList<string> Of(CompiledStep rows, IReadOnlyList<TableColumn> columns)
    {
        var entity = EntityOf(rows.Step);
        var brief = columns.Select(column => Of(rows.Step, entity, column, isWhole: false)).ToList();
        var headings = columns.Select(
            (column, i) => brief.Count(heading => heading == brief[i]) == 1 ? brief[i] : Of(rows.Step, entity, column, isWhole: true))
            .ToList();
        return [.. headings.Select((heading, i) => headings.IndexOf(heading) == i ? heading : $"{heading} [{columns[i].Name}]")];
    }

    /// <summary>What the rows of a table are, in the plural where the schema has one.</summary>
    public string? Subject(CompiledStep rows) => EntityOf(rows.Step) is { } entity
        ? MemberNames.Of("", GraphNames.Field(entity.SetName))?.In(language) ?? MemberNames.Of(entity.Name)?.In(language)
        : null;

    private static EntityDescription? EntityOf(Step step) => step switch
    {
        RowsStep rows and not SearchStep => rows.Rows.Entity,
        GroupsStep { Rows.Grouping: RowGrouping rows } => rows.Entity,
        GroupsStep { Rows.Grouping: LedGrouping led } => led.Parts.Entity,
        _ => null,
    };

    private string Of(Step step, EntityDescription? entity, TableColumn column, bool isWhole)
    {
        var path = column.Fields;
        var function = (string?)null;
        if (step is GroupsStep)
        {
            // The first field says which part of a group it is: key, count, share, or a function.
            function = path[0];
            var isShare = function == "share";
            path = isShare && path.Length > 1 && path[1] != "count" ? path[2..] : path[1..];
            if (path.Length == 0)
            {
                return Count.In(language);
            }

            if (path[0] == "count" && isShare)
            {
                return ShareOfCount.In(language);
            }
        }

        return entity is null ? column.Name : Of(entity, path, function, PeriodOf(step, column), isWhole, column.Kind);
    }

    private string Of(EntityDescription entity, string[] path, string? function, string? period, bool isWhole, ScalarKind kind)
    {
        var type = entity;
        var owners = new List<string>();
        var isEmbedded = false;
        foreach (var name in path.SkipLast(1))
        {
            owners.Add(NameOf(type, name));
            var member = type.FindMember(name) as ObjectMember;
            isEmbedded = member is EmbeddedMember;
            type = member?.Target ?? type;
        }

        var leaf = path[^1];
        var label = NameOf(type, leaf);
        var owner = string.Join(" / ", isWhole ? owners : owners.TakeLast(1));
        var text = owners.Count == 0 ? label
            : leaf == "name" ? owner
            : $"{owner}{Colon}{(isEmbedded ? label : Lower(label))}";
        if (period is not null)
        {
            text = $"{text} ({(Periods.TryGetValue(period, out var known) ? known.In(language) : period)})";
        }

        // The highest of texts stands for all of them.
        var isFigure = kind is ScalarKind.Int or ScalarKind.Long or ScalarKind.Decimal or ScalarKind.Date or ScalarKind.DateTime;
        if (function is not null && isFigure && Functions.TryGetValue(function, out var of))
        {
            text = $"{text}{Comma}{of.In(language)}";
        }

        return function is not ("share" or "countDistinct") && MemberNames.UnitOf(leaf) is { } unit
            ? $"{text} ({unit.In(language)})"
            : text;
    }

    private static string? PeriodOf(Step step, TableColumn column) =>
        step is GroupsStep groups
            && column.Ordinal is { } ordinal
            && ordinal < groups.Rows.Grouping.Columns.Count
            && groups.Rows.Grouping.Columns[ordinal].Term is PeriodStart start
            ? start.Period
            : null;

    private string NameOf(EntityDescription type, string member) => MemberNames.Of(type.Name, member)?.In(language) ?? member;

    private string Colon => language == IntakeLanguage.French ? "\u00A0: " : ": ";

    private string Comma => language == IntakeLanguage.Arabic ? "، " : ", ";

    // Not where it begins with an abbreviation, such as ICE.
    private static string Lower(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
