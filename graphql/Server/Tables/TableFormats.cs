using System.Reflection;
using IndhCoops.Hosting.Startup;

namespace IndhCoops.GraphQL.Tables;

/// <summary>The formats of tables: those that any table can have, and those that are registered, which need certain columns.</summary>
internal sealed class TableFormats(IEnumerable<TableFormat> registered)
{
    public static IReadOnlyList<TableFormat> General { get; } =
    [
        .. ShippedAttribute.In(typeof(ITableFormat).Assembly, typeof(ITableFormat))
            .Select(writer =>
                (TableFormat)writer.GetProperty(nameof(ITableFormat.Format), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
            .OrderBy(format => format.Extension, StringComparer.Ordinal),
    ];

    public IReadOnlyList<TableFormat> All { get; } = [.. General, .. registered];
}
