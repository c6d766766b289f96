namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>The rules in groups, in the order in which HotChocolate applies them and so reports what they find.</summary>
internal enum Rule
{
    Document,
    Operations,
    Fields,
    Arguments,
    Fragments,
    Values,
    Directives,
    Variables,
}

/// <summary>What a rule says of a document, without the place.</summary>
/// <param name="Rule">The group of the rule.</param>
/// <param name="Message">HotChocolate's sentence.</param>
/// <param name="Section">The section of the specification that the document breaks, by its anchor; null where it breaks none.</param>
/// <param name="Details">What the sentence speaks of, for programs, in HotChocolate's order.</param>
internal sealed record RuleError(Rule Rule, string Message, string? Section, params IReadOnlyList<(string Name, object? Value)> Details);
