using System.Text.RegularExpressions;

namespace IndhCoops.EndToEnd.Tests.Validation;

/// <summary>Makes mistakes in documents: at least one for every rule, and some that are none.</summary>
internal sealed partial class Mistakes(Random random, IReadOnlyList<string> types)
{
    private readonly string[] _definitions =
    [
        "type Grant { id: Int }", "extend type Region { x: Int }", "scalar X", "{ __typename }", "directive @x on FIELD",
    ];

    private readonly string[] _tokens =
    [
        "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "|", "&", "...", "=", "on", "fragment", "query", "x", "1",
        "\"a\"", "\"", "null", "$v", "#", "?", "é", "01", "1.",
    ];

    /// <summary>A document with mistakes.</summary>
    public string In(string document)
    {
        var mistakes = random.Next(1, 4);
        for (var i = 0; i < mistakes; i++)
        {
            document = Mistake(document);
        }

        return document;
    }

    private string Mistake(string text) => random.Next(31) switch
    {
        0 => Replace(text, FieldName(), _ => "nothing"),
        1 => Replace(text, ArgumentName(), _ => "nothing"),
        2 => Replace(text, Pair(), pair => $"{pair} {pair}"),
        3 => Replace(text, Pair(), _ => ""),
        4 or 5 or 6 => Replace(
            text,
            Value(),
            value => value.Replace(ValueOnly().Match(value).Groups[1].Value, Any(Values.OfAnyKind), StringComparison.Ordinal)),
        7 => Replace(text, VariableUse(), _ => "$undeclared"),
        8 => Replace(text, Declaration(), declaration => $"{declaration} $unused{random.Next(3)}: {Type()} "),
        9 => Replace(text, Declaration(), declaration => $"{declaration}, {declaration}"),
        10 or 11 => Replace(text, Declaration(), declaration => TypeOfVariable().Replace(declaration, $": {Type()}")),
        12 => Replace(text, Declaration(), declaration => $"{declaration} = {Any(Values.OfAnyKind)}"),
        // Without arguments: graphql-js takes those of an unknown directive for the field's.
        13 => Replace(text, FieldName(), name => $"__typename @nothing {name}"),
        14 => Replace(text, FieldName(), name => $"__typename @skip(if: true) @skip(if: false) {name}"),
        15 => Replace(text, FieldName(), name =>
            $"__typename @{Any(["deprecated", "include", "skip(iff: true)", "cost(weight: \"1\")", "include(if: 1)"])} {name}"),
        16 => Replace(text, Declaration(), declaration => $"{declaration} @include(if: true)"),
        17 => $"{text} fragment U{random.Next(2)} on {Any(types)} {{ __typename }}",
        18 => Replace(text, Opening(), brace =>
            $"{brace} ...{Any([.. FragmentName().Matches(text).Select(match => match.Groups[1].Value), "Nowhere"])} "),
        19 => Replace(text, Condition(), _ => $"on {Any([.. types, "Nothing"])}"),
        20 => Replace(text, FieldName(), name => $"{name} {{ __typename }}"),
        21 => Replace(text, Selection(), _ => " "),
        22 => Replace(text, FieldName(), name => $"{name} same: {name} same: __typename"),
        23 => Replace(text, FieldName(), name => $"same: {name}"),
        24 => $"{text} query {Any(["Q0", OperationName().Match(text).Value])} {{ __typename }}",
        25 => $"{text} {Any(_definitions)}",
        26 => Replace(text, Operation(), _ => Any(["subscription ", "mutation ", "query "])),
        27 => Replace(text, Opening(), brace => $"{brace} ... on {Any(types)} {{ {Any(["__typename", "id", "message", "code"])} }} "),
        28 => Fragment().Match(text) is { Success: true } fragment ? $"{text} {fragment.Value}" : text,
        29 => Replace(text, Opening(), brace => $"{brace} twice: __typename twice: __typename "),
        _ => Token(text),
    };

    private string Token(string text)
    {
        var tokens = AnyToken().Matches(text);
        if (tokens.Count == 0)
        {
            return text;
        }

        var token = tokens[random.Next(tokens.Count)];
        return random.Next(3) switch
        {
            0 => text.Remove(token.Index, token.Length),
            1 => text.Insert(token.Index, $" {Any(_tokens)} "),
            _ => text[..token.Index],
        };
    }

    private string Replace(string text, Regex what, Func<string, string> by)
    {
        var found = what.Matches(text);
        if (found.Count == 0)
        {
            return text;
        }

        var one = found[random.Next(found.Count)];
        return $"{text[..one.Index]}{by(one.Value)}{text[(one.Index + one.Length)..]}";
    }

    private string Type()
    {
        var written = Any(["{0}", "{0}!", "[{0}]", "[{0}!]!"]);
        var name = Any([.. types, "Int", "String", "Boolean", "RegionFilterInput", "SortEnumType", "Nothing"]);
        return written.Replace("{0}", name, StringComparison.Ordinal);
    }

    private T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    // A name in a selection: neither an argument nor a word of the language.
    [GeneratedRegex(@"(?<=[{}]\s*|\s)(?!on\b|query\b|mutation\b|fragment\b|[FQU]\d|true\b|false\b|null\b)[a-z]\w*(?=\s*[({}]|\s+[a-z}.])")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"(?<=[(,{]\s*)[a-z]\w*(?=: )")]
    private static partial Regex ArgumentName();

    [GeneratedRegex(@"(?<=[(,{]\s*)[a-z]\w*: [^\s,(){}\[\]]+")]
    private static partial Regex Pair();

    [GeneratedRegex(@"(?<=[(,{]\s*)[a-z]\w*: (""[^""\n]*""|[^\s,(){}\[\]]+|\[[^\[\]{}]*\])")]
    private static partial Regex Value();

    [GeneratedRegex(@": (.*)$", RegexOptions.Singleline)]
    private static partial Regex ValueOnly();

    [GeneratedRegex(@"(?<=: |\[|, )\$v\d+")]
    private static partial Regex VariableUse();

    [GeneratedRegex(@"(?<=[(,] ?)\$v\d+: [\w\[\]!]+")]
    private static partial Regex Declaration();

    [GeneratedRegex(@": [\w\[\]!]+")]
    private static partial Regex TypeOfVariable();

    [GeneratedRegex(@"(?<=\w\s|\)\s|^)\{")]
    private static partial Regex Opening();

    [GeneratedRegex(@"fragment (\w+)")]
    private static partial Regex FragmentName();

    [GeneratedRegex(@"on [A-Z]\w+")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Selection();

    [GeneratedRegex(@"^(query|mutation) ")]
    private static partial Regex Operation();

    [GeneratedRegex(@"(?<=^(query|mutation) )\w*")]
    private static partial Regex OperationName();

    [GeneratedRegex(@"fragment \w+ on \w+ \{[^{}]*\}")]
    private static partial Regex Fragment();

    [GeneratedRegex(@"""[^""]*""|\.\.\.|\w+|[^\s\w]")]
    private static partial Regex AnyToken();
}
