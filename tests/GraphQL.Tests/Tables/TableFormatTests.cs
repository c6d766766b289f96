using IndhCoops.GraphQL.Tables;
using IndhCoops.Hosting.Startup;

namespace IndhCoops.GraphQL.Tests.Tables;

/// <summary>Formats of tables are found by their own files.</summary>
public sealed class TableFormatTests
{
    [Fact]
    public void Every_class_that_is_a_format_is_shipped()
    {
        var formats = typeof(ITableFormat).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(ITableFormat)));

        Assert.Equal(
            formats.Select(type => type.Name).Order(),
            ShippedAttribute.In(typeof(ITableFormat).Assembly, typeof(ITableFormat)).Select(type => type.Name).Order());
        Assert.Equal(["csv", "json", "parquet", "xlsx"], TableFormat.General.Select(format => format.Extension));
    }
}
