using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Inputs;
using IndhCoops.GraphQL.Engine.Requests.Selections;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans a search: one statement finds, ranks and reads what is selected of the results.</summary>
internal sealed class SearchPlanner(CollectionPlanner collections, PagingOptions paging)
{
    public Step Search(SelectedField field, FieldType definition, SearchDescription search)
    {
        try
        {
            var text = ((ValueInput)field.Argument(definition, SearchTypes.Text)!).Value;
            var rows = new RowPlanner(collections, search.Result, isNested: false);
            var row = rows.Object(field, []);
            return new SearchStep(field.ResponseName, field.Place, new Relation(search.Result, null, null, [], rows.Columns), search, text)
            {
                Check = given => SearchText.Require((string)text.Resolve(given)),
                Lists = [new ListTemplate("", row)],
                Children = rows.Children,
                Page = new PagePlan(
                    $"Query.{field.Name}",
                    search.Result.Name,
                    paging,
                    field.Argument(definition, SearchTypes.First),
                    null,
                    null,
                    null,
                    "",
                    []),
            };
        }
        catch (GraphFieldException refused)
        {
            return new RefusedStep(field.ResponseName, field.Place, refused.Error);
        }
    }
}
