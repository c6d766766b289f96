using IndhCoops.Benchmarks.Works;
using Microsoft.Data.Sqlite;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>The pages from SQLite: kept connections with compiled statements; what is nested is a call away.</summary>
internal sealed class SqlitePages(string connectionString) : IPages
{
    private readonly SqliteSessions _sessions = new(connectionString);

    /// <inheritdoc/>
    public Task WriteFlatAsync(Question question, CooperativesJson json, CancellationToken cancellationToken) => Run(session =>
    {
        using var rows = session.Ask(SqliteSql.Flat, question.Region, question.Since);
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
    });

    /// <inheritdoc/>
    public Task WriteNestedAsync(Question question, CooperativesJson json, CancellationToken cancellationToken) => Run(session =>
    {
        using var rows = session.Ask(SqliteSql.Nested, question.Region, question.Since);
        while (rows.Read())
        {
            json.BeginNested(IdOf(rows), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5));
            using var grants = session.Ask(SqliteSql.GrantsOfCooperative, rows.GetFieldValue<byte[]>(0), 10);
            while (grants.Read())
            {
                json.Grant(AmountOf(grants), TextOf(grants, 1), TextOf(grants, 2), TextOf(grants, 3), TextOf(grants, 4));
            }

            json.EndNested();
        }
    });

    /// <inheritdoc/>
    public Task WriteLevelsAsync(Question question, LevelsJson json, CancellationToken cancellationToken) => Run(session =>
    {
        using var provinces = session.Ask(SqliteSql.ProvincesOfRegion, question.Region);
        while (provinces.Read())
        {
            var code = provinces.GetString(0);
            json.BeginProvince(code, provinces.GetString(1));
            using var cooperatives = session.Ask(SqliteSql.CooperativesOfProvince, code, question.Since);
            while (cooperatives.Read())
            {
                json.BeginCooperative(IdOf(cooperatives), cooperatives.GetString(1));
                using var grants = session.Ask(SqliteSql.GrantsOfCooperative, cooperatives.GetFieldValue<byte[]>(0), 5);
                while (grants.Read())
                {
                    json.Grant(AmountOf(grants), TextOf(grants, 1), TextOf(grants, 3), TextOf(grants, 4));
                }

                json.End();
            }

            json.End();
        }
    });

    /// <inheritdoc/>
    public Task<long> CountAsync(Question question, CancellationToken cancellationToken)
    {
        var session = _sessions.Take();
        long count;
        using (var rows = session.Ask(SqliteSql.Count, question.Region, question.Since))
        {
            rows.Read();
            count = rows.GetInt64(0);
        }

        _sessions.Return(session);
        return Task.FromResult(count);
    }

    /// <inheritdoc/>
    public Task WriteSingleAsync(Question question, CooperativesJson json, CancellationToken cancellationToken) => Run(session =>
    {
        using var rows = session.Ask(SqliteSql.Single, question.Region);
        rows.Read();
        json.Single(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3));
    });

    /// <inheritdoc/>
    public Task WriteGroupsAsync(GroupsJson json, CancellationToken cancellationToken) => Run(session =>
    {
        using var rows = session.Ask(SqliteSql.Groups);
        while (rows.Read())
        {
            var amount = rows.GetInt64(3);
            json.Group(rows.GetString(0), TextOf(rows, 1), rows.GetInt64(2), new decimal(amount) / 100, (decimal)amount / rows.GetInt64(4));
        }
    });

    /// <inheritdoc/>
    public Task WriteMonthsAsync(GroupsJson json, CancellationToken cancellationToken) => Run(session =>
    {
        using var rows = session.Ask(SqliteSql.Months);
        while (rows.Read())
        {
            json.Month(rows.GetString(0), rows.GetInt64(1), new decimal(rows.GetInt64(2)) / 100);
        }
    });

    /// <inheritdoc/>
    public Task<(long Cooperatives, long Phases, long Projects)> CountDistinctAsync(CancellationToken cancellationToken)
    {
        var session = _sessions.Take();
        (long, long, long) counts;
        using (var row = session.Ask(SqliteSql.Distinct))
        {
            row.Read();
            counts = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
        }

        _sessions.Return(session);
        return Task.FromResult(counts);
    }

    /// <inheritdoc/>
    public async Task WriteExportAsync(Question question, CooperativesCsv csv, CancellationToken cancellationToken)
    {
        var session = _sessions.Take();
        await using (var rows = session.Ask(SqliteSql.Export, question.Region, question.Since))
        {
            while (rows.Read())
            {
                if (csv.Row(IdOf(rows), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetInt32(2), rows.GetString(3)))
                {
                    await csv.SendAsync(cancellationToken);
                }
            }
        }

        _sessions.Return(session);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    private Task Run(Action<SqliteSession> write)
    {
        var session = _sessions.Take();
        write(session);
        _sessions.Return(session);
        return Task.CompletedTask;
    }

    private static Guid IdOf(SqliteDataReader rows) => new(rows.GetFieldValue<byte[]>(0), bigEndian: true);

    private static decimal AmountOf(SqliteDataReader rows) => new decimal(rows.GetInt64(0)) / 100;

    private static string? TextOf(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
