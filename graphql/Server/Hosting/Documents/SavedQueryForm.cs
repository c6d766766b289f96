namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>A form in which saved queries are answered.</summary>
/// <param name="Extension">What follows the query's name in its address: <c>csv</c>; null for GraphQL's own answer, which stands at the
/// name itself.</param>
internal sealed record SavedQueryForm(
    string? Extension, IReadOnlyList<string> Methods, Func<HttpContext, SavedOperation, Task> AnswerAsync);
