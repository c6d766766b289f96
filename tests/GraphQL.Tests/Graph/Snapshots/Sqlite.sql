-- A page of one collection
-- { cooperatives { nodes { name } } }
select t0."id", t0."name" from "cooperatives" t0 order by t0."id" limit $1;

-- Filtered by a code and sorted by a name
-- { cooperatives(first: 50, where: { province: { code: { eq: "MA-KHE" } } }, order: [{ name: ASC }]) { nodes { name foundedYear province { name } } } }
select t0."id", t0."name", t0."founded_year", t1."name" from "cooperatives" t0 join "provinces" t1 on t1."code" = t0."province_code" where t0."province_code" = $1 order by t0."name_search", t0."id" limit $2;

-- By a condition on reference data, sorted by a name
-- { cooperatives(where: { province: { region: { code: { eq: "MA-04" } } }, foundedYear: { gte: 2010 } }, order: [{ name: ASC }]) { nodes { name province { name region { name } } } } }
select t0."id", t0."name", t1."name", t2."name" from "cooperatives" t0 join "provinces" t1 on t1."code" = t0."province_code" join "regions" t2 on t2."code" = t1."region_code" where (t1."region_code" = $1 and t0."founded_year" >= $2) order by t0."name_search", t0."id" limit $3;

-- The same, from its end
-- { cooperatives(last: 5, where: { province: { population: { gt: 500000 } } }) { nodes { name } pageInfo { hasPreviousPage } } }
select r.c0, r.c1, count(*) over () from (
  select t0."id" as c0, t0."name" as c1, t0."id" as k0 from "cooperatives" t0 join "provinces" t1 on t1."code" = t0."province_code" where t1."population" > $1 order by t0."id" desc limit $2) r
order by r.k0;

-- Only a count
-- { grants { totalCount } }
select count(*) from "grants" t0;

-- A page and its count
-- { grants(where: { amount: { gte: 100000 } }) { totalCount nodes { amount } } }
select t0."id", t0."amount" from "grants" t0 where t0."amount" >= $1 order by t0."id" limit $2;
select count(*) from "grants" t0 where t0."amount" >= $1;

-- The last rows
-- { grants(last: 5, order: [{ awardedOn: DESC }]) { nodes { awardedOn } } }
select r.c0, r.c1, count(*) over () from (
  select t0."id" as c0, t0."awarded_on" as c1, t0."awarded_on" as k0, t0."id" as k1 from "grants" t0 order by t0."awarded_on", t0."id" limit $1) r
order by r.k0 desc, r.k1 desc;

-- The page after a cursor, from what is known towards what is not
-- { grants(first: 10, after: "CURSOR", order: [{ awardedOn: DESC }]) { nodes { awardedOn cooperative { name } } } }
select t0."id", t0."awarded_on", t1."name" from (select * from (select t2.* from "grants" t2 where (t2."awarded_on", t2."id") < ($1, $2) order by t2."awarded_on" desc, t2."id" desc limit $3) t3 union all select * from (select t2.* from "grants" t2 where t2."awarded_on" is null order by t2."awarded_on" desc, t2."id" desc limit $3) t4) t0 join "cooperatives" t1 on t1."id" = t0."cooperative_id" order by t0."awarded_on" desc, t0."id" desc limit $3;

-- The page after a cursor, from what is not known towards what is
-- { grants(first: 10, after: "CURSOR", order: [{ awardedOn: ASC }]) { nodes { awardedOn } } }
select t0."id", t0."awarded_on" from (select * from (select t1.* from "grants" t1 where t1."awarded_on" is null and t1."id" > $1 order by t1."awarded_on", t1."id" limit $2) t2 union all select * from (select t1.* from "grants" t1 where t1."awarded_on" is not null order by t1."awarded_on", t1."id" limit $2) t3) t0 order by t0."awarded_on", t0."id" limit $2;

-- Mixed directions through a navigation
-- { grants(order: [{ cooperative: { name: ASC } }, { amount: DESC }]) { nodes { amount } } }
select t0."id", t0."amount" from "grants" t0 join "cooperatives" t1 on t1."id" = t0."cooperative_id" order by t1."name_search", t0."amount" desc, t0."id" desc limit $1;

