namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds what a search adds to the schema; its result is built as other objects are.</summary>
internal static class SearchTypes
{
    public const string Text = "text";
    public const string First = "first";

    public static FieldType Field(SearchDescription search) => new SearchBinding(search).Field(
        "search",
        $"[{SearchDescription.ResultName}!]",
        "What is called so, best first: exact names, names that begin so, words that begin so, and parts of words. "
            + "Several words may stand in any order. Case, accents and the spelling of Arabic do not count.",
        TypeNames.Argument(Text, "String!", "What is looked for, also half typed."),
        TypeNames.Argument(First, "Int", "Returns the first _n_ results."));

    public static EnumerationGraphType Kinds(SearchDescription search) => TypeNames.Enum(
        SearchDescription.KindName,
        "What a search finds.",
        search.Entities.Select(searched => (searched.Kind, searched.Entity.Description)));
}
