using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Tests;

/// <summary>Processes start with models that were compiled before. They must say what the classes and their mapping say.</summary>
public sealed class CompiledModelTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "Data Source=none.db")]
    [InlineData(DatabaseKind.PostgreSql, "Host=none")]
    public void Compiled_models_are_up_to_date(DatabaseKind kind, string connectionString)
    {
        using var context = new IndhCoopsContextFactory(new DatabaseOptions(kind, connectionString)).CreateDbContext();
        var (mapped, compiled) = (context.GetService<IDesignTimeModel>().Model, context.Model);
        Assert.NotSame(mapped, compiled);
        Assert.Contains(".Compiled.", compiled.GetType().Namespace, StringComparison.Ordinal);
        Assert.True(
            Lines(mapped).SequenceEqual(Lines(compiled)),
            $"Run .ci/compile-models. Mapped and not compiled, or the other way round:\n{string.Join('\n', Lines(mapped).Except(Lines(compiled)).Concat(Lines(compiled).Except(Lines(mapped))))}");
    }

    // What a model says, a line for each thing.
    private static List<string> Lines(IModel model) =>
    [
        .. model.GetEntityTypes().OrderBy(entity => entity.Name, StringComparer.Ordinal).SelectMany(entity => (string[])
        [
            $"{entity.Name}: table {entity.GetTableName()} {Ours(entity)}",
            .. Properties(entity, entity.ShortName()),
            .. entity.GetKeys().Select(key => $"{entity.ShortName()}: key {Names(key.Properties)} {key.GetName()} {key.IsPrimaryKey()}"),
            .. entity.GetIndexes().Select(index => $"{entity.ShortName()}: index {Names(index.Properties)} {index.GetDatabaseName()} {index.IsUnique}"),
            .. entity.GetForeignKeys().Select(key => $"{entity.ShortName()}: {Names(key.Properties)} to {key.PrincipalEntityType.ShortName()} {key.DeleteBehavior} {key.IsRequired} {key.DependentToPrincipal?.Name} {key.PrincipalToDependent?.Name}"),
        ]),
    ];

    private static IEnumerable<string> Properties(ITypeBase type, string path) =>
    [
        .. type.GetProperties().Select(property =>
            $"{path}.{property.Name}: {property.ClrType} as {property.GetColumnName()} {property.GetRelationalTypeMapping().StoreType} {property.GetRelationalTypeMapping().Converter?.ProviderClrType} {property.IsNullable} {property.ValueGenerated} {Ours(property)}"),
        .. type.GetComplexProperties().SelectMany(complex => Properties(complex.ComplexType, $"{path}.{complex.Name}")),
    ];

    private static string Names(IReadOnlyList<IProperty> properties) => string.Join('+', properties.Select(property => property.Name));

    // What the graph reads besides: search and sort columns.
    private static string Ours(IAnnotatable what) => string.Join(' ', what.GetAnnotations()
        .Where(annotation => annotation.Name.StartsWith("IndhCoops:", StringComparison.Ordinal))
        .OrderBy(annotation => annotation.Name, StringComparer.Ordinal)
        .Select(annotation => $"{annotation.Name}={annotation.Value}"));
}
