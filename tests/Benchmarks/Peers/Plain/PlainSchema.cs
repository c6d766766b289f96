using GraphQL;
using GraphQL.Types;
using IndhCoops.Domain.Cooperatives;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Benchmarks.Peers.Plain;

/// <summary>A schema of what the benchmark asks. Names sort as the graph sorts them: by their folded form, which has an index.</summary>
internal sealed class PlainSchema : Schema
{
    /// <summary>The schema.</summary>
    public PlainSchema() => Query = new PlainQuery();
}

/// <summary>The fields at the root.</summary>
internal sealed class PlainQuery : ObjectGraphType
{
    /// <summary>All of them.</summary>
    public PlainQuery()
    {
        Name = "Query";

        Field<ListGraphType<CooperativeType>>("cooperatives")
            .Argument<NonNullGraphType<StringGraphType>>("region")
            .Argument<NonNullGraphType<IntGraphType>>("since")
            .Argument<NonNullGraphType<IntGraphType>>("first")
            .ResolveAsync(async context =>
            {
                await using var database = context.OpenDatabase();
                return await Of(context, database.Cooperatives)
                    .Include(cooperative => cooperative.Province.Region)
                    .OrderBy(cooperative => EF.Property<string>(cooperative, "NameSearch")).ThenBy(cooperative => cooperative.Id)
                    .Take(context.GetArgument<int>("first"))
                    .AsNoTracking()
                    .ToListAsync(context.CancellationToken);
            });

        Field<IntGraphType>("cooperativeCount")
            .Argument<NonNullGraphType<StringGraphType>>("region")
            .Argument<NonNullGraphType<IntGraphType>>("since")
            .ResolveAsync(async context =>
            {
                await using var database = context.OpenDatabase();
                return await Of(context, database.Cooperatives).CountAsync(context.CancellationToken);
            });

        Field<ListGraphType<ProvinceType>>("provinces")
            .Argument<NonNullGraphType<StringGraphType>>("region")
            .Argument<NonNullGraphType<IntGraphType>>("first")
            .ResolveAsync(async context =>
            {
                var region = context.GetArgument<string>("region");
                await using var database = context.OpenDatabase();
                return await database.Provinces
                    .Where(province => province.Region.Code == region)
                    .Include(province => province.Region)
                    .OrderBy(province => EF.Property<string>(province, "NameSearch"))
                    .Take(context.GetArgument<int>("first"))
                    .AsNoTracking()
                    .ToListAsync(context.CancellationToken);
            });

        Field<RegionType>("region")
            .Argument<NonNullGraphType<StringGraphType>>("code")
            .ResolveAsync(async context =>
            {
                var code = context.GetArgument<string>("code");
                await using var database = context.OpenDatabase();
                return await database.Regions.AsNoTracking().SingleOrDefaultAsync(region => region.Code == code, context.CancellationToken);
            });

        Field<ListGraphType<GrantGroupType>>("grantGroups")
            .Argument<NonNullGraphType<IntGraphType>>("first")
            .ResolveAsync(async context =>
            {
                await using var database = context.OpenDatabase();
                return await GrantGroup.ReadAsync(database, context.GetArgument<int>("first"), context.CancellationToken);
            });
    }

    private static IQueryable<Cooperative> Of(IResolveFieldContext context, IQueryable<Cooperative> cooperatives)
    {
        var (region, since) = (context.GetArgument<string>("region"), context.GetArgument<int>("since"));
        return cooperatives.Where(cooperative => cooperative.Province.Region.Code == region && cooperative.FoundedYear >= since);
    }
}
