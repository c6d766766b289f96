using System.Reflection;
using IndhCoops.Hosting.Startup;

namespace IndhCoops.GraphQL.Tables;

/// <summary>The formats that tables are answered in: those of any table, and those that were registered besides.</summary>
/// <param name="registered">The latter.</param>
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
