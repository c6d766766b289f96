using IndhCoops.GraphQL.Engine.Model;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>What an entity lacks to be in the graph is said at start, with its name and what to do.</summary>
public sealed class ModelRequirementTests
{
    [Fact]
    public void A_key_of_two_columns_is_named() => AssertRefused<CompositeContext>("Composite has no key of one column.");

    [Fact]
    public void An_entity_without_a_key_is_named() => AssertRefused<KeylessContext>("Keyless has no key of one column.");

    [Fact]
    public void A_hidden_key_is_named() => AssertRefused<HiddenContext>("Hidden hides its key.");

    [Fact]
    public void A_reference_that_leaves_the_graph_is_named() =>
        AssertRefused<LeavingContext>("Leaving.Target leads to Hidden, which is not in the graph.");

    [Fact]
    public void A_type_without_a_scalar_is_named() =>
        AssertRefused<TypedContext>("Typed.Length is a TimeSpan, for which the graph has no scalar.");

    [Fact]
    public void A_collection_whose_rows_do_not_refer_back_is_named() =>
        AssertRefused<OneWayContext>("OneWay.Parts is a collection whose rows do not refer back.");

    [Fact]
    public void An_id_that_is_no_key_is_named_where_ids_are_global() =>
        AssertRefused<NumberedContext>("Numbered has an `Id` that is not its key.", new RelayOptions { Enabled = true });

    private static void AssertRefused<TContext>(string fault, RelayOptions? relay = null)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>().UseSqlite("Data Source=:memory:").Options;
        using var context = (TContext)Activator.CreateInstance(typeof(TContext), options)!;

        var refused = Assert.Throws<NotSupportedException>(() => GraphModelBuilder.Build(context.Model, typeof(TContext), relay));

        Assert.StartsWith(fault, refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Message.Length > fault.Length + 10, "It says what to do.");
    }
}

/// <summary>Found by two columns.</summary>
public sealed class Composite
{
    /// <summary>One half.</summary>
    public int Left { get; init; }

    /// <summary>The other half.</summary>
    public int Right { get; init; }
}

/// <summary>Found by nothing.</summary>
public sealed class Keyless
{
    /// <summary>A value.</summary>
    public int Value { get; init; }
}

/// <summary>Found by what nobody sees.</summary>
public sealed class Hidden
{
    /// <summary>The key.</summary>
    [NotExposed]
    public int Id { get; init; }

    /// <summary>A value.</summary>
    public int Value { get; init; }
}

/// <summary>Refers to what has no set.</summary>
public sealed class Leaving
{
    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>Not in the graph.</summary>
    public Hidden? Target { get; init; }
}

/// <summary>Holds a type that the graph does not know.</summary>
public sealed class Typed
{
    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>A duration.</summary>
    public TimeSpan Length { get; init; }
}

/// <summary>Has parts that do not know it.</summary>
public sealed class OneWay
{
    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>Its parts.</summary>
    public List<Part> Parts { get; } = [];
}

/// <summary>A part.</summary>
public sealed class Part
{
    /// <summary>The key.</summary>
    public int Id { get; init; }
}

/// <summary>Found by a code, beside a number that is called as an identifier is.</summary>
public sealed class Numbered
{
    /// <summary>The key.</summary>
    public required string Code { get; init; }

    /// <summary>A number.</summary>
    public int Id { get; init; }
}

internal sealed class NumberedContext(DbContextOptions<NumberedContext> options) : DbContext(options)
{
    public DbSet<Numbered> Numbered => Set<Numbered>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Numbered>().HasKey(row => row.Code);
}

internal sealed class CompositeContext(DbContextOptions<CompositeContext> options) : DbContext(options)
{
    public DbSet<Composite> Composites => Set<Composite>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Composite>().HasKey(row => new { row.Left, row.Right });
}

internal sealed class KeylessContext(DbContextOptions<KeylessContext> options) : DbContext(options)
{
    public DbSet<Keyless> Keyless => Set<Keyless>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Keyless>().HasNoKey();
}

internal sealed class HiddenContext(DbContextOptions<HiddenContext> options) : DbContext(options)
{
    public DbSet<Hidden> Hidden => Set<Hidden>();
}

internal sealed class LeavingContext(DbContextOptions<LeavingContext> options) : DbContext(options)
{
    public DbSet<Leaving> Leaving => Set<Leaving>();
}

internal sealed class TypedContext(DbContextOptions<TypedContext> options) : DbContext(options)
{
    public DbSet<Typed> Typed => Set<Typed>();
}

internal sealed class OneWayContext(DbContextOptions<OneWayContext> options) : DbContext(options)
{
    public DbSet<OneWay> OneWays => Set<OneWay>();

    public DbSet<Part> Parts => Set<Part>();
}
