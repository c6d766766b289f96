using IndhCoops.Domain.Persistence;

namespace IndhCoops.Domain.Tests.Migrations;

/// <summary>
/// Some rows of every table that an earlier version wrote, in its own columns and in plain SQL: today's classes may no longer fit them.
/// </summary>
internal static class EarlierRows
{
    /// <summary>The statements that insert them after the migrations that the database has.</summary>
    public static IEnumerable<string> Insert(DatabaseKind database, IReadOnlyCollection<string> migrations)
    {
        var sql = new Literals(database);
        var initial = (string[])
        [
            $"insert into regions values ('MA-04', 'Rabat', 'الرباط', '04', 1, 2, 'OFFICIAL', 's', '', '', '', '', '')",
            "insert into provinces (code, kind, name, name_arabic, hcp_code, population, region_code, data_source, source, code_search, "
                + "hcp_code_search, name_arabic_search, name_search, source_search) "
                + "values ('MA-KHE', 'PROVINCE', 'Khémisset', '', '', 1, 'MA-04', 'OFFICIAL', 's', '', '', '', '', '')",
            "insert into phase_periods (phase, start_year, end_year, data_source, source, source_search) "
                + "values ('I', 2005, 2010, 'OFFICIAL', 's', '')",
            "insert into programmes (code, name, aliases, phase, start_year, end_year, data_source, source, aliases_search, "
                + "axis_search, code_search, name_search, source_search) "
                + $"values ('P3', 'Revenus', {sql.NoTexts}, 'I', 2005, 2010, 'OFFICIAL', 's', {sql.NoTexts}, '', '', '', '')",
            "insert into value_chains values ('honey', 'agriculture', 'Honey', 'OFFICIAL', 's', '', '', '', '')",
            "insert into cooperatives (id, name, province_code, value_chain_code, data_source, activity_search, name_search, "
                + "note_search, source_search) "
                + $"values ({sql.Id(1)}, 'Miel', 'MA-KHE', 'honey', 'PRESS', '', 'miel', '', '')",
            "insert into observations (id, cooperative_id, indicator, value, unit, stage, data_source, indicator_search, source_search, "
                + "unit_search) "
                + $"values ({sql.Id(1)}, {sql.Id(1)}, 'members', 3, 'people', 'CURRENT', 'PRESS', '', '', '')",
            "insert into projects (id, title, province_code, cooperative_id, programme_code, total_cost, status, data_source, "
                + "source_search, title_search) "
                + $"values ({sql.Id(1)}, 'Hives', 'MA-KHE', {sql.Id(1)}, 'P3', {sql.Money(90)}, 'COMPLETED', 'PRESS', '', '')",
            "insert into grants (id, amount, awarded_on, phase, cooperative_id, project_id, programme_code, data_source, note_search, "
                + "source_search) "
                + $"values ({sql.Id(1)}, {sql.Money(60)}, '2006-02-01', 'I', {sql.Id(1)}, {sql.Id(1)}, 'P3', 'PRESS', '', '')",
            sql.Movement(1, "COMMITMENT", 60, 1),
            sql.Movement(2, "DISBURSEMENT", 40, 2),
            "insert into statements (id, province_code, period, projects, data_source, source, note_search, period_search, "
                + "scope_search, source_search, wording_search) "
                + $"values ({sql.Id(1)}, 'MA-KHE', '2006', 4, 'OFFICIAL', 's', '', '', '', '', '')",
            $"insert into loaded_data values ('reference-data', 'earlier', {sql.Instant(1)})",
        ];
        return !migrations.Any(migration => migration.EndsWith("_Balances", StringComparison.Ordinal)) ? initial :
        [
            .. initial,
            "insert into strikes (number, struck_at, movements, uncommitted_grants, uncommitted_amount, later_movements) "
                + $"values (1, {sql.Instant(3)}, 2, 0, 0, 0)",
            $"insert into struck_months (month, year, phase, is_provisional, strike) values ('2006-02-01', 2006, 'I', {sql.False}, 1)",
            "insert into balances (id, id_search, month, phase, province_code, programme_code, opening, committed, amended, disbursed, "
                + "refunded, cancelled, closing, grants, projects, cooperatives, provisional, data_source, strike) "
                + $"values ('2006-02:MA-KHE:P3', '', '2006-02-01', 'I', 'MA-KHE', 'P3', 0, {sql.Money(60)}, 0, {sql.Money(40)}, 0, "
                + $"0, {sql.Money(20)}, 1, 1, 1, {sql.False}, 'PRESS', 1)",
            $"insert into reports (id, period, revision, struck_at, data_source, strike_number) values ({sql.Id(1)}, '2006-02-01', "
                + $"1, {sql.Instant(3)}, 'PRESS', 1)",
            $"insert into report_files (id, format, url, size_bytes, sha256, md5, report_id, sha256_search, url_search) "
                + $"values ({sql.Id(1)}, 'CSV', '/reports/a.csv', 1, '{new string('a', 64)}', '', {sql.Id(1)}, '', '')",
        ];
    }

    // SQLite holds identifiers as bytes, amounts in centimes and instants as numbers.
    private sealed record Literals(DatabaseKind Database)
    {
        private bool IsSqlite => Database == DatabaseKind.Sqlite;

        public string NoTexts => IsSqlite ? "'[]'" : "'{}'";

        public string False => IsSqlite ? "0" : "false";

        public string Id(int number) => IsSqlite ? $"x'{number:x32}'" : $"'00000000-0000-0000-0000-{number:x12}'";

        public string Money(int dirhams) => IsSqlite ? $"{dirhams}00" : $"{dirhams}";

        public string Instant(int day) => IsSqlite ? $"{day}" : $"'2006-02-0{day} 00:00:00+00'";

        public string Movement(int number, string kind, int amount, int day) =>
            "insert into movements (id, kind, amount, effective_on, recorded_at, grant_id, data_source) "
            + $"values ({Id(number)}, '{kind}', {Money(amount)}, '2006-02-0{day}', {Instant(day)}, {Id(1)}, 'PRESS')";
    }
}
