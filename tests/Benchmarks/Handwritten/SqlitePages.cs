using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>The pages from SQLite: kept connections with compiled statements; a cooperative's grants are a call away.</summary>
internal sealed class SqlitePages(string connectionString) : IPages
{
    // By this index each province's cooperatives come in order, and SQLite leaves a province as soon as its next name is behind
    // the page. Left alone it takes the shorter index on the province, reads every cooperative of the region and sorts them.
    private const string CooperativesOfRegion = """
        from provinces p cross join cooperatives c indexed by ix_cooperatives_province_code_name_search_id on c.province_code = p.code
        """;

    private const string Flat = $"""
        select c.id, c.name, c.founded_year, c.exports, p.code, p.name
        {CooperativesOfRegion}
        where p.region_code = $1 and c.founded_year >= $2
        order by c.name_search, c.id limit 50
        """;

    private const string Nested = $"""
        select c.id, c.name, p.code, p.name, r.code, r.name
        {CooperativesOfRegion} join regions r on r.code = p.region_code
        where p.region_code = $1 and c.founded_year >= $2
        order by c.name_search, c.id limit 20
        """;

    private const string Grants = """
        select g.amount, g.awarded_on, g.phase, m.code, m.name
        from grants g left join programmes m on m.code = g.programme_code
        where g.cooperative_id = $1 order by g.id limit 10
        """;

    // Grouped by the codes that stand beside the rows; only the groups are joined to names.
    private const string Groups = """
        with grouped as (
          select c.province_code, substr(g.awarded_on, 1, 5) || '01-01' as year, count(*) as count, sum(g.amount) as amount
          from grants g join cooperatives c on c.id = g.cooperative_id group by 1, 2)
        select p.name, s.year, s.count, s.amount, sum(s.amount) over ()
        from grouped s join provinces p on p.code = s.province_code
        order by s.amount desc, p.name, s.year limit 12
        """;

    private const string Count = """
        select count(*) from provinces p join cooperatives c on c.province_code = p.code
        where p.region_code = $1 and c.founded_year >= $2
        """;

    private const string Single = "select code, name, name_arabic, population from regions where code = $1";

    private readonly ConcurrentBag<Session> _idle = [];

    /// <inheritdoc/>
    public Task WriteFlatAsync(Question question, CooperativesJson json, CancellationToken cancellationToken)
    {
        var session = Take();
        using (var rows = Ask(session.Flat, question))
        {
            while (rows.Read())
            {
                json.Flat(
                    IdOf(rows),
                    rows.GetString(1),
                    rows.IsDBNull(2) ? null : rows.GetInt32(2),
                    rows.IsDBNull(3) ? null : rows.GetBoolean(3),
                    rows.GetString(4),
                    rows.GetString(5));
            }
        }

        _idle.Add(session);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteNestedAsync(Question question, CooperativesJson json, CancellationToken cancellationToken)
    {
        var session = Take();
        using (var rows = Ask(session.Nested, question))
        {
            while (rows.Read())
            {
                json.BeginNested(IdOf(rows), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5));
                session.Grants.Parameters[0].Value = rows.GetFieldValue<byte[]>(0);
                using var grants = session.Grants.ExecuteReader();
                while (grants.Read())
                {
                    json.Grant(
                        new decimal(grants.GetInt64(0)) / 100,
                        grants.IsDBNull(1) ? null : grants.GetString(1),
                        grants.IsDBNull(2) ? null : grants.GetString(2),
                        grants.IsDBNull(3) ? null : grants.GetString(3),
                        grants.IsDBNull(4) ? null : grants.GetString(4));
                }

                json.EndNested();
            }
        }

        _idle.Add(session);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(Question question, CancellationToken cancellationToken)
    {
        var session = Take();
        long count;
        using (var rows = Ask(session.Count, question))
        {
            rows.Read();
            count = rows.GetInt64(0);
        }

        _idle.Add(session);
        return Task.FromResult(count);
    }

    /// <inheritdoc/>
    public Task WriteSingleAsync(Question question, CooperativesJson json, CancellationToken cancellationToken)
    {
        var session = Take();
        session.Single.Parameters[0].Value = question.Region;
        using (var rows = session.Single.ExecuteReader())
        {
            rows.Read();
            json.Single(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3));
        }

        _idle.Add(session);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteGroupsAsync(GroupsJson json, CancellationToken cancellationToken)
    {
        var session = Take();
        using (var rows = session.Groups.ExecuteReader())
        {
            while (rows.Read())
            {
                var amount = rows.GetInt64(3);
                json.Group(rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1), rows.GetInt64(2), new decimal(amount) / 100, (decimal)amount / rows.GetInt64(4));
            }
        }

        _idle.Add(session);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var session))
        {
            await session.Connection.DisposeAsync();
        }
    }

    private static Guid IdOf(SqliteDataReader rows) => new(rows.GetFieldValue<byte[]>(0), bigEndian: true);

    private static SqliteDataReader Ask(SqliteCommand command, Question question)
    {
        command.Parameters[0].Value = question.Region;
        command.Parameters[1].Value = question.Since;
        return command.ExecuteReader();
    }

    private Session Take() => _idle.TryTake(out var session) ? session : Open();

    private Session Open()
    {
        var settings = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        return new Session(connection, Prepare(connection, Flat, "", 0), Prepare(connection, Nested, "", 0), Prepare(connection, Grants, Array.Empty<byte>()), Prepare(connection, Groups), Prepare(connection, Count, "", 0), Prepare(connection, Single, ""));
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        command.Prepare();
        return command;
    }

    private sealed record Session(SqliteConnection Connection, SqliteCommand Flat, SqliteCommand Nested, SqliteCommand Grants, SqliteCommand Groups, SqliteCommand Count, SqliteCommand Single);
}