-- Text search
-- { cooperatives(where: { name: { contains: "argan", nstartsWith: "x" } }) { nodes { name } } }
select t0."id", t0."name" from "cooperatives" t0 where (t0."name_search" like $1 escape '\' and not (t0."name_search" like $2 escape '\')) order by t0."id" limit $3;

-- Unknown values
-- { grants(where: { awardedOn: { eq: null }, phase: { nin: [I, II] } }) { nodes { id } } }
select t0."id" from "grants" t0 where (t0."awarded_on" is null and (not (t0."phase" in (select value from json_each($1))) or t0."phase" is null)) order by t0."id" limit $2;

-- Lists in filters
-- { cooperatives(where: { grants: { all: { amount: { lt: 5 } }, any: true } }) { nodes { id } } }
select t0."id" from "cooperatives" t0 where (not exists (select 1 from "grants" t1 where t1."cooperative_id" = t0."id" and (t1."amount" < $1) is not true) and exists (select 1 from "grants" t2 where t2."cooperative_id" = t0."id")) order by t0."id" limit $2;

-- A nested list
-- { cooperatives(first: 20) { nodes { name grants(first: 10) { nodes { amount programme { code name } } } } } }
select t0."id", t0."name" from "cooperatives" t0 order by t0."id" limit $1;
select p.key, t0."id", t0."amount", t0."programme_code", t1."name" from json_each($1) as p cross join "grants" t0 left join "programmes" t1 on t1."code" = t0."programme_code"
where t0."id" in (
  select t2."id" from "grants" t2 where t2."cooperative_id" = unhex(p.value) order by t2."id" limit $2)
order by p.key, t0."id";

-- A nested list with its count, backwards
-- { regions { nodes { name cooperatives(last: 3, order: [{ foundedYear: ASC }]) { totalCount edges { cursor node { name } } } } } }
select t0."code", t0."name" from "regions" t0 order by t0."code" limit $1;
select p.key, t0."id", t0."name", t0."founded_year", count(*) over (partition by p.key) from json_each($1) as p cross join "cooperatives" t0
where t0."id" in (
  select t1."id" from "cooperatives" t1 join "provinces" t2 on t2."code" = t1."province_code" where t2."region_code" = p.value order by t1."founded_year" desc, t1."id" desc limit $2)
order by p.key, t0."founded_year", t0."id";
select p.key, (select count(*) from "cooperatives" t0 join "provinces" t1 on t1."code" = t0."province_code" where t1."region_code" = p.value) from json_each($1) as p order by 1;

-- Groups by navigations and periods
-- { grants(where: { amount: { gte: 100000 } }) { groups(first: 12, where: { count: { gt: 3 } }, order: [{ sum: { amount: DESC } }]) { key { cooperative { province { name } } awardedOn(by: YEAR) } count sum { amount } share { sum { amount } } } } }
select g.c0, g.c1, g.c2, g.c3, g.c4 from (select t2."name" as c0, q.p1 as c1, sum(q.p2) as c2, sum(q.p3) as c3, sum(sum(q.p3)) over () as c4 from (select t1."province_code" as p0, (substr(t0."awarded_on", 1, 5) || '01-01') as p1, count(*) as p2, sum(t0."amount") as p3 from "grants" t0 join "cooperatives" t1 on t1."id" = t0."cooperative_id" where t0."amount" >= $1 group by 1, 2) q join "provinces" t2 on t2."code" = q.p0 group by 1, 2) g where g.c2 > $2 order by g.c3 desc, g.c0, g.c1 limit $3;

-- Groups of a nested list
-- { regions { nodes { cooperatives { groups(first: 3) { cursor key { foundedYear(bucket: 10) } count } } } } }
select t0."code" from "regions" t0 order by t0."code" limit $1;
select g.parent, g.c0, g.c1, g.c0 from (
  select g.*, row_number() over (partition by g.parent order by g.c0) as place from (select p.key as parent, (t0."founded_year" - (t0."founded_year" % $1 + $1) % $1) as c0, count(*) as c1 from json_each($2) as p join ("cooperatives" t0 join "provinces" t1 on t1."code" = t0."province_code") on t1."region_code" = p.value group by 1, 2) g) g
where g.place <= $3 order by g.parent, g.place;

-- Sums per inhabitant
-- { balances { groups(first: 5, order: [{ perCapita: { sum: { disbursed: DESC } } }]) { key { province { code name } } sum { disbursed } perCapita { sum { disbursed } } } } }
select g.c0, g.c1, g.c2, g.c3, g.c4 from (select q.p0 as c0, t1."name" as c1, sum(q.p1) as c2, t1."population" as c3, (sum(q.p1) / t1."population" * 100 + (200 * (sum(q.p1) % t1."population") + t1."population" * sign(sum(q.p1))) / (2 * t1."population")) as c4 from (select t0."province_code" as p0, sum(t0."disbursed") as p1 from "balances" t0 group by 1) q join "provinces" t1 on t1."code" = q.p0 group by 1, 2, 4) g order by g.c4 desc, g.c0, g.c1 limit $1;

-- Totals and groups of the same rows
-- { grants { aggregate { count sum { amount } avg { amount } countDistinct { cooperative { id } } } groups { key { cooperative { province { name } } } sum { amount } } } }
with g as materialized (select t2."name" as c0, sum(q.p1) as c1, min(t2."name_search") as c2, sum(q.p2) as c3, sum(q.p3) as c4 from (select t1."province_code" as p0, sum(t0."amount") as p1, count(*) as p2, count(t0."amount") as p3 from "grants" t0 join "cooperatives" t1 on t1."id" = t0."cooperative_id" group by 1) q join "provinces" t2 on t2."code" = q.p0 group by 1)
select g.c0, g.c1, g.c2, g.c3, g.c4, t.c0, t.c1, t.c2, t.c3 from (select coalesce(sum(g.c3), 0) as c0, sum(g.c1) as c1, (sum(g.c1) / sum(g.c4) * 100 + (200 * (sum(g.c1) % sum(g.c4)) + sum(g.c4) * sign(sum(g.c1))) / (2 * sum(g.c4))) as c2, (select count(v.value) from (select t0."cooperative_id" as value from "grants" t0 group by 1) v) as c3 from g) t left join g on true
order by g.c2, g.c0 limit $1;

-- By the sum of a nested list
-- { cooperatives(first: 5, where: { province: { code: { eq: "MA-KHE" } } }, order: [{ grants: { aggregate: { sum: { amount: DESC } } } }]) { nodes { name } pageInfo { endCursor } } }
select t1."id", t1."name", (select sum(t0."amount") as value from "grants" t0 where t0."cooperative_id" = t1."id") from "cooperatives" t1 where t1."province_code" = $1 order by (select sum(t0."amount") as value from "grants" t0 where t0."cooperative_id" = t1."id") desc, t1."id" desc limit $2;

-- The page after it
-- { cooperatives(first: 5, after: "CURSOR", order: [{ grants: { aggregate: { where: { awardedOn: { gte: "2020-01-01" } }, sum: { amount: DESC } } } }]) { nodes { name } } }
select t1."id", t1."name" from "cooperatives" t1 where ((select sum(t0."amount") as value from "grants" t0 where t0."cooperative_id" = t1."id" and t0."awarded_on" >= $1) <= $2 and ((select sum(t0."amount") as value from "grants" t0 where t0."cooperative_id" = t1."id" and t0."awarded_on" >= $1) < $2 or t1."id" < $3) or (select sum(t0."amount") as value from "grants" t0 where t0."cooperative_id" = t1."id" and t0."awarded_on" >= $1) is null) order by (select sum(t0."amount") as value from "grants" t0 where t0."cooperative_id" = t1."id" and t0."awarded_on" >= $1) desc, t1."id" desc limit $4;

-- With a condition on a nested list's totals
-- { cooperatives(where: { grants: { aggregate: { where: { phase: { eq: II } }, count: { gt: 1 }, sum: { amount: { gt: 100000 } } } } }) { totalCount aggregate { count } nodes { name } } }
select t0."id", t0."name" from "cooperatives" t0 where ((select count(*) as value from "grants" t1 where t1."cooperative_id" = t0."id" and t1."phase" = $1) > $2 and (select sum(t2."amount") as value from "grants" t2 where t2."cooperative_id" = t0."id" and t2."phase" = $3) > $4) order by t0."id" limit $5;
select count(*) from "cooperatives" t1 where ((select count(*) as value from "grants" t0 where t0."cooperative_id" = t1."id" and t0."phase" = $1) > $2 and (select sum(t2."amount") as value from "grants" t2 where t2."cooperative_id" = t1."id" and t2."phase" = $3) > $4);
select count(*) from "cooperatives" t1 where ((select count(*) as value from "grants" t0 where t0."cooperative_id" = t1."id" and t0."phase" = $1) > $2 and (select sum(t2."amount") as value from "grants" t2 where t2."cooperative_id" = t1."id" and t2."phase" = $3) > $4);

-- A nested list by the number of its rows' rows
-- { provinces { nodes { name cooperatives(first: 3, order: [{ grants: { aggregate: { count: DESC } } }]) { nodes { name } } } } }
select t0."code", t0."name" from "provinces" t0 order by t0."code" limit $1;
select p.key, t1."id", t1."name" from json_each($1) as p cross join "cooperatives" t1
where t1."id" in (
  select t3."id" from "cooperatives" t3 where t3."province_code" = p.value order by (select count(*) as value from "grants" t2 where t2."cooperative_id" = t3."id") desc, t3."id" desc limit $2)
order by p.key, (select count(*) as value from "grants" t0 where t0."cooperative_id" = t1."id") desc, t1."id" desc;

-- A search, with what its results refer to
-- { search(text: "argan", first: 5) { kind name province { code region { name } } cooperative { id province { name } } project { id } } }
with t16 as materialized (select t15."name_search" as text, t15."id" as key from "cooperatives" t15 where t15."name_search" >= $1 and t15."name_search" < $2 order by 1, 2 limit $13),
t20 as materialized (select t18.text, t18.key from (select t19."name_search" as text, t19."id" as key from "cooperatives" t19 where true order by 1, 2) t18 where $4 and t18.text like $5 escape '\' and t18.text like $6 escape '\' and t18.text like $7 escape '\' and t18.text like $8 escape '\' order by 1, 2 limit (select case when count(*) < $13 then $13 else 0 end from t16)),
t26 as materialized (select t25."name_arabic_search" as text, t25."id" as key from "cooperatives" t25 where t25."name_arabic_search" <> '' and t25."name_arabic_search" >= $1 and t25."name_arabic_search" < $2 order by 1, 2 limit $13),
t30 as materialized (select t28.text, t28.key from (select t29."name_arabic_search" as text, t29."id" as key from "cooperatives" t29 where t29."name_arabic_search" <> '' and true order by 1, 2) t28 where $4 and t28.text like $5 escape '\' and t28.text like $6 escape '\' and t28.text like $7 escape '\' and t28.text like $8 escape '\' order by 1, 2 limit (select case when count(*) < $13 then $13 else 0 end from t26)),
t36 as materialized (select t35."title_search" as text, t35."id" as key from "projects" t35 where t35."title_search" >= $1 and t35."title_search" < $2 order by 1, 2 limit $13)
select t0."kind", t0."name", t0."province_key", t1."region_code", t2."name", t0."cooperative_key", t3."province_code", t4."name", t0."project_key" from (select g.rank, g.place, g.text, g.key, case g.place when 0 then 'REGION' when 1 then 'PROVINCE' when 2 then 'PROGRAMME' when 3 then 'COOPERATIVE' when 4 then 'PROJECT' end as kind, case g.place when 0 then (select t41."name" from "regions" t41 where t41."code" = g.key) when 1 then (select t42."name" from "provinces" t42 where t42."code" = g.key) when 2 then (select t43."name" from "programmes" t43 where t43."code" = g.key) when 3 then (select t44."name" from "cooperatives" t44 where t44."id" = g.key) when 4 then (select t45."title" from "projects" t45 where t45."id" = g.key) end as name, case when g.place = 0 then g.key end as "region_key", case when g.place = 1 then g.key end as "province_key", case when g.place = 2 then g.key end as "programme_key", case when g.place = 3 then g.key end as "cooperative_key", case when g.place = 4 then g.key end as "project_key" from (
  select f.place, f.key, min(case when f.text = $1 then 0 when f.text like $3 escape '\' then 1 when ' ' || f.text glob $9 and ' ' || f.text glob $10 and ' ' || f.text glob $11 and ' ' || f.text glob $12 then 2 else 3 end) as rank, min(f.text) as text from (
  select 0 as place, t6.text, t6.key as key from (select t5."name_search" as text, t5."code" as key from "regions" t5 where t5."name_search" like $5 escape '\' and t5."name_search" like $6 escape '\' and t5."name_search" like $7 escape '\' and t5."name_search" like $8 escape '\' and ($4 or (' ' || t5."name_search" glob $9 and ' ' || t5."name_search" glob $10 and ' ' || t5."name_search" glob $11 and ' ' || t5."name_search" glob $12))) t6
  union all select 0 as place, t8.text, t8.key as key from (select t7."name_arabic_search" as text, t7."code" as key from "regions" t7 where t7."name_arabic_search" like $5 escape '\' and t7."name_arabic_search" like $6 escape '\' and t7."name_arabic_search" like $7 escape '\' and t7."name_arabic_search" like $8 escape '\' and ($4 or (' ' || t7."name_arabic_search" glob $9 and ' ' || t7."name_arabic_search" glob $10 and ' ' || t7."name_arabic_search" glob $11 and ' ' || t7."name_arabic_search" glob $12))) t8
  union all select 1 as place, t10.text, t10.key as key from (select t9."name_search" as text, t9."code" as key from "provinces" t9 where t9."name_search" like $5 escape '\' and t9."name_search" like $6 escape '\' and t9."name_search" like $7 escape '\' and t9."name_search" like $8 escape '\' and ($4 or (' ' || t9."name_search" glob $9 and ' ' || t9."name_search" glob $10 and ' ' || t9."name_search" glob $11 and ' ' || t9."name_search" glob $12))) t10
  union all select 1 as place, t12.text, t12.key as key from (select t11."name_arabic_search" as text, t11."code" as key from "provinces" t11 where t11."name_arabic_search" like $5 escape '\' and t11."name_arabic_search" like $6 escape '\' and t11."name_arabic_search" like $7 escape '\' and t11."name_arabic_search" like $8 escape '\' and ($4 or (' ' || t11."name_arabic_search" glob $9 and ' ' || t11."name_arabic_search" glob $10 and ' ' || t11."name_arabic_search" glob $11 and ' ' || t11."name_arabic_search" glob $12))) t12
  union all select 2 as place, t14.text, t14.key as key from (select t13."name_search" as text, t13."code" as key from "programmes" t13 where t13."name_search" like $5 escape '\' and t13."name_search" like $6 escape '\' and t13."name_search" like $7 escape '\' and t13."name_search" like $8 escape '\' and ($4 or (' ' || t13."name_search" glob $9 and ' ' || t13."name_search" glob $10 and ' ' || t13."name_search" glob $11 and ' ' || t13."name_search" glob $12))) t14
  union all select 3 as place, t17.text, t17.key as key from (select * from t16) t17
  union all select 3 as place, t21.text, t21.key as key from (select * from t20) t21
  union all select 3 as place, t24.text, t24.key as key from (select t22.text, t22.key from (select t23."name_search" as text, t23."id" as key from "cooperatives" t23 where true order by 1, 2) t22 where t22.text like $5 escape '\' and t22.text like $6 escape '\' and t22.text like $7 escape '\' and t22.text like $8 escape '\' and ' ' || t22.text glob $9 and ' ' || t22.text glob $10 and ' ' || t22.text glob $11 and ' ' || t22.text glob $12 order by 1, 2 limit (select case when $4 and count(*) < $13 then 0 else $13 end from t20)) t24
  union all select 3 as place, t27.text, t27.key as key from (select * from t26) t27
  union all select 3 as place, t31.text, t31.key as key from (select * from t30) t31
  union all select 3 as place, t34.text, t34.key as key from (select t32.text, t32.key from (select t33."name_arabic_search" as text, t33."id" as key from "cooperatives" t33 where t33."name_arabic_search" <> '' and true order by 1, 2) t32 where t32.text like $5 escape '\' and t32.text like $6 escape '\' and t32.text like $7 escape '\' and t32.text like $8 escape '\' and ' ' || t32.text glob $9 and ' ' || t32.text glob $10 and ' ' || t32.text glob $11 and ' ' || t32.text glob $12 order by 1, 2 limit (select case when $4 and count(*) < $13 then 0 else $13 end from t30)) t34
  union all select 4 as place, t37.text, t37.key as key from (select * from t36) t37
  union all select 4 as place, t40.text, t40.key as key from (select t38.text, t38.key from (select t39."title_search" as text, t39."id" as key from "projects" t39 where true order by 1, 2) t38 where t38.text like $5 escape '\' and t38.text like $6 escape '\' and t38.text like $7 escape '\' and t38.text like $8 escape '\' and ' ' || t38.text glob $9 and ' ' || t38.text glob $10 and ' ' || t38.text glob $11 and ' ' || t38.text glob $12 order by 1, 2 limit (select case when count(*) < $13 then $13 else 0 end from t36)) t40) f group by f.place, f.key order by 3, 1, 4, 2 limit $13) g) t0 left join "provinces" t1 on t1."code" = t0."province_key" left join "regions" t2 on t2."code" = t1."region_code" left join "cooperatives" t3 on t3."id" = t0."cooperative_key" left join "provinces" t4 on t4."code" = t3."province_code" order by t0.rank, t0.place, t0.text, t0.key;

-- A row by its key
-- { province(code: "MA-KHE") { name region { name } } }
select t0."code", t0."name", t1."name" from "provinces" t0 join "regions" t1 on t1."code" = t0."region_code" where t0."code" = $1 order by t0."code" limit $2;

