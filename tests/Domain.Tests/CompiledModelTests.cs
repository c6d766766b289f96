using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IndhCoops.Domain.Tests;

/// <summary>Processes start with compiled models. They must be equal to the models that the classes and their mapping give.</summary>
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
        Assert.EndsWith(".Compiled", compiled.GetType().Namespace, StringComparison.Ordinal);
        Assert.True(
            Lines(mapped).SequenceEqual(Lines(compiled)),
            "Run infra/local/compile-models. Mapped and not compiled, or the other way "
                + $"round:\n{string.Join('\n', Lines(mapped).Except(Lines(compiled)).Concat(Lines(compiled).Except(Lines(mapped))))}");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "Data Source=none.db")]
    [InlineData(DatabaseKind.PostgreSql, "Host=none")]
    public void Compiled_models_store_and_read_values_as_they_are_mapped(DatabaseKind kind, string connectionString)
    {
        using var context = new IndhCoopsContextFactory(new DatabaseOptions(kind, connectionString)).CreateDbContext();
        var compiled = Converters(context.Model);
        var mapped = Converters(context.GetService<IDesignTimeModel>().Model);
        Assert.NotEmpty(mapped);
        foreach (var (property, converter) in mapped)
        {
            foreach (var value in Samples(converter.ModelClrType))
            {
                var stored = converter.ConvertToProvider(value);
                Assert.Equal(stored, compiled[property].ConvertToProvider(value));
                Assert.Equal(value, compiled[property].ConvertFromProvider(stored));
            }
        }
    }

    private static Dictionary<string, ValueConverter> Converters(IModel model) => model.GetEntityTypes()
        .SelectMany(entity => All(entity, entity.Name))
        .Select(property => (property.Path, property.Property.GetRelationalTypeMapping().Converter))
        .Where(property => property.Converter is not null)
        .ToDictionary(property => property.Path, property => property.Converter!);

    private static IEnumerable<(string Path, IProperty Property)> All(ITypeBase type, string path) =>
    [
        .. type.GetProperties().Select(property => ($"{path}.{property.Name}", property)),
        .. type.GetComplexProperties().SelectMany(complex => All(complex.ComplexType, $"{path}.{complex.Name}")),
    ];

    private static IEnumerable<object> Samples(Type type) => type switch
    {
        _ when type == typeof(decimal) => [0m, 0.01m, -0.01m, 123_456_789_012.34m, -999_999_999_999.99m],
        _ when type == typeof(Guid) => [Guid.Empty, Guid.Parse("0000ea5f-0401-8004-bbcf-6a586813f279")],
        _ when type == typeof(DateTimeOffset) =>
        [
            DateTimeOffset.UnixEpoch, new DateTimeOffset(2005, 5, 18, 21, 30, 15, 123, 456, TimeSpan.Zero),
            new DateTimeOffset(1956, 3, 2, 0, 0, 0, TimeSpan.Zero),
        ],
        _ when type == typeof(IReadOnlyList<string>) => [(string[])[], (string[])["Coopérative", "تعاونية \"1\""]],
        { IsEnum: true } => Enum.GetValues(type).Cast<object>(),
        _ => throw new NotSupportedException($"No value of {type} is known; add some."),
    };

    // What a model says, a line for each thing.
    private static List<string> Lines(IModel model) =>
    [
        .. model.GetEntityTypes().OrderBy(entity => entity.Name, StringComparer.Ordinal).SelectMany(entity => (string[])
        [
            $"{entity.Name}: table {entity.GetTableName()} {Ours(entity)}",
            .. Properties(entity, entity.ShortName()),
            .. entity.GetKeys().Select(key => $"{entity.ShortName()}: key {Names(key.Properties)} {key.GetName()} {key.IsPrimaryKey()}"),
            .. entity.GetIndexes().Select(
                index => $"{entity.ShortName()}: index {Names(index.Properties)} {index.GetDatabaseName()} {index.IsUnique}"),
            .. entity.GetForeignKeys().Select(key =>
                $"{entity.ShortName()}: {Names(key.Properties)} "
                    + $"to {key.PrincipalEntityType.ShortName()} {key.DeleteBehavior} {key.IsRequired} {key.DependentToPrincipal?.Name} "
                    + $"{key.PrincipalToDependent?.Name}"),
        ]),
    ];

    private static IEnumerable<string> Properties(ITypeBase type, string path) =>
    [
        .. type.GetProperties().Select(property =>
            $"{path}.{property.Name}: {property.ClrType} "
                + $"as {property.GetColumnName()} {property.GetRelationalTypeMapping().StoreType} "
                + $"{property.GetRelationalTypeMapping().Converter?.ProviderClrType} {property.IsNullable} "
                + $"{property.ValueGenerated} {Ours(property)}"),
        .. type.GetComplexProperties().SelectMany(complex => Properties(complex.ComplexType, $"{path}.{complex.Name}")),
    ];

    private static string Names(IReadOnlyList<IProperty> properties) => string.Join('+', properties.Select(property => property.Name));

    // What the graph reads besides: search and sort columns.
    private static string Ours(IAnnotatable what) => string.Join(' ', what.GetAnnotations()
        .Where(annotation => annotation.Name.StartsWith("IndhCoops:", StringComparison.Ordinal))
        .OrderBy(annotation => annotation.Name, StringComparer.Ordinal)
        .Select(annotation => $"{annotation.Name}={annotation.Value}"));
}
