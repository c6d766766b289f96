using System.Reflection;
using IndhCoops.Hosting.Startup;

namespace IndhCoops.GraphQL.Tables;

/// <summary>A format of tables.</summary>
/// <param name="Extension">What the names of its files end with, without the dot.</param>
internal sealed record TableFormat(string Extension, string ContentType, Func<TablePlan, HttpRequest, TableFile> Open)
{
    /// <summary>The formats that any table can have. Others are registered besides, which need certain columns.</summary>
    public static IReadOnlyList<TableFormat> General { get; } =
    [
        .. ShippedAttribute.In(typeof(ITableFormat).Assembly, typeof(ITableFormat))
            .Select(file =>
                (TableFormat)file.GetProperty(nameof(ITableFormat.Format), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
            .OrderBy(format => format.Extension, StringComparer.Ordinal),
    ];

    public int MaxRows { get; init; } = int.MaxValue;

    /// <summary>The columns that a table must have to be written in it; none for a format of any table.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The published standard that it follows; null for none.</summary>
    public Uri? Standard { get; init; }

    /// <summary>Those of the needed columns that a table does not have.</summary>
    public IReadOnlyList<string> Missing(IReadOnlyList<TableColumn> columns) => [.. Needs.Except(columns.Select(column => column.Name))];
}

/// <summary>A file of a format that any table can have. It is found by <c>[assembly: Shipped(…)]</c> in its own source.</summary>
internal interface ITableFormat
{
    static abstract TableFormat Format { get; }
}
