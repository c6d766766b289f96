using System.Text.RegularExpressions;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>Reads a saved query from its file.</summary>
internal static partial class SavedQueryFile
{
    /// <summary>What the names of the files end with.</summary>
    public const string Extension = ".graphql";

    /// <exception cref="SavedQueryException">Its name or its text is no saved query's.</exception>
    public static SavedQuery Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (!Name.IsMatch(name))
        {
            throw new SavedQueryException(
                $"The saved query {file} cannot be served: call the file by small letters, digits and hyphens, "
                    + $"as in top-provinces{Extension}.");
        }

        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var (title, description) = Describe(text, name);
        var definitions = Parse(text, file).Definitions;
        var operations = definitions.OfType<GraphQLOperationDefinition>().ToList();
        var variables = operations.SelectMany(operation => operation.Variables?.Items ?? [])
            .DistinctBy(variable => variable.Variable.Name.StringValue)
            .Select(variable => new SavedVariable(variable.Variable.Name.StringValue, TypeOf(variable.Type), variable.DefaultValue));
        var operationNames = operations.Select(operation => operation.Name?.StringValue).ToList();
        var names = operationNames.Concat(
            definitions.OfType<GraphQLFragmentDefinition>().Select(fragment => fragment.FragmentName.Name.StringValue));
        return new SavedQuery(name, title, description, text, [.. variables], operationNames, [.. names], file);
    }

    private static GraphQLDocument Parse(string text, string file)
    {
        try
        {
            return Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments });
        }
        catch (GraphQLParserException exception)
        {
            throw new SavedQueryException($"The saved query {file} cannot be served: {exception.Message}", exception);
        }
    }

    // The comment before everything else: a title, then what there is to say.
    private static (string Title, string Description) Describe(string text, string name)
    {
        var lines = text.Split('\n').TakeWhile(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim()).ToList();
        return lines is [{ Length: > 0 } title, .. var rest] ? (title, string.Join('\n', rest).Trim()) : (name, "");
    }

    private static string TypeOf(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => $"{TypeOf(required.Type)}!",
        GraphQLListType list => $"[{TypeOf(list.Type)}]",
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };

    [GeneratedRegex("^[a-z0-9-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Name { get; }
}
