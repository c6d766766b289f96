using System.Globalization;
using System.Text.Json;
using GraphQL.Types;
using IndhCoops.Domain.Databases.Sqlite;
using IndhCoops.GraphQL;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.EndToEnd.Tests.Validation;

/// <summary>
/// Documents are sound where graphql-js takes them, and where it does not, each rule finds as much, at the same places. Where HotChocolate
/// differs from graphql-js, npm/validate.mjs says how. More documents than in a run of the tests: <c>MADE_UP_DOCUMENTS=5000
/// MADE_UP_SEED=7</c>.
/// </summary>
public sealed class GraphQLJsTests
{
    // Nothing may be cut off.
    private static readonly DocumentLimits Wide = new()
    {
        MaxErrors = 10_000,
        MaxLocations = 100,
        MaxAliases = 10_000,
        MaxRepetitions = 10_000,
        MaxDirectives = 100,
        MaxFieldCycle = 1_000,
        MaxFragmentVisits = 100_000,
        MaxFields = 100_000,
    };

    private static readonly string[] UncomparedTokens = ["Spread", "String", "Integer", "Float"];

    // Relay's convention brings an interface of all entities.
    [Theory]
    [InlineData(false, 500)]
    [InlineData(true, 200)]
    public async Task Documents_are_judged_as_graphql_js_judges_them(bool relay, int count)
    {
        using var schema = NewSchema(new RelayOptions { Enabled = relay });
        var documents = Documents(schema, Number("MADE_UP_DOCUMENTS", count), Number("MADE_UP_SEED", 2026)).ToList();
        var theirs = await JudgedByGraphQLJsAsync(schema, documents);
        var findings = new List<string>();
        var sound = 0;
        var rules = new HashSet<string>();
        for (var i = 0; i < documents.Count; i++)
        {
            var errors = await ErrorsAsync(schema, documents[i]);
            sound += errors.Count == 0 ? 1 : 0;
            rules.UnionWith(theirs[i].Rules?.Keys.AsEnumerable() ?? []);
            if (Difference(theirs[i], errors) is { } difference)
            {
                findings.Add($"{difference}\n{documents[i]}\n");
            }
        }

        Assert.True(findings.Count == 0, $"{findings.Count} of {documents.Count} documents:\n{string.Join('\n', findings.Take(20))}");

        // The generated documents are useful only if some break rules and some break none.
        Assert.InRange(sound, documents.Count / 5, documents.Count * 4 / 5);
        Assert.True(rules.Count >= (relay ? 20 : 24), $"Only these rules are broken: {string.Join(", ", rules)}");
    }

    private static GraphSchema NewSchema(RelayOptions relay)
    {
        using var context = new SqliteIndhCoopsContext(
            new DbContextOptionsBuilder<SqliteIndhCoopsContext>().UseSqlite("Data Source=:memory:").Options);
        return OfficeGraph.Schema(OfficeGraph.Model(context.Model, relay), new PagingOptions());
    }

    private static IEnumerable<string> Documents(GraphSchema schema, int count, int seed)
    {
        // The same documents on every run, whatever the version of .NET: Random with a seed promises that.
        var random = new Random(seed);
        var sound = new MadeUpDocuments(schema, random);
        var types = schema.AllTypes
            .Where(type => type is IObjectGraphType or UnionGraphType or IInterfaceGraphType or EnumerationGraphType
                && !type.Name.StartsWith("__", StringComparison.Ordinal))
            .Select(type => type.Name)
            .Order(StringComparer.Ordinal)
            .Where((_, i) => i % 9 == 0);
        var mistakes = new Mistakes(random, [.. types, "Region", "Grant", "RecordMovementError", "Error"]);
        for (var i = 0; i < count; i++)
        {
            var document = sound.Next();
            yield return i % 4 == 0 ? document : mistakes.In(document);
        }
    }

    private static async Task<IReadOnlyList<GraphError>> ErrorsAsync(GraphSchema schema, string document) =>
        (await new DocumentReader(schema, Wide, new IntrospectionOptions { Enabled = true, MaxListDepth = 100 })
            .ReadAsync(document, TestContext.Current.CancellationToken)).Errors;

    private static string? Difference(Judgement theirs, IReadOnlyList<GraphError> errors)
    {
        if (theirs.Syntax is { } fault)
        {
            // An empty document is one that has nothing to execute.
            return errors is [{ Message: "There are no operations in the GraphQL document." }] ? null
                : errors is not [{ Code: "HC0011" } own]
                    ? $"graphql-js finds a fault of syntax at {fault.Line}:{fault.Column}, this {Text(errors)}"
                : IsPlaceCompared(own.Message) && Place(own) != $"{fault.Line}:{fault.Column}"
                    ? $"graphql-js finds the fault of syntax at {fault.Line}:{fault.Column}, this at {Place(own)}"
                : null;
        }

        // graphql-js takes kinds of operations that a schema has not.
        var comparable = errors.Where(error => !error.Message.StartsWith("This GraphQL schema does not support", StringComparison.Ordinal))
            .ToList();
        var ours = comparable.GroupBy(RuleOf).ToDictionary(
            group => group.Key, group => group.Select(Place).Order(StringComparer.Ordinal).ToList());
        foreach (var rule in theirs.Rules!.Keys.Union(ours.Keys))
        {
            var expected = theirs.Rules.GetValueOrDefault(rule, []).Order(StringComparer.Ordinal).ToList();
            var found = ours.GetValueOrDefault(rule, []);
            if (rule == "NoFragmentCyclesRule" && theirs.Rules.ContainsKey("UniqueFragmentNamesRule"))
            {
                // graphql-js enters only one of several fragments with one name.
                continue;
            }

            if (IsOnlyCompared(rule, expected) ? expected.Count > 0 != found.Count > 0 : !expected.SequenceEqual(found))
            {
                return $"{rule}: graphql-js finds [{string.Join(", ", expected)}], this [{string.Join(", ", found)}]";
            }
        }

        return null;
    }

