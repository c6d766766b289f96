using System.Diagnostics.CodeAnalysis;
using IndhCoops.Domain.Files.Csv;
using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Tables;

/// <summary>What a request asks of the file, beside its rows.</summary>
/// <param name="Language">The language of headings and of the file's name; null for the names that programs know,
/// <c>cooperative.province.name</c>.</param>
/// <param name="Csv">How values are written where the file is CSV.</param>
internal sealed record TableWishes(IntakeLanguage? Language, CsvFormat Csv)
{
    /// <summary>Reads <c>lang</c>, <c>delimiter</c>, <c>decimal</c>, <c>guard</c> and <c>bom</c>.</summary>
    /// <returns>False where one of them is none of the values that it may have; the refusal names them.</returns>
    public static bool TryRead(
        IQueryCollection parameters, [NotNullWhen(true)] out TableWishes? wishes, [NotNullWhen(false)] out RequestRefusal? refusal)
    {
        RequestRefusal? wrong = null;
        var language = Read<IntakeLanguage>("lang", "fr, ar or en", null, IntakeLanguages.Find);
        var delimiter = Read<char>(
            "delimiter", "a comma, a semicolon or a tab (%09)", ',', text => text is "," or ";" or "\t" ? text[0] : null);
        var mark = Read<char>("decimal", "a point or a comma", '.', text => text is "." or "," ? text[0] : null);
        var isGuarded = Read<bool>("guard", "true or false", true, Flag);
        var hasMark = Read<bool>("bom", "true or false", true, Flag);
        refusal = wrong;
        wishes = wrong is null
            ? new TableWishes(language, new CsvFormat(delimiter!.Value, mark!.Value, isGuarded!.Value, hasMark!.Value))
            : null;
        return wishes is not null;

        T? Read<T>(string name, string expected, T? usual, Func<string, T?> find)
            where T : struct
        {
            var text = parameters[name].ToString();
            if (text.Length == 0)
            {
                return usual;
            }

            var value = find(text);
            if (value is null)
            {
                wrong ??= RequestRefusal.WrongMember(name, expected);
            }

            return value;
        }
    }

    private static bool? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" => true,
        "FALSE" => false,
        _ => null,
    };
}
