using System.Globalization;
using Npgsql;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>The pages from PostgreSQL: one prepared statement and one round trip each.</summary>
internal sealed class PostgresPages(string connectionString) : IPages
{
    // The first page of each province, then the first of those: a join alone walks all names of the country until a page is
    // full, which takes a hundred times as long in a region with few cooperatives.
    private const string Flat = """
        select c.id, c.name, c.founded_year, c.exports, p.code, p.name
        from provinces p cross join lateral (
          select id, name, name_search, founded_year, exports from cooperatives
          where province_code = p.code and founded_year >= $2
          order by name_search, id limit 50) c
        where p.region_code = $1
        order by c.name_search, c.id limit 50
        """;

    private const string Nested = """
        select c.id, c.name, c.code, c.province, r.code, r.name, g.amount, g.awarded_on, g.phase, m.code, m.name
        from (
          select c.id, c.name, c.name_search, p.code, p.name as province, p.region_code
          from provinces p cross join lateral (
            select id, name, name_search from cooperatives
            where province_code = p.code and founded_year >= $2
            order by name_search, id limit 20) c
          where p.region_code = $1
          order by c.name_search, c.id limit 20) c
        join regions r on r.code = c.region_code
        left join lateral (
          select id, amount, awarded_on, phase, programme_code from grants
          where cooperative_id = c.id order by id limit 10) g on true
        left join programmes m on m.code = g.programme_code
        order by c.name_search, c.id, g.id
        """;

    // Grouped by the codes that stand beside the rows; only the groups are joined to names.
    private const string Groups = """
        with grouped as (
          select c.province_code, date_trunc('year', g.awarded_on::timestamp)::date as year, count(*) as count, sum(g.amount) as amount
          from grants g join cooperatives c on c.id = g.cooperative_id group by 1, 2)
        select p.name, s.year, s.count, s.amount, s.amount / sum(s.amount) over ()
        from grouped s join provinces p on p.code = s.province_code
        order by s.amount desc, p.name, s.year nulls first limit 12
        """;

    private const string Count = """
        select count(*) from cooperatives c join provinces p on p.code = c.province_code
        where p.region_code = $1 and c.founded_year >= $2
        """;

    private const string Single = "select code, name, name_arabic, population from regions where code = $1";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 });

    /// <inheritdoc/>
    public async Task WriteFlatAsync(Question question, CooperativesJson json, CancellationToken cancellationToken)
    {
        await using var command = Command(Flat, question);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            json.Flat(
                rows.GetGuid(0),
                rows.GetString(1),
                rows.IsDBNull(2) ? null : rows.GetInt32(2),
                rows.IsDBNull(3) ? null : rows.GetBoolean(3),
                rows.GetString(4),
                rows.GetString(5));
        }
    }

    /// <inheritdoc/>
    public async Task WriteNestedAsync(Question question, CooperativesJson json, CancellationToken cancellationToken)
    {
        await using var command = Command(Nested, question);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        Guid? open = null;
        while (await rows.ReadAsync(cancellationToken))
        {
            var id = rows.GetGuid(0);
            if (id != open)
            {
                if (open is not null)
                {
                    json.EndNested();
                }

                json.BeginNested(id, rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5));
                open = id;
            }

            if (!rows.IsDBNull(6))
            {
                json.Grant(
                    rows.GetDecimal(6),
                    rows.IsDBNull(7) ? null : rows.GetFieldValue<DateOnly>(7).ToString("O", CultureInfo.InvariantCulture),
                    rows.IsDBNull(8) ? null : rows.GetString(8),
                    rows.IsDBNull(9) ? null : rows.GetString(9),
                    rows.IsDBNull(10) ? null : rows.GetString(10));
            }
        }

        if (open is not null)
        {
            json.EndNested();
        }
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(Question question, CancellationToken cancellationToken)
    {
        await using var command = Command(Count, question);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <inheritdoc/>
    public async Task WriteSingleAsync(Question question, CooperativesJson json, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(Single);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = question.Region });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        json.Single(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3));
    }

    /// <inheritdoc/>
    public async Task WriteGroupsAsync(GroupsJson json, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(Groups);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            json.Group(
                rows.GetString(0),
                rows.IsDBNull(1) ? null : rows.GetFieldValue<DateOnly>(1).ToString("O", CultureInfo.InvariantCulture),
                rows.GetInt64(2),
                rows.GetDecimal(3),
                rows.GetDecimal(4));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private NpgsqlCommand Command(string sql, Question question)
    {
        var command = _source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = question.Region });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = question.Since });
        return command;
    }
}