    // Within strings, numbers and dots HotChocolate points at their beginning; a string that should not be there may be a description to
    // graphql-js, which goes on behind it.
    private static bool IsPlaceCompared(string message) =>
        message.StartsWith("Expected a `", StringComparison.Ordinal)
            && !UncomparedTokens.Any(token => message.Contains($"{token}`-token", StringComparison.Ordinal));

    // Below fields that conflict graphql-js gathers what conflicts into one error, and HotChocolate gives it pair by pair; of circles that
    // cross, each counts those that it comes to.
    private static bool IsOnlyCompared(string rule, List<string> expected) =>
        rule == "NoFragmentCyclesRule"
            || (rule == "OverlappingFieldsCanBeMergedRule" && expected.Exists(places => places.Count(c => c == ' ') > 1));

    private static string RuleOf(GraphError error)
    {
        var section = error.Extensions.FirstOrDefault(extension => extension.Key == "specifiedBy").Value as string;
        return section?.Split("#sec-")[1] switch
        {
            "Executable-Definitions" => "ExecutableDefinitionsRule",
            "Operation-Name-Uniqueness" => "UniqueOperationNamesRule",
            "Lone-Anonymous-Operation" => "LoneAnonymousOperationRule",
            "Field-Selections" =>
                error.Message.Contains("selection of subfields", StringComparison.Ordinal) ? "ScalarLeafsRule" : "FieldsOnCorrectTypeRule",
            "Leaf-Field-Selections" => "ScalarLeafsRule",
            "Field-Selection-Merging" => "OverlappingFieldsCanBeMergedRule",
            "Argument-Names" => "KnownArgumentNamesRule",
            "Argument-Uniqueness" => "UniqueArgumentNamesRule",
            "Required-Arguments" => "ProvidedRequiredArgumentsRule",
            "Fragment-Name-Uniqueness" => "UniqueFragmentNamesRule",
            "Fragments-Must-Be-Used" => "NoUnusedFragmentsRule",
            "Fragment-Spread-Target-Defined" => "KnownFragmentNamesRule",
            "Fragment-Spreads-Must-Not-Form-Cycles" => "NoFragmentCyclesRule",
            "Fragment-Spread-Type-Existence" => "KnownTypeNamesRule",
            "Fragments-on-Object-Interface-or-Union-Types" => "FragmentsOnCompositeTypesRule",
            "Fragment-Spread-Is-Possible" => "PossibleFragmentSpreadsRule",
            "Input-Object-Field-Uniqueness" => "UniqueInputFieldNamesRule",
            "Values-of-Correct-Type" or "Input-Object-Field-Names" or "Input-Object-Required-Fields" => "ValuesOfCorrectTypeRule",
            "Directives-Are-Defined" or "Directives-Are-in-Valid-Locations" => "KnownDirectivesRule",
            "Directives-Are-Unique-per-Location" => "UniqueDirectivesPerLocationRule",
            "Variables-Are-Input-Types" =>
                error.Extensions.Any(
                    extension => extension is { Key: "variableType", Value: string type } && type.Trim('[', ']', '!') == "Nothing")
                    ? "KnownTypeNamesRule"
                    : "VariablesAreInputTypesRule",
            "Variable-Uniqueness" => "UniqueVariableNamesRule",
            "All-Variables-Used" => "NoUnusedVariablesRule",
            "All-Variable-Uses-Defined" => "NoUndefinedVariablesRule",
            "All-Variable-Usages-Are-Allowed" => "VariablesInAllowedPositionRule",
            _ => error.Message,
        };
    }

    private static string Place(GraphError error) =>
        string.Join(
            ' ',
            error.Locations.Select(location => string.Create(CultureInfo.InvariantCulture, $"{location.Line}:{location.Column}"))
                .Order(StringComparer.Ordinal));

    private static string Text(IEnumerable<GraphError> errors) =>
        string.Join("; ", errors.Select(error => $"{error.Message} at {Place(error)}").DefaultIfEmpty("nothing"));

    private static async Task<IReadOnlyList<Judgement>> JudgedByGraphQLJsAsync(GraphSchema schema, IReadOnlyList<string> documents)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file, JsonSerializer.Serialize(new { sdl = schema.ToSdl(), documents }), TestContext.Current.CancellationToken);
            return JsonSerializer.Deserialize<IReadOnlyList<Judgement>>(
                await NodeScript.RunAsync("validate.mjs", file), JsonSerializerOptions.Web)!;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private sealed record Judgement(SyntaxPlace? Syntax, Dictionary<string, List<string>>? Rules);

    private sealed record SyntaxPlace(int Line, int Column);
}
