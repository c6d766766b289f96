namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>The best statements that we know for SQLite, which has no lateral joins, but is only a call away.</summary>
internal static class SqliteSql
{
    // By this index each province's cooperatives come in order, and SQLite leaves a province as soon as its next name is behind
    // the page. Left alone it takes the shorter index on the province, reads every cooperative of the region and sorts them.
    private const string CooperativesOfRegion = """
        from provinces p cross join cooperatives c indexed by ix_cooperatives_province_code_name_search_id on c.province_code = p.code
        """;

    public const string Flat = $"""
        select c.id, c.name, c.founded_year, c.exports, p.code, p.name
        {CooperativesOfRegion}
        where p.region_code = $1 and c.founded_year >= $2
        order by c.name_search, c.id limit 50
        """;

    public const string Nested = $"""
        select c.id, c.name, p.code, p.name, r.code, r.name
        {CooperativesOfRegion} join regions r on r.code = p.region_code
        where p.region_code = $1 and c.founded_year >= $2
        order by c.name_search, c.id limit 20
        """;

    public const string ProvincesOfRegion = "select code, name from provinces where region_code = $1 order by name_search, code limit 5";

    public const string CooperativesOfProvince = """
        select id, name from cooperatives indexed by ix_cooperatives_province_code_name_search_id
        where province_code = $1 and founded_year >= $2
        order by name_search, id limit 5
        """;

    public const string GrantsOfCooperative = """
        select g.amount, g.awarded_on, g.phase, m.code, m.name
        from grants g left join programmes m on m.code = g.programme_code
        where g.cooperative_id = $1 order by g.id limit $2
        """;

    // Grouped by the codes that stand beside the rows; only the groups are joined to names.
    public const string Groups = """
        with grouped as (
          select c.province_code, substr(g.awarded_on, 1, 5) || '01-01' as year, count(*) as count, sum(g.amount) as amount
          from grants g join cooperatives c on c.id = g.cooperative_id group by 1, 2)
        select p.name, s.year, s.count, s.amount, sum(s.amount) over ()
        from grouped s join provinces p on p.code = s.province_code
        order by s.amount desc, p.name, s.year limit 12
        """;

    public const string Months = """
        select substr(effective_on, 1, 8) || '01' as month, count(*), sum(amount) from movements group by 1 order by 1
        """;

    // Each by its index, where it has one.
    public const string Distinct = """
        select
          (select count(distinct cooperative_id) from grants),
          (select count(distinct phase) from grants),
          (select count(distinct project_id) from grants)
        """;

    public const string Count = """
        select count(*) from provinces p join cooperatives c on c.province_code = p.code
        where p.region_code = $1 and c.founded_year >= $2
        """;

    public const string Single = "select code, name, name_arabic, population from regions where code = $1";

    public const string Export = """
        select c.id, c.name, c.founded_year, p.code from provinces p join cooperatives c on c.province_code = p.code
        where p.region_code = $1 and c.founded_year >= $2 order by c.id
        """;
}
