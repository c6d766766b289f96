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
        var period = new EnumerationGraphType
        {
            Name = Period,
            Description = "A period that days and moments are grouped by; its value is its first day. Moments are grouped in UTC.",
        };
        period.Add("DAY", "DAY", "A day.");
        period.Add("WEEK", "WEEK", "A week, from Monday (ISO 8601).");
        period.Add("MONTH", "MONTH", "A calendar month.");
        period.Add("QUARTER", "QUARTER", "A calendar quarter.");
        period.Add("YEAR", "YEAR", "A calendar year.");
        yield return period;

        foreach (var entity in model.Entities)
        {
            yield return Group(entity);
            yield return Shares(entity);
        }

        foreach (var type in model.Types)
        {
            yield return Keys(type);
            if (AggregateFunction.Sum.MembersOf(type).Any())
            {
                yield return SumShares(type);
            }
        }
    }

    private static ObjectGraphType Group(EntityDescription entity)
    {
        var type = TypeNames.Object(Name(entity), $"Those {entity.SetName} that have the same key.");
        type.Add(
            "key",
            TypeNames.Required(Key(entity)),
            "What the group's rows have in common: they are grouped by exactly the fields that are selected here.");
        type.Add("cursor", TypeNames.Required("String"), "A cursor for use in pagination.");
        type.Add("count", TypeNames.Required("Int"), "How many rows the group has.");
        type.AddFunctions(entity, function => TypeNames.Required(function.TypeName(entity)));
        type.Add("share", TypeNames.Required(Share(entity)), "The group's part of all rows that match, from 0 to 1.");
        if (PerCapitaTypes.Are(entity))
        {
            type.Add(
                PerCapitaTypes.Field,
                TypeNames.Required(PerCapitaTypes.Name(entity)),
                "The sums per inhabitant of the group's territory, whose code must be selected under `key`: the province where both are.");
        }

        return type;
    }

    private static ObjectGraphType Keys(EntityDescription entity)
    {
        var type = TypeNames.Object(Key(entity), "Values by which rows are grouped; what is unknown has a group of its own.");
        foreach (var member in entity.Members)
        {
            switch (member)
            {
                case ScalarMember { Scalar.Kind: not ScalarKind.TextList } scalar:
                    type.AddField(new FieldType
                    {
                        Name = member.Name,
                        Description = member.Description,
                        ResolvedType = TypeNames.Named(scalar.Scalar.Name),
                        Arguments = Grouping(scalar.Scalar) is { } argument ? new QueryArguments(argument) : null,
                    });
                    break;
                case ObjectMember part:
                    type.Add(member.Name, TypeNames.Required(Key(part.Target)), member.Description);
                    break;
            }
        }

        return type;
    }

    private static QueryArgument? Grouping(ScalarType scalar) => scalar.Kind switch
    {
        _ when scalar.IsGlobalId => null,
        ScalarKind.Date or ScalarKind.DateTime => TypeNames.Argument(By, TypeNames.Named(Period), "The period to group by."),
        ScalarKind.Int or ScalarKind.Long or ScalarKind.Decimal => TypeNames.Argument(
            Bucket,
            TypeNames.Named(scalar.Name),
            "The width of the buckets to group by; each goes by its lower bound, which is a multiple of the width."),
        _ => null,
    };

    private static ObjectGraphType Shares(EntityDescription entity)
    {
        var type = TypeNames.Object(Share(entity), "A group's part of all rows that match, from 0 to 1, to six decimals.");
        type.Add("count", TypeNames.Required("Decimal"), "The part of the number of rows.");
        if (AggregateFunction.Sum.MembersOf(entity).Any())
        {
            type.Add(AggregateFunction.Sum.Name, TypeNames.Required(SumShare(entity)), "The parts of the sums.");
        }

        return type;
    }

    private static ObjectGraphType SumShares(EntityDescription entity)
    {
        var type = TypeNames.Object(
            SumShare(entity),
            "A group's parts of the sums over all rows that match, to six decimals; null where a sum is, or is zero over all.");
        foreach (var member in AggregateFunction.Sum.MembersOf(entity))
        {
            type.Add(
                member.Name,
                member is ObjectMember part ? TypeNames.Required(SumShare(part.Target)) : TypeNames.Named("Decimal"),
                member.Description);
        }

        return type;
    }
}
