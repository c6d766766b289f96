using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Importing;
using IndhCoops.GraphQL.Mutations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.GraphQL;

/// <summary>The graph of this domain: what the engine makes of its context and of its mutations.</summary>
internal static class OfficeGraph
{
    public static GraphModel Model(IReadOnlyModel model, RelayOptions? relay = null) =>
        GraphModelBuilder.Build(model, typeof(IndhCoopsContext), relay);

    public static GraphSchema Schema(GraphModel model, PagingOptions paging) =>
        new(
            model, new Documentation(typeof(IndhCoopsContext).Assembly, typeof(OfficeGraph).Assembly), paging,
            [.. OfficeMutations.All, FileImport.Mutation]);
}
