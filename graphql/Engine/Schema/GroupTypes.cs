namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the object types of groups: what is selected under <c>key</c> is what rows are grouped by.</summary>
internal static class GroupTypes
{
    /// <summary>The enumeration of the periods by which days and moments are grouped.</summary>
    public const string Period = "GroupingPeriod";

    public const string By = "by";
    public const string Bucket = "bucket";

    public static string Name(EntityDescription entity) => $"{entity.Name}Group";

    /// <summary>The type of a group's key, or of an object within one.</summary>
    public static string Key(EntityDescription type) => $"{type.Name}GroupKey";

    public static string Share(EntityDescription entity) => $"{entity.Name}Share";

    public static string SumShare(EntityDescription type) => $"{AggregateFunction.Sum.TypeName(type)}Share";

    /// <summary>The groups of each entity, and the objects within them.</summary>
    public static IEnumerable<IGraphType> Build(GraphModel model)
    {
        yield return TypeNames.Enum(
            Period,
            "A period that days and moments are grouped by; its value is its first day. Moments are grouped in UTC.",
            ("DAY", "A day."),
            ("WEEK", "A week, from Monday (ISO 8601)."),
            ("MONTH", "A calendar month."),
            ("QUARTER", "A calendar quarter."),
            ("YEAR", "A calendar year."));

        foreach (var entity in model.Entities)
        {
            yield return Group(entity);
            yield return Shares(entity);
        }

        foreach (var type in model.Types)
        {
            yield return Keys(type);
            if (HasSums(type))
            {
                yield return SumShares(type);
            }
        }
    }

    private static ObjectGraphType Group(EntityDescription entity)
    {
        var type = TypeNames.Object(Name(entity), $"Those {entity.SetName} that have the same key.")
            .Add(
                "key",
                $"{Key(entity)}!",
                "What the group's rows have in common: they are grouped by exactly the fields that are selected here.")
            .Add("cursor", "String!", "A cursor for use in pagination.")
            .Add("count", "Int!", "How many rows the group has.")
            .AddFunctions(entity, function => $"{function.TypeName(entity)}!")
            .Add("share", $"{Share(entity)}!", "The group's part of all rows that match, from 0 to 1.");
        return !PerCapitaTypes.Are(entity) ? type : type.Add(
            PerCapitaTypes.Field,
            $"{PerCapitaTypes.Name(entity)}!",
            "The sums per inhabitant of the group's territory, whose code must be selected under `key`: the province where both are.");
    }

    private static ObjectGraphType Keys(EntityDescription entity)
    {
        var type = TypeNames.Object(Key(entity), "Values by which rows are grouped; what is unknown has a group of its own.")
            .AddMembers(entity.Members, member => member switch
            {
                ScalarMember { Scalar.Kind: not ScalarKind.TextList } scalar => scalar.Scalar.Name,
                ObjectMember part => $"{Key(part.Target)}!",
                _ => null,
            });
        foreach (var member in entity.Members.OfType<ScalarMember>())
        {
            if (Grouping(member.Scalar) is { } argument)
            {
                type.Fields.Find(member.Name)!.Arguments = new QueryArguments(argument);
            }
        }

        return type;
    }

    private static QueryArgument? Grouping(ScalarType scalar) => scalar.Kind switch
    {
        _ when scalar.IsGlobalId => null,
        ScalarKind.Date or ScalarKind.DateTime => TypeNames.Argument(By, Period, "The period to group by."),
        ScalarKind.Int or ScalarKind.Long or ScalarKind.Decimal => TypeNames.Argument(
            Bucket,
            scalar.Name,
            "The width of the buckets to group by; each goes by its lower bound, which is a multiple of the width."),
        _ => null,
    };

    private static ObjectGraphType Shares(EntityDescription entity)
    {
        var type = TypeNames.Object(Share(entity), "A group's part of all rows that match, from 0 to 1, to six decimals.")
            .Add("count", "Decimal!", "The part of the number of rows.");
        return HasSums(entity) ? type.Add(AggregateFunction.Sum.Name, $"{SumShare(entity)}!", "The parts of the sums.") : type;
    }

    private static ObjectGraphType SumShares(EntityDescription entity) => TypeNames
        .Object(
            SumShare(entity),
            "A group's parts of the sums over all rows that match, to six decimals; null where a sum is, or is zero over all.")
        .AddMembers(
            AggregateFunction.Sum.MembersOf(entity),
            member => member is ObjectMember part ? $"{SumShare(part.Target)}!" : "Decimal");

    private static bool HasSums(EntityDescription type) => AggregateFunction.Sum.MembersOf(type).Any();
}
