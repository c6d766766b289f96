using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Persistence.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>A value of every type that has an order, each of which may be unknown.</summary>
public abstract class LibraryValues
{
    /// <summary>The identifier.</summary>
    public Guid Id { get; init; }

    /// <summary>An identifier.</summary>
    public Guid? Serial { get; init; }

    /// <summary>A text.</summary>
    public string? Note { get; init; }

    /// <summary>One of some names.</summary>
    public LoanState? State { get; init; }

    /// <summary>True or false.</summary>
    public bool? Late { get; init; }

    /// <summary>A number of 32 bits.</summary>
    public int? Days { get; init; }

    /// <summary>A number of 64 bits.</summary>
    public long? Stamp { get; init; }

    /// <summary>An amount.</summary>
    public decimal? Fee { get; init; }

    /// <summary>A day.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>A moment.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>The amount by the greatest of a loan of as many days; nobody writes it.</summary>
    [Ratio]
    public decimal? Share { get; }

    /// <summary>How many days ago the day is; nobody writes it.</summary>
    public int? Age { get; }
}

/// <summary>How a loan is.</summary>
public enum LoanState
{
    /// <summary>Lent.</summary>
    Lent,

    /// <summary>Brought back.</summary>
    BroughtBack,

    /// <summary>Lost.</summary>
    Lost,
}

/// <summary>A loan.</summary>
public sealed class Loan : LibraryValues
{
    /// <summary>What was lent.</summary>
    public Book? Book { get; init; }
}

/// <summary>A book.</summary>
public sealed class Book : LibraryValues
{
    /// <summary>Its loans.</summary>
    public IReadOnlyCollection<Loan> Loans { get; } = new List<Loan>();
}

/// <summary>A shelf: one of a few, which go by a code.</summary>
public sealed class Shelf
{
    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Other names.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}

/// <summary>A reader.</summary>
public sealed class Reader
{
    /// <summary>The identifier.</summary>
    public Guid Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The name in another script.</summary>
    public string? NameOther { get; init; }

    /// <summary>What is read most.</summary>
    public string? Likes { get; init; }

    /// <summary>The card.</summary>
    public string? Card { get; init; }

    /// <summary>The shelf that is read most.</summary>
    public Shelf? Shelf { get; init; }
}

/// <summary>Loans of books: a small model that has nothing to do with cooperatives, for what holds of every model on every store.</summary>
public abstract class LibraryContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The loans.</summary>
    public DbSet<Loan> Loans => Set<Loan>();

    /// <summary>The shelves.</summary>
    [Searchable(nameof(Shelf.Name), nameof(Shelf.Others), Whole = [nameof(Shelf.Code)])]
    public DbSet<Shelf> Shelves => Set<Shelf>();

    /// <summary>The readers.</summary>
    [Searchable(
        nameof(Reader.Name), nameof(Reader.NameOther), Called = ["lecteur", "قارئ"], With = ["Shelf.Name", nameof(Reader.Likes)],
        Whole = [nameof(Reader.Card)])]
    public DbSet<Reader> Readers => Set<Reader>();

    /// <summary>The books.</summary>
    [Searchable(nameof(Book.Note), ByWords = true)]
    public DbSet<Book> Books => Set<Book>();

    private protected abstract IStorageFormats Formats { get; }

    private protected abstract LedgerSql Ledger { get; }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        SearchColumns.Update(ChangeTracker);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private void AddExpressions<T>(EntityTypeBuilder<T> entity)
        where T : LibraryValues
    {
        entity.HasExpression(
            row => row.Share,
            Ledger.Ratio($"{Expressions.Row}.fee", $"(select max(l.fee) from loans l where l.days = {Expressions.Row}.days)"));
        entity.HasExpression(row => row.Age, Ledger.DaysBetween($"{Expressions.Row}.due_on", Expressions.Today));
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var loan = modelBuilder.Entity<Loan>();
        loan.Property(row => row.Id).ValueGeneratedNever();
        loan.HasOne(row => row.Book).WithMany(book => book.Loans).HasForeignKey("BookId");

        // Pages by these are read by ranges of the index, by others with one condition.
        loan.HasIndex("DueOn", "Id");
        loan.HasIndex("Fee", "Id");
        loan.HasIndex("BookId", "Id");
        modelBuilder.Entity<Book>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<Shelf>().HasKey(row => row.Code);
        modelBuilder.Entity<Reader>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<Reader>().HasOne(row => row.Shelf).WithMany().HasForeignKey("ShelfCode");
        AddExpressions(loan);
        AddExpressions(modelBuilder.Entity<Book>());
        ModelConventions.Apply(modelBuilder.Model, Formats);

        // These tests are about what a store can hold, not about what the domain allows.
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var check in entity.GetCheckConstraints().ToList())
            {
                entity.RemoveCheckConstraint(check.ModelName);
            }
        }
    }
}
