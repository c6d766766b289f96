namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>The best statements that we know for PostgreSQL: one for each piece of work.</summary>
internal static class PostgresSql
{
    // The first page of each province, then the first of those: a join alone walks all names of the country until a page is
    // full, which takes a hundred times as long in a region with few cooperatives.
    public const string Flat = """
        select c.id, c.name, c.founded_year, c.exports, p.code, p.name
        from provinces p cross join lateral (
          select id, name, name_search, founded_year, exports from cooperatives
          where province_code = p.code and founded_year >= $2
          order by name_search, id limit 50) c
        where p.region_code = $1
        order by c.name_search, c.id limit 50
        """;

    public const string Nested = """
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

    public const string Levels = """
        select p.code, p.name, c.id, c.name, g.amount, g.awarded_on, m.code, m.name
        from (select code, name, name_search from provinces where region_code = $1 order by name_search, code limit 5) p
        left join lateral (
          select id, name, name_search from cooperatives
          where province_code = p.code and founded_year >= $2
          order by name_search, id limit 5) c on true
        left join lateral (
          select id, amount, awarded_on, programme_code from grants
          where cooperative_id = c.id order by id limit 5) g on true
        left join programmes m on m.code = g.programme_code
        order by p.name_search, p.code, c.name_search, c.id, g.id
        """;

    // Grouped by the codes that stand beside the rows; only the groups are joined to names.
    public const string Groups = """
        with grouped as (
          select c.province_code, date_trunc('year', g.awarded_on::timestamp)::date as year, count(*) as count, sum(g.amount) as amount
          from grants g join cooperatives c on c.id = g.cooperative_id group by 1, 2)
        select p.name, s.year, s.count, s.amount, s.amount / sum(s.amount) over ()
        from grouped s join provinces p on p.code = s.province_code
        order by s.amount desc, p.name, s.year nulls first limit 12
        """;

    public const string Months = """
        select date_trunc('month', effective_on::timestamp)::date as month, count(*), sum(amount) from movements group by 1 order by 1
        """;

    // count(distinct …) sorts all rows; groups are hashed.
    public const string Distinct = """
        select
          (select count(*) from (select cooperative_id from grants where cooperative_id is not null group by 1) as c),
          (select count(*) from (select phase from grants where phase is not null group by 1) as c),
          (select count(*) from (select project_id from grants where project_id is not null group by 1) as c)
        """;

    public const string Count = """
        select count(*) from cooperatives c join provinces p on p.code = c.province_code
        where p.region_code = $1 and c.founded_year >= $2
        """;

    public const string Single = "select code, name, name_arabic, population from regions where code = $1";

    public const string Export = """
        select c.id, c.name, c.founded_year, p.code from cooperatives c join provinces p on p.code = c.province_code
        where p.region_code = $1 and c.founded_year >= $2 order by c.id
        """;
}
