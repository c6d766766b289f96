namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>A search over several entities: what it looks at, and what it gives.</summary>
internal sealed class SearchDescription
{
    public const string ResultName = "SearchResult";

    public const string KindName = "SearchKind";

    public SearchDescription(IReadOnlyList<SearchedEntity> entities)
    {
        Entities = entities;
        Result = new EntityDescription(
            ResultName, ResultName, "", "Something that a search found. Of the fields below `name`, the one that `kind` names is set.")
        {
            Restriction = entities.Max(searched => searched.Entity.Restriction),
        };
        var kind = new ScalarMember(
            "kind", "What was found.", "kind", new ScalarType(ScalarKind.Enum, KindName), IsNullable: false, SearchColumn: null);
        var name = new ScalarMember(
            "name", "Its name.", "name", ScalarType.Text, entities.Any(searched => searched.Texts[0].IsNullable), SearchColumn: null);
        Result.Complete([kind, name, .. entities.Select(searched => searched.Reference)], kind, []);
    }

    /// <summary>The entities; at the same rank, rows of the first come first.</summary>
    public IReadOnlyList<SearchedEntity> Entities { get; }

    /// <summary>A result: its kind, its name, and a reference for each entity.</summary>
    public EntityDescription Result { get; }
}

/// <summary>An entity whose rows a search finds.</summary>
/// <param name="ByWords">Whether words are found by their beginning only.</param>
/// <param name="Texts">The texts, or lists of texts, by which a row is found; the first one names it.</param>
internal sealed record SearchedEntity(EntityDescription Entity, bool ByWords, IReadOnlyList<ScalarMember> Texts)
{
    /// <summary>The words for such a row, folded.</summary>
    public IReadOnlySet<string> Called { get; init; } = new HashSet<string>();

    /// <summary>
    /// Texts of what a row belongs to, and further ones of its own; the first reference of the first one leads to one of few rows.
    /// </summary>
    public IReadOnlyList<SearchedRoute> With { get; init; } = [];

    /// <summary>What finds a row by its whole value.</summary>
    public IReadOnlyList<ScalarMember> Whole { get; init; } = [];

    public string Kind { get; } = EnumNames.Of(Entity.Name);

    /// <summary>Leads from a result to the row.</summary>
    public ReferenceMember Reference { get; } = new(
        GraphNames.Field(Entity.Name),
        $"What was found, where it is a {Entity.Name}.",
        Entity,
        $"{GraphNames.Field(Entity.Name)}_key",
        IsNullable: true);
}

/// <summary>A text of what a row belongs to.</summary>
internal sealed record SearchedRoute(IReadOnlyList<ReferenceMember> Path, ScalarMember Text)
{
    /// <summary>The first reference; null where the text is the row's own.</summary>
    public ReferenceMember? Lead => Path is [var first, ..] ? first : null;
}
