using System.Text.RegularExpressions;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Startup;

namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>A document that the server keeps and clients ask for by its name.</summary>
/// <param name="Title">What it is called, for people; the first line of its comment.</param>
/// <param name="Description">What it answers; the rest of its comment.</param>
/// <param name="Variables">The variables of its operations, each once.</param>
/// <param name="Operations">The names of its operations; null for one without.</param>
/// <param name="Definitions">The names of its operations and fragments; null for an operation without one.</param>
internal sealed partial record SavedQuery(
    string Name,
    string Title,
    string Description,
    string Document,
    IReadOnlyList<SavedVariable> Variables,
    IReadOnlyList<string?> Operations,
    IReadOnlyList<string?> Definitions,
    string File)
{
    /// <summary>What the names of the files end with.</summary>
    public const string Extension = ".graphql";

    /// <summary>Reads one from its file.</summary>
    /// <exception cref="StartException">Its name or its text is no saved query's.</exception>
    public static SavedQuery Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (!SoundName.IsMatch(name))
        {
            throw new StartException(
                $"The saved query {file} cannot be served: call the file by small letters, digits and hyphens, "
                    + $"as in top-provinces{Extension}.");
        }

        var text = System.IO.File.ReadAllText(file).ReplaceLineEndings("\n");
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

    /// <summary>What it is called in a language: titles are French, a middle dot, English. Null where it has no title in it.</summary>
    public string? TitleIn(IntakeLanguage? language) => (language, Title.Split(" · ")) switch
    {
        (IntakeLanguage.French, [var french, ..]) => french,
        (IntakeLanguage.English, [.., var english]) => english,
        _ => null,
    };

    private static GraphQLDocument Parse(string text, string file)
    {
        try
        {
            return Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments });
        }
        catch (GraphQLParserException exception)
        {
            throw new StartException($"The saved query {file} cannot be served: {exception.Message}", exception);
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
    private static partial Regex SoundName { get; }
}

/// <summary>A variable of a saved query.</summary>
/// <param name="Name">The name, without the dollar sign.</param>
/// <param name="Type">The type, as the document writes it.</param>
/// <param name="Default">The default; null where it has none and may be left out.</param>
internal sealed record SavedVariable(string Name, string Type, GraphQLValue? Default);
