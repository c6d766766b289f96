using System.Globalization;
using IndhCoops.Benchmarks.Works;
using Npgsql;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>The pages from PostgreSQL: one prepared statement and one round trip each.</summary>
internal sealed class PostgresPages(string connectionString) : IPages
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, NoResetOnClose = true });

    /// <inheritdoc/>
    public async Task WriteFlatAsync(Question question, CooperativesJson json, CancellationToken cancellationToken)
    {
        await using var command = Command(PostgresSql.Flat, question);
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
        await using var command = Command(PostgresSql.Nested, question);
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
    public async Task WriteLevelsAsync(Question question, LevelsJson json, CancellationToken cancellationToken)
    {
        await using var command = Command(PostgresSql.Levels, question);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        string? province = null;
        Guid? cooperative = null;
        while (await rows.ReadAsync(cancellationToken))
        {
            var (code, id) = (rows.GetString(0), rows.IsDBNull(2) ? (Guid?)null : rows.GetGuid(2));
            if (cooperative is not null && cooperative != id)
            {
                json.End();
                cooperative = null;
            }

            if (province != code)
            {
                if (province is not null)
                {
                    json.End();
                }

                json.BeginProvince(code, rows.GetString(1));
                province = code;
            }

            if (id is not null && cooperative is null)
            {
                json.BeginCooperative(id.Value, rows.GetString(3));
                cooperative = id;
            }

            if (!rows.IsDBNull(4))
            {
                json.Grant(
                    rows.GetDecimal(4),
                    rows.IsDBNull(5) ? null : rows.GetFieldValue<DateOnly>(5).ToString("O", CultureInfo.InvariantCulture),
                    rows.IsDBNull(6) ? null : rows.GetString(6),
                    rows.IsDBNull(7) ? null : rows.GetString(7));
            }
        }

        if (cooperative is not null)
        {
            json.End();
        }

        if (province is not null)
        {
            json.End();
        }
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(Question question, CancellationToken cancellationToken)
    {
        await using var command = Command(PostgresSql.Count, question);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <inheritdoc/>
    public async Task WriteSingleAsync(Question question, CooperativesJson json, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(PostgresSql.Single);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = question.Region });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        json.Single(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3));
    }

    /// <inheritdoc/>
    public async Task WriteGroupsAsync(GroupsJson json, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(PostgresSql.Groups);
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
    public async Task WriteMonthsAsync(GroupsJson json, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(PostgresSql.Months);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            json.Month(rows.GetFieldValue<DateOnly>(0).ToString("O", CultureInfo.InvariantCulture), rows.GetInt64(1), rows.GetDecimal(2));
        }
    }

    /// <inheritdoc/>
    public async Task<(long Cooperatives, long Phases, long Projects)> CountDistinctAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(PostgresSql.Distinct);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }

    /// <inheritdoc/>
    public async Task WriteExportAsync(Question question, CooperativesCsv csv, CancellationToken cancellationToken)
    {
        await using var command = Command(PostgresSql.Export, question);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (csv.Row(rows.GetGuid(0), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetInt32(2), rows.GetString(3)))
            {
                await csv.SendAsync(cancellationToken);
            }
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
