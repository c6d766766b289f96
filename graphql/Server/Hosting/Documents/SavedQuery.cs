using GraphQLParser.AST;
using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>A document that the server keeps and clients ask for by its name.</summary>
/// <param name="Title">What it is called, for people; the first line of its comment.</param>
/// <param name="Description">What it answers; the rest of its comment.</param>
/// <param name="Variables">The variables of its operations, each once.</param>
/// <param name="Operations">The names of its operations; null for one without.</param>
/// <param name="Definitions">The names of its operations and fragments; null for an operation without one.</param>
internal sealed record SavedQuery(
    string Name,
    string Title,
    string Description,
    string Document,
    IReadOnlyList<SavedVariable> Variables,
    IReadOnlyList<string?> Operations,
    IReadOnlyList<string?> Definitions,
    string File)
{
    /// <summary>
    /// What it is called in a language: titles are French, a middle dot, English. Null where none is asked for, or it has none in it.
    /// </summary>
    public string? TitleIn(IntakeLanguage? language) => (language, Title.Split(" · ")) switch
    {
        (IntakeLanguage.French, [var french, ..]) => french,
        (IntakeLanguage.English, [.., var english]) => english,
        _ => null,
    };
}

/// <summary>A variable of a saved query.</summary>
/// <param name="Name">The name, without the dollar sign.</param>
/// <param name="Type">The type, as the document writes it.</param>
/// <param name="Default">The default; null where it has none and may be left out.</param>
internal sealed record SavedVariable(string Name, string Type, GraphQLValue? Default);
