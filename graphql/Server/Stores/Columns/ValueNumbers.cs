using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>
/// Numbers the different values of columns while rows are copied: equal values have one number. Of a whole table they are counted here; of
/// a few rows the copy looks up which of the values it knows.
/// </summary>
internal sealed class ValueNumbers
{
    private readonly (int Ordinal, Dictionary<Guid, int>? Numbers)[] _columns;

    /// <param name="isWhole">Whether all rows of the table are copied; else <see cref="Complete"/> gives the numbers afterwards.</param>
    public ValueNumbers(CopiedTable table, bool isWhole)
    {
        var names = table.Columns.Select(column => column.Name).ToList();
        _columns =
        [
            .. table.Columns.Where(column => column.Numbered is not null)
                .Select(column => (names.IndexOf(column.Numbered!), isWhole ? new Dictionary<Guid, int>() : null)),
        ];
    }

    /// <summary>Appends the numbers of a row's values, in the order of the table's columns.</summary>
    public void Append(IDuckDBAppenderRow row, object?[] values)
    {
        foreach (var (ordinal, numbers) in _columns)
        {
            if (numbers is null || values[ordinal] is not Guid value)
            {
                row.AppendNullValue();
                continue;
            }

            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, value, out var isKnown);
            number = isKnown ? number : numbers.Count;
            row.AppendValue(number);
        }
    }

    /// <summary>Gives numbers to the values of rows that have none yet: those that other rows have, and new ones.</summary>
    public static void Complete(DuckDBConnection connection, CopiedTable table)
    {
        var name = $"\"{table.Entity.Table}\"";
        foreach (var column in table.Columns.Where(column => column.Numbered is not null))
        {
            var (value, number) = ($"\"{column.Numbered}\"", $"\"{column.Name}\"");
            ColumnsDatabase.Execute(connection, $"""
                with added as materialized (select distinct {value} as value from {name} where {number} is null and {value} is not null),
                  known as (
                    select {value} as value, min({number}) as number from {name}
                    where {number} is not null and {value} in (select value from added) group by 1)
                update {name} set {number} = n.number from (
                  select value, coalesce(
                    number, (select coalesce(max({number}), 0) from {name}) + row_number() over (partition by number is null)) as number
                  from added left join known using (value)) n
                where {name}.{number} is null and {name}.{value} = n.value
                """);
        }
    }
}
