using GraphQL;
using GraphQL.Types;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Territory;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Benchmarks.Peers.Plain;

/// <summary>A region.</summary>
internal sealed class RegionType : ObjectGraphType<Region>
{
    /// <summary>Its fields.</summary>
    public RegionType()
    {
        Name = "Region";
        Field(region => region.Code);
        Field(region => region.Name);
        Field(region => region.NameArabic);
        Field(region => region.Population);
    }
}

/// <summary>A province; its cooperatives are a statement of their own.</summary>
internal sealed class ProvinceType : ObjectGraphType<Province>
{
    /// <summary>Its fields.</summary>
    public ProvinceType()
    {
        Name = "Province";
        Field(province => province.Code);
        Field(province => province.Name);
        Field<RegionType>("region").Resolve(context => context.Source.Region);
        Field<ListGraphType<CooperativeType>>("cooperatives")
            .Argument<NonNullGraphType<IntGraphType>>("since")
            .Argument<NonNullGraphType<IntGraphType>>("first")
            .ResolveAsync(async context =>
            {
                var (code, since) = (context.Source.Code, context.GetArgument<int>("since"));
                await using var database = context.OpenDatabase();
                return await database.Cooperatives
                    .Where(cooperative => cooperative.Province.Code == code && cooperative.FoundedYear >= since)
                    .OrderBy(cooperative => EF.Property<string>(cooperative, "NameSearch")).ThenBy(cooperative => cooperative.Id)
                    .Take(context.GetArgument<int>("first"))
                    .AsNoTracking()
                    .ToListAsync(context.CancellationToken);
            });
    }
}

/// <summary>A cooperative; its grants are read for all cooperatives of an answer at once.</summary>
internal sealed class CooperativeType : ObjectGraphType<Cooperative>
{
    /// <summary>Its fields.</summary>
    public CooperativeType()
    {
        Name = "Cooperative";
        Field(cooperative => cooperative.Id);
        Field(cooperative => cooperative.Name);
        Field(cooperative => cooperative.FoundedYear, nullable: true);
        Field(cooperative => cooperative.Exports, nullable: true);
        Field<ProvinceType>("province").Resolve(context => context.Source.Province);
        Field<ListGraphType<GrantType>>("grants")
            .Argument<NonNullGraphType<IntGraphType>>("first")
            .Resolve(context =>
                context.RequestServices!.GetRequiredService<GrantsOfCooperatives>().Load(
                    context.Source.Id, context.GetArgument<int>("first")));
    }
}

/// <summary>A grant.</summary>
internal sealed class GrantType : ObjectGraphType<Grant>
{
    /// <summary>Its fields.</summary>
    public GrantType()
    {
        Name = "Grant";
        Field(grant => grant.Amount);
        Field(grant => grant.AwardedOn, nullable: true);
        Field<StringGraphType>("phase").Resolve(context => context.Source.Phase?.ToString());
        Field<ProgrammeType>("programme").Resolve(context => context.Source.Programme);
    }
}

/// <summary>A programme.</summary>
internal sealed class ProgrammeType : ObjectGraphType<Programme>
{
    /// <summary>Its fields.</summary>
    public ProgrammeType()
    {
        Name = "Programme";
        Field(programme => programme.Code);
        Field(programme => programme.Name);
    }
}

/// <summary>A province and a year with what was granted.</summary>
internal sealed class GrantGroupType : ObjectGraphType<GrantGroup>
{
    /// <summary>Its fields.</summary>
    public GrantGroupType()
    {
        Name = "GrantGroup";
        Field(group => group.Province);
        Field(group => group.Year, nullable: true);
        Field(group => group.Count);
        Field(group => group.Amount);
        Field(group => group.Share);
    }
}
