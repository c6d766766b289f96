using System.Text.RegularExpressions;
using IndhCoops.Domain.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Persistence.Mapping;

/// <summary>What holds for every table: names, stored formats, search columns, and checks on enumerations.</summary>
internal static partial class ModelConventions
{
    public static void Apply(IMutableModel model, IStorageFormats formats)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            SearchColumns.Add(entity);
            entity.SetTableName(Snake(entity.GetTableName()!));

            foreach (var property in entity.GetComplexProperties().SelectMany(complex => complex.ComplexType.GetProperties()))
            {
                property.SetColumnName(Snake(((IMutableComplexType)property.DeclaringType).ComplexProperty.Name + property.Name));
                formats.Apply(property);
            }

            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { IsEnum: true } type)
                {
                    property.SetValueConverter(EnumNames.Converter(type));
                    var names = string.Join(", ", Enum.GetNames(type).Select(name => $"'{EnumNames.Of(name)}'"));
                    entity.AddCheckConstraint($"ck_{entity.GetTableName()}_{Snake(property.Name)}", $"{Snake(property.Name)} in ({names})");
                }

                formats.Apply(property);
            }

            ValueRule.AddChecks(entity, formats);
            foreach (var key in entity.GetKeys())
            {
                key.SetName(Snake(key.GetName()!));
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(Snake(foreignKey.GetConstraintName()!));
                foreignKey.DeleteBehavior = DeleteBehavior.Restrict;
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(
                    $"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(property => Snake(property.Name)))}");
                formats.Apply(index);
            }
        }
    }

    private static string Snake(string name) =>
        WordStart().Replace(name, "_$1").Replace("__", "_", StringComparison.Ordinal).ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();
}
