namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>What clients may ask about the schema, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class IntrospectionOptions
{
    public const string Section = "Introspection";

    /// <summary>Whether <c>__schema</c> and <c>__type</c> are answered; null for only in the Development environment.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Whether errors suggest names that the schema has; null for only where introspection is answered.</summary>
    public bool? Suggestions { get; set; }

    /// <summary>How often <c>ofType</c> may stand below itself.</summary>
    internal int MaxOfTypeDepth { get; set; } = 16;

    /// <summary>How often a list of the schema's may stand below itself.</summary>
    internal int MaxListDepth { get; set; } = 1;

    /// <summary>Whether errors suggest names.</summary>
    internal bool Suggests => Suggestions ?? Enabled == true;
}
