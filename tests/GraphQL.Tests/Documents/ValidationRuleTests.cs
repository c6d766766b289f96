using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine.Requests;

namespace IndhCoops.GraphQL.Tests.Documents;

/// <summary>Each rule of validation says what HotChocolate 16 says: the sentence, the place, the path and the extensions.</summary>
public sealed class ValidationRuleTests(DocumentCheck check) : IClassFixture<DocumentCheck>
{
    private const string Specification = "https://spec.graphql.org/September2025/#sec-";

    /// <summary>A document that breaks one rule once, and the whole error. `§` stands for the edition of the specification.</summary>
    public static TheoryData<string, string> Broken { get; } = new()
    {
        {
            "{ __typename } type Grant { id: ID }",
            """
            {"message":"A document containing TypeSystemDefinition is invalid for execution.",
             "locations":[{"line":1,"column":16}],
             "extensions":{"specifiedBy":"§Executable-Definitions"}}
            """
        },
        { "# nothing", """{"message":"There are no operations in the GraphQL document.","locations":[{"line":1,"column":1}]}""" },
        {
            "query A { __typename } query A { __typename }",
            """
            {"message":"The operation name `A` is not unique.",
             "locations":[{"line":1,"column":24}],
             "extensions":{"operation":"A","specifiedBy":"§Operation-Name-Uniqueness"}}
            """
        },
        {
            "{ __typename } query A { __typename }",
            """{"message":"GraphQL allows a short‐hand form for defining query operations when only that one operation exists in the """
                + """document.","locations":[{"line":1,"column":1}],"extensions":"""
                + """{"operations":2,"specifiedBy":"§Lone-Anonymous-Operation"}}"""
        },
        {
            "subscription { grants }",
            """{"message":"This GraphQL schema does not support `Subscription` operations.","locations":[{"line":1,"column":1}]}"""
        },
        {
            "{ foo }",
            """
            {"message":"The field `foo` does not exist on the type `Query`.",
             "locations":[{"line":1,"column":3}],
             "extensions":{"type":"Query","field":"foo","responseName":"foo","specifiedBy":"§Field-Selections"}}
            """
        },
        {
            "{ regions {\n  nodes { a: foo } } }",
            """
            {"message":"The field `foo` does not exist on the type `Region`.",
             "locations":[{"line":2,"column":11}],"path":["regions","nodes"],
             "extensions":{"type":"Region","field":"foo","responseName":"a","specifiedBy":"§Field-Selections"}}
            """
        },
        {
            "{ regions { nodes { name { length } } } }",
            """
            {"message":"Field \"name\" must not have a selection since type \"String!\" has no subfields.",
             "locations":[{"line":1,"column":21}],"path":["regions","nodes"],
             "extensions":{"declaringType":"Region","field":"name","type":"String!",
              "responseName":"name","specifiedBy":"§Leaf-Field-Selections"}}
            """
        },
        {
            "{ a: regions }",
            """{"message":"Field \"regions\" of type \"RegionsConnection\" must have a selection of subfields. """
                + """Did you mean \"regions { ... }\"?","locations":[{"line":1,"column":3}],"extensions":"""
                + """{"declaringType":"Query","field":"regions","type":"RegionsConnection","responseName":"a","""
                + """ "specifiedBy":"§Field-Selections"}}"""
        },
        {
            "mutation($i: RecordMovementInput!) { recordMovement(input: $i) { errors { message } } }",
            """
            {"message":"A union type cannot declare a field directly. Use inline fragments or fragments instead.",
             "locations":[{"line":1,"column":73}],"path":["recordMovement","errors"],
             "extensions":{"type":"RecordMovementError","specifiedBy":"§Field-Selections"}}
            """
        },
        {
            "{ regions { nodes { a: name a: code } } }",
            """
            {"message":"Encountered fields for the same object that cannot be merged.",
             "locations":[{"line":1,"column":21},{"line":1,"column":29}],
             "extensions":{"declaringTypeA":"Region","declaringTypeB":"Region","fieldA":"name","fieldB":"code","typeA":"String!",
              "typeB":"String!","responseNameA":"a","responseNameB":"a","specifiedBy":"§Field-Selection-Merging"}}
            """
        },
        {
            "{ regions { nodes(x: 1) { code } } }",
            """
            {"message":"The argument `x` does not exist.",
             "locations":[{"line":1,"column":19}],"path":["regions"],
             "extensions":{"type":"RegionsConnection","field":"nodes","argument":"x","specifiedBy":"§Argument-Names"}}
            """
        },
        {
            "{ __typename @include(if: true, x: 1) }",
            """
            {"message":"The argument `x` does not exist.",
             "locations":[{"line":1,"column":33}],"path":["__typename"],
             "extensions":{"directive":"include","argument":"x","specifiedBy":"§Argument-Names"}}
            """
        },
        {
            "{ regions(first: 1, first: 2) { totalCount } }",
            """
            {"message":"More than one argument with the same name in an argument set is ambiguous and invalid.",
             "locations":[{"line":1,"column":21}],
             "extensions":{"type":"Query","field":"regions","argument":"first","specifiedBy":"§Argument-Uniqueness"}}
            """
        },
        {
            "{ region { code } }",
            """
            {"message":"The argument `code` is required.",
             "locations":[{"line":1,"column":3}],
             "extensions":{"type":"Query","field":"region","argument":"code","specifiedBy":"§Required-Arguments"}}
            """
        },
        {
            "{ region(code: null) { code } }",
            """
            {"message":"The argument `code` is required.",
             "locations":[{"line":1,"column":10}],
             "extensions":{"type":"Query","field":"region","argument":"code","specifiedBy":"§Required-Arguments"}}
            """
        },
        {
            "{ __typename @skip }",
            """
            {"message":"The argument `if` is required.",
             "locations":[{"line":1,"column":14}],"path":["__typename"],
             "extensions":{"directive":"skip","argument":"if","specifiedBy":"§Required-Arguments"}}
            """
        },
        {
            "{ ...F } fragment F on Query { __typename } fragment F on Query { __typename }",
            """
            {"message":"There are multiple fragments with the name `F`.",
             "locations":[{"line":1,"column":45}],
             "extensions":{"fragment":"F","specifiedBy":"§Fragment-Name-Uniqueness"}}
            """
        },
        {
            "{ __typename } fragment F on Query { __typename }",
            """
            {"message":"The specified fragment `F` is not used within the current document.",
             "locations":[{"line":1,"column":16}],
             "extensions":{"fragment":"F","specifiedBy":"§Fragments-Must-Be-Used"}}
            """
        },
        {
            "{ regions { ...F } }",
            """
            {"message":"The specified fragment `F` does not exist.",
             "locations":[{"line":1,"column":13}],"path":["regions"],
             "extensions":{"fragment":"F","specifiedBy":"§Fragment-Spread-Target-Defined"}}
            """
        },
        {
            "{ regions { ...F } } fragment F on RegionsConnection { totalCount ...G } fragment G on RegionsConnection { ...F }",
            """{"message":"The graph of fragment spreads must not form any cycles including spreading itself. """
                + """Otherwise an operation could infinitely spread or infinitely execute on cycles in the underlying """
                + """data.","locations":[{"line":1,"column":108}],"path":["regions"],"extensions":"""
                + """{"fragment":"F","specifiedBy":"§Fragment-Spreads-Must-Not-Form-Cycles"}}"""
        },
        {
            "{ regions { ... on Foo { totalCount } } }",
            """
            {"message":"Unknown type `Foo`.",
             "locations":[{"line":1,"column":13}],"path":["regions"],
             "extensions":{"typeCondition":"Foo","specifiedBy":"§Fragment-Spread-Type-Existence"}}
            """
        },
        {
            "{ ...F } fragment F on Foo { totalCount }",
            """
            {"message":"Unknown type `Foo`.",
             "locations":[{"line":1,"column":10}],
             "extensions":{"typeCondition":"Foo","fragment":"F","specifiedBy":"§Fragment-Spread-Type-Existence"}}
            """
        },
        {
            "{ ... on Int { a } }",
            """
            {"message":"Fragments can only be declared on unions, interfaces, and objects.",
             "locations":[{"line":1,"column":3}],
             "extensions":{"typeCondition":"Int","specifiedBy":"§Fragments-on-Object-Interface-or-Union-Types"}}
            """
        },
        {
            "{ regions { ... on Grant { id } } }",
            """
            {"message":"The parent type does not match the type condition on the fragment.",
             "locations":[{"line":1,"column":13}],"path":["regions"],
             "extensions":{"typeCondition":"Grant","selectionSetType":"RegionsConnection","specifiedBy":"§Fragment-Spread-Is-Possible"}}
            """
        },
        {
            "{ regions { ...F } } fragment F on Grant { id }",
            """
            {"message":"The parent type does not match the type condition on the fragment.",
             "locations":[{"line":1,"column":22}],"path":["regions"],
             "extensions":{"typeCondition":"Grant","selectionSetType":"RegionsConnection",
              "fragment":"F","specifiedBy":"§Fragment-Spread-Is-Possible"}}
            """
        },
        {
            "{ regions(first: \"ten\") { totalCount } }",
            """
            {"message":"The specified argument value does not match the argument type.",
             "locations":[{"line":1,"column":18}],"path":["regions"],
             "extensions":{"argument":"first","argumentValue":"\"ten\"","locationType":"Int","specifiedBy":"§Values-of-Correct-Type"}}
            """
        },
        {
            "{ regions(where: { code: { eq: 4 } }) { totalCount } }",
            """
            {"message":"The specified value type of field `eq` does not match the field type.",
             "locations":[{"line":1,"column":32}],"path":["regions"],
             "extensions":{"fieldName":"eq","fieldType":"String","locationType":"String","specifiedBy":"§Values-of-Correct-Type"}}
            """
        },
        {
            "query($n: Int = \"ten\") { regions(first: $n) { totalCount } }",
            """
            {"message":"The specified value type of variable `n` does not match the variable type.",
             "locations":[{"line":1,"column":17}],
             "extensions":{"variable":"n","variableType":"Int","locationType":"Int","specifiedBy":"§Values-of-Correct-Type"}}
            """
        },
        {
            "{ regions(where: { code: { eq: \"a\", eq: \"b\" } }) { totalCount } }",
            """
            {"message":"There can be only one input field named `eq`.",
             "locations":[{"line":1,"column":37}],"path":["regions"],
             "extensions":{"field":"eq","specifiedBy":"§Input-Object-Field-Uniqueness"}}
            """
        },
        {
            "{ regions(where: { foo: 1 }) { totalCount } }",
            """
            {"message":"The specified input object field `foo` does not exist.",
             "locations":[{"line":1,"column":20}],"path":["regions"],
             "extensions":{"field":"foo","specifiedBy":"§Input-Object-Field-Names"}}
            """
        },
        {
            "mutation { recordMovement(input: { grantId: \"7c0d3a0e-6b0f-4a0e-9a51-0b9f2f6a3c11\", kind: DISBURSEMENT, "
                + "amount: 1 }) { __typename } }",
            """
            {"message":"`effectiveOn` is a required field and cannot be null.",
             "locations":[{"line":1,"column":34}],"path":["recordMovement"],
             "extensions":{"field":"effectiveOn","specifiedBy":"§Input-Object-Required-Fields"}}
            """
        },
        {
            "{ regions { totalCount @foo } }",
            """
            {"message":"The specified directive `foo` is not supported by the current schema.",
             "locations":[{"line":1,"column":24}],"path":["regions","totalCount"],
             "extensions":{"specifiedBy":"§Directives-Are-Defined"}}
            """
        },
        {
            "query @skip(if: true) { __typename }",
            """
            {"message":"The specified directive is not valid the current location.",
             "locations":[{"line":1,"column":7}],
             "extensions":{"specifiedBy":"§Directives-Are-in-Valid-Locations"}}
            """
        },
        {
            "{ regions { totalCount @skip(if: true) @skip(if: true) } }",
            """
            {"message":"Only one of each directive is allowed per location.",
             "locations":[{"line":1,"column":40}],"path":["regions"],
             "extensions":{"specifiedBy":"§Directives-Are-Unique-per-Location"}}
            """
        },
        {
            "query($r: Foo) { regions(where: $r) { totalCount } }",
            """
            {"message":"The type of variable `r` is not an input type.",
             "locations":[{"line":1,"column":7}],
             "extensions":{"variable":"r","variableType":"Foo","specifiedBy":"§Variables-Are-Input-Types"}}
            """
        },
        {
            "query($n: Int, $n: Int) { regions(first: $n) { totalCount } }",
            """
            {"message":"A document containing operations that define more than one variable with the same name is invalid for execution.",
             "locations":[{"line":1,"column":16}],
             "extensions":{"variable":"n","variableType":"Int","specifiedBy":"§Variable-Uniqueness"}}
            """
        },
        {
            "query($a: Int, $b: [Int!]) { __typename }",
            """
            {"message":"The following variables were not used: a, b.",
             "locations":[{"line":1,"column":1}],
             "extensions":{"specifiedBy":"§All-Variables-Used"}}
            """
        },
        {
            "{ regions(first: $a) { totalCount } provinces(last: $b, first: $a) { totalCount } }",
            """
            {"message":"The following variables were not declared: a, b.",
             "locations":[{"line":1,"column":1}],
             "extensions":{"specifiedBy":"§All-Variable-Uses-Defined"}}
            """
        },
        {
            "query($n: String) { regions(first: $n) { totalCount } }",
            """
            {"message":"The variable `n` is not compatible with the type of the current location.",
             "locations":[{"line":1,"column":36}],"path":["regions"],
             "extensions":{"variable":"n","variableType":"String","locationType":"Int","specifiedBy":"§All-Variable-Usages-Are-Allowed"}}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task A_broken_rule_is_reported_once_as_HotChocolate_reports_it(string document, string error)
    {
        var found = Assert.Single(await check.ErrorsAsync(document));

        Assert.Equal(JsonNode.Parse(error.Replace("§", Specification, StringComparison.Ordinal))!.ToJsonString(), found.ToJsonString());
    }

    [Theory]
    [InlineData("query($o: RegionSortInput) { regions(order: [$o]) { totalCount } }", "RegionSortInput!")]
    [InlineData("query($c: DataSource) { cooperatives(where: { dataSource: { in: [$c] } }) { totalCount } }", "DataSource!")]
    [InlineData(
        "query($f: RegionFilterInput) { regions(where: { or: [{ code: { eq: \"a\" } }, $f] }) { totalCount } }", "RegionFilterInput!")]
    [InlineData(
        "query($f: GrantGroupFilterInput) { grants { groups(where: { and: [$f] }) { key { phase } count } } }",
        "GrantGroupFilterInput!")]
    [InlineData(
        "query($o: GrantGroupSortInput) { grants { groups(order: [{ count: ASC }, $o]) { key { phase } count } } }",
        "GrantGroupSortInput!")]
    [InlineData(
        "query($a: Decimal) { __typename } "
            + "mutation M($a: Decimal) { recordMovement(input: { grantId: \"7c0d3a0e-6b0f-4a0e-9a51-0b9f2f6a3c11\", "
            + "kind: DISBURSEMENT, amount: $a, effectiveOn: \"2024-01-01\" }) { __typename } }",
        "Decimal!")]
    public async Task A_variable_that_may_be_null_does_not_fit_a_list_element_or_a_field_that_may_not(string document, string type)
    {
        var errors = await check.ErrorsAsync(document);
        var error = Assert.Single(errors, error => ((string)error["message"]!).Contains("not compatible", StringComparison.Ordinal));

        Assert.Equal(type, (string?)error["extensions"]!["locationType"]);
    }

    [Theory]
    [InlineData("query($o: RegionSortInput!) { regions(order: [$o]) { totalCount } }")]
    [InlineData("query($o: RegionSortInput = { code: ASC }) { regions(order: [$o]) { totalCount } }")]
    [InlineData("query($f: Int) { cooperatives(where: { foundedYear: { in: [$f] } }) { totalCount } }")]
    [InlineData("query($o: RegionSortInput!) { regions(order: $o) { totalCount } }", "`o` is not compatible")]
    [InlineData("{ regions { nodes { name name } } }")]
    [InlineData(
        "{ a: regions(where: { code: { eq: \"x\" }, name: { eq: \"y\" } }) { totalCount } "
            + "a: regions(where: { name: { eq: \"y\" }, code: { eq: \"x\" } }) { totalCount } }")]
    [InlineData("{ a: regions(first: 1, last: 2) { totalCount } a: regions(last: 2, first: 1) { nodes { code } } }")]
    [InlineData(
        "{ a: regions(order: [{ code: ASC }, { name: ASC }]) { totalCount } "
            + "a: regions(order: [{ name: ASC }, { code: ASC }]) { totalCount } }",
        "cannot be merged")]
    [InlineData(
        "mutation($i: RecordMovementInput!) { recordMovement(input: $i) { errors { ... on UnknownGrantError { x: message } "
            + "... on AmountError { x: message y: message } } } }")]
    [InlineData(
        "mutation($i: RecordMovementInput!) { recordMovement(input: $i) { errors { ... on UnknownGrantError { x: message } "
            + "... on AmountError { x: __typename } } } }")]
    public async Task Documents_that_the_specification_allows_are_sound(string document, string? refused = null)
    {
        var errors = await check.ErrorsAsync(document);

        if (refused is null)
        {
            Assert.Empty(errors);
        }
        else
        {
            Assert.Contains(refused, (string?)Assert.Single(errors)["message"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{ regions { nodes { a: name a: code foo } } }", 2)]
    [InlineData("{ regions { nodes { name { foo { bar } } } } }", 1)]
    [InlineData("{ regions { nodes { code @skip(if: true) @skip(if: false) } } }", 1)]
    [InlineData("{ regions { nodes { a: name a: code a: population } } }", 3)]
    [InlineData("{ x: regions { nodes { ...F } } y: regions { nodes { ...F } } } fragment F on Region { foo }", 1)]
    [InlineData("query A { regions { nodes { ...F } } } query B { regions { nodes { ...F } } } fragment F on Region { foo }", 1)]
    [InlineData("{ foo(a: 1, b: $c) { bar ... on Region { baz } } }", 3)]
    [InlineData("{ __typename } fragment F on Region { foo }", 2)]
    public async Task An_error_counts_once_and_hides_no_other(string document, int count) =>
        Assert.Equal(count, (await check.ErrorsAsync(document)).Count);

    [Fact]
    public async Task Descriptions_of_executable_definitions_are_passed_over_and_move_nothing()
    {
        const string document = """"
            "of a query" query Q("of a variable" $a: Int = 1, """of
            another""" $b: String = "$c") { regions(first: $a, after: $b) { totalCount ...F } }
            "of a fragment" fragment F on RegionsConnection { foo }
            """";
        var error = Assert.Single(await check.ErrorsAsync(document));

        Assert.Equal("""[{"line":3,"column":51}]""", error["locations"]!.ToJsonString());
    }

    [Fact]
    public async Task No_more_errors_are_reported_than_are_allowed_and_those_of_the_first_rules_first()
    {
        const string document = "{ a b c regions(x: 1, y: 2) { totalCount @foo } __typename @bar }";

        Assert.Equal(
            ["Field-Selections", "Field-Selections", "Field-Selections", "Argument-Names", "Argument-Names"],
            (await check.ErrorsAsync(document)).Select(error => ((string)error["extensions"]!["specifiedBy"]!)[Specification.Length..]));
        Assert.Equal(7, (await check.ErrorsAsync(document, new DocumentLimits { MaxErrors = 100 })).Count);
    }

    [Theory]
    [InlineData("{ regionz { totalCount } }", "`regions`")]
    [InlineData("{ regions(frist: 1) { totalCount } }", "`first`")]
    [InlineData("{ regions(where: { naem: { eq: \"a\" } }) { totalCount } }", "`name`")]
    [InlineData("{ regions(where: { name: { startWith: \"a\" } }) { totalCount } }", "`startsWith`")]
    [InlineData("{ regions(order: [{ naem: ASC }]) { totalCount } }", "`name`")]
    [InlineData("{ grants { groups(where: { cuont: { gt: 1 } }) { key { phase } count } } }", "`count`")]
    [InlineData("{ regions { nodes { ... on Regoin { code } } } }", "`Region`")]
    public async Task A_name_that_was_meant_is_suggested_to_those_who_may_see_the_schema(string document, string name)
    {
        Assert.Contains(
            $"Did you mean {name}",
            (string?)Assert.Single(await check.ErrorsAsync(document, suggests: true))["message"],
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Did you mean", (string?)Assert.Single(await check.ErrorsAsync(document))["message"], StringComparison.Ordinal);
    }
}
