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
