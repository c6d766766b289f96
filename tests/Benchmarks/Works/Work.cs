namespace IndhCoops.Benchmarks.Works;

/// <summary>In what form the graph answers.</summary>
internal enum AnswerForm
{
    /// <summary>An answer to a query.</summary>
    Json,

    /// <summary>A file of comma-separated values.</summary>
    Table,

    /// <summary>The schema.</summary>
    Schema,
}

/// <summary>A piece of work that every contender does: the same question in its own way, for many regions and years.</summary>
/// <param name="Name">What it is called in the table, and the path of the hand-written endpoint.</param>
/// <param name="Description">What it is, for readers of the table.</param>
/// <param name="Query">The question to the graph.</param>
internal sealed record Work(string Name, string Description, string Query)
{
    private const string OfRegion = "where: { province: { region: { code: { eq: $region } } }, foundedYear: { gte: $since } }";

    /// <summary>A page of 50 cooperatives with their province.</summary>
    public static readonly Work Flat = new("flat", "50 cooperatives with their province", $$"""
        query ($region: String!, $since: Int!) {
          cooperatives(first: 50, {{OfRegion}}, order: [{ name: ASC }]) {
            nodes { id name foundedYear exports province { code name } }
          }
        }
        """) { IsPage = true };

    /// <summary>A page of 20 cooperatives with their province and region, and of each 10 grants with their programme.</summary>
    public static readonly Work Nested = new("nested", "20 cooperatives with 10 grants each", $$"""
        query ($region: String!, $since: Int!) {
          cooperatives(first: 20, {{OfRegion}}, order: [{ name: ASC }]) {
            nodes {
              id name province { code name region { code name } }
              grants(first: 10) { nodes { amount awardedOn phase programme { code name } } }
            }
          }
        }
        """) { IsPage = true };

    /// <summary>5 provinces of a region, of each 5 cooperatives, of each 5 grants with their programme.</summary>
    public static readonly Work Levels = new("levels", "5 provinces with 5 cooperatives with 5 grants each", """
        query ($region: String!, $since: Int!) {
          provinces(first: 5, where: { region: { code: { eq: $region } } }, order: [{ name: ASC }]) {
            nodes {
              code name
              cooperatives(first: 5, where: { foundedYear: { gte: $since } }, order: [{ name: ASC }]) {
                nodes { id name grants(first: 5) { nodes { amount awardedOn programme { code name } } } }
              }
            }
          }
        }
        """) { IsPage = true };

    /// <summary>One row by its key.</summary>
    public static readonly Work Single = new("single", "a region by its code", """
        query ($region: String!) {
          region(code: $region) { code name nameArabic population }
        }
        """);

    /// <summary>How many cooperatives there are.</summary>
    public static readonly Work Count = new("count", "`totalCount` of the cooperatives of a region", $$"""
        query ($region: String!, $since: Int!) {
          cooperatives({{OfRegion}}) { totalCount }
        }
        """);

    /// <summary>The 12 provinces and years with the most money granted, of all grants.</summary>
    public static readonly Work Groups = new("groups", "the 12 provinces and years with the most money of all grants", """
        { grants { groups(order: [{ sum: { amount: DESC } }], first: 12) {
            key { cooperative { province { name } } awardedOn(by: YEAR) } count sum { amount } share { sum { amount } } } } }
        """) { IsOneQuestion = true };

    /// <summary>All movements, month by month.</summary>
    public static readonly Work Months = new("months", "all movements by month", """
        { movements { groups(first: 1000) { key { effectiveOn(by: MONTH) } count sum { amount } } } }
        """) { IsOneQuestion = true };

    /// <summary>How many different values all grants have.</summary>
    public static readonly Work Distinct = new("distinct", "different cooperatives, phases and projects of all grants", """
        { grants { aggregate { countDistinct { cooperative { id } phase project { id } } } } }
        """) { IsOneQuestion = true };

    /// <summary>All cooperatives of a region as a file.</summary>
    public static readonly Work Export = new("export", "`table.csv` of the cooperatives of a region", $$"""
        query ($region: String!, $since: Int!) {
          cooperatives({{OfRegion}}) { nodes { id name foundedYear province { code } } }
        }
        """) { Form = AnswerForm.Table };

    /// <summary>The schema's text.</summary>
    public static readonly Work Schema = new("sdl", "the whole schema", "") { Form = AnswerForm.Schema, IsOneQuestion = true };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Work> All { get; } = [Flat, Nested, Levels, Single, Count, Groups, Months, Distinct, Export, Schema];

    /// <summary>Whether it is a page of rows, with much to read and to plan in its document.</summary>
    public bool IsPage { get; private init; }

    /// <summary>Whether it is the same for every region and year.</summary>
    public bool IsOneQuestion { get; private init; }

    /// <summary>In what form the graph answers.</summary>
    public AnswerForm Form { get; private init; }

    /// <summary>What is asked for.</summary>
    public IReadOnlyList<Question> Asked => IsOneQuestion ? [Question.All[0]] : Question.All;
}
