using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>How lists page; the defaults are HotChocolate's.</summary>
internal sealed class PagingOptions
{
    /// <summary>Rows of a page whose size the client leaves open.</summary>
    [Range(1, 10_000)]
    public int DefaultPageSize { get; set; } = 10;

    /// <summary>The most rows that a client may ask for.</summary>
    [Range(1, 10_000)]
    public int MaxPageSize { get; set; } = 50;

    /// <summary>Groups that are given where the client leaves their number open.</summary>
    internal int DefaultGroups { get; set; } = 50;

    /// <summary>The most groups that a client may ask for.</summary>
    internal int MaxGroups { get; set; } = 1_000;

    /// <summary>The options for the lists of an entity, of which one page may hold more rows.</summary>
    internal PagingOptions For(EntityDescription entity)
    {
        if (entity.MaxPageSize is not { } rows || rows <= MaxPageSize)
        {
            return this;
        }

        var own = (PagingOptions)MemberwiseClone();
        own.MaxPageSize = rows;
        return own;
    }

    /// <summary>Whether connections offer <c>totalCount</c>.</summary>
    public bool IncludeTotalCount { get; set; } = true;

    /// <summary>Whether <c>first</c> or <c>last</c> must be given.</summary>
    public bool RequirePagingBoundaries { get; set; }
}
