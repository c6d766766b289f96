using IndhCoops.GraphQL.Hosting.Documents;

namespace IndhCoops.GraphQL.Tables;

internal sealed class TableForms(TableFormats formats, TableEndpoint tables) : ISavedQueryForms
{
    public IEnumerable<SavedQueryForm> All { get; } = formats.All.Select(format =>
        new SavedQueryForm(format.Extension, TableEndpoint.Methods, (context, operation) => tables.AnswerAsync(context, format, operation)));
}
