namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Reads what a filter asks of one value.</summary>
internal sealed class ValueFilterReader(ValueChecks checks)
{
    // SQLite takes patterns of 50,000 bytes (https://www.sqlite.org/limits.html#max_like_pattern_length), and folded, a character takes
    // nine at most: a syllable of Hangul.
    private const int MaxSearchLength = 5_000;

    /// <summary>The condition; null where it asks for nothing.</summary>
    /// <exception cref="GraphFieldException">Null stands where the contract does not allow it, or a value cannot be compared.</exception>
    public Condition? Read(FilteredValue value, Input filter) => All(
        ((ObjectInput)filter).Fields,
        value.FilterType,
        item => Read(value, item),
        (name, given) => Read(value, FilterOperation.Find(name)!, given));

    /// <summary>All that the fields of a filter ask; <c>and</c> and <c>or</c> combine further filters of its type.</summary>
    public static Condition? All(
        IEnumerable<KeyValuePair<string, Input>> fields,
        string filterType,
        Func<Input, Condition?> filter,
        Func<string, Input, Condition?> field)
    {
        return Condition.All(fields.Select(given => given.Key switch
        {
            "and" => Condition.All(Items(given)),
            "or" => Condition.Any(Items(given)),
            _ => field(given.Key, given.Value),
        }));

        IEnumerable<Condition?> Items(KeyValuePair<string, Input> given) =>
            ((ListInput)NullRefusal.Require(given.Value, given.Key, filterType, $"[{filterType}!]")).Items.Select(filter);
    }

    private Condition Read(FilteredValue value, FilterOperation operation, Input given) => (operation.Operator, given) switch
    {
        (CompareOperator { To: ComparedTo.Exactly }, NullInput) when value.Value.IsNullable =>
            new IsNull(value.Value.Term, operation.IsNegated),
        (_, NullInput) => throw NullRefusal.Of(operation.Name, value.FilterType, value.TypeOf(operation)),
        (InOperator, ValueListInput list) =>
            new InList(value.Value, Checked(value, operation, list.Values), list.HasNull, operation.IsNegated),
        (InOperator, ListInput list) => new InValues(
            value.Value,
            [.. list.Items.OfType<ValueInput>().Select(item => Checked(value, operation, item.Value))],
            list.Items.Any(item => item is NullInput),
            operation.IsNegated),
        (TextOperator text, ValueInput { Value: var with }) =>
            new TextMatch(value.Value, value.Search!, text, operation.IsNegated, Checked(value, operation, with)),
        (CompareOperator compare, ValueInput { Value: var with }) =>
            new Comparison(value.Value, compare, operation.IsNegated, Checked(value, operation, with)),
        _ => throw new InvalidOperationException($"'{operation.Name}' has no condition."),
    };

    private ValueReference Checked(FilteredValue value, FilterOperation operation, ValueReference given)
    {
        checks.Add();
        if (value.Value.Form.Entity is not null || value.Scalar.Kind == ScalarKind.Decimal || operation.IsTextSearch)
        {
            checks.Require(given, values => Check(values as object[] ?? [values], value, operation));
        }

        return given;
    }

    // What values must be beyond their type, to be compared with what a database holds.
    private static void Check(object[] values, FilteredValue value, FilterOperation operation)
    {
        foreach (var one in values)
        {
            if (one is string id && value.Value.Form.Entity is { } entity)
            {
                NodeIdErrors.Require(id, entity, value.Scalar.Kind);
                continue;
            }

            var fault = one switch
            {
                decimal number when decimal.Round(number, value.Value.Form.Scale) != number =>
                    string.Create(CultureInfo.InvariantCulture, $"{number} has more than {value.Value.Form.Scale} decimals."),
                string text when operation.IsTextSearch && text.Length > MaxSearchLength =>
                    $"It has {text.Length} characters; at most {MaxSearchLength} are allowed.",
                _ => null,
            };
            if (fault is not null)
            {
                throw new GraphFieldException(
                    $"The provided value for filter `{operation.Name}` of `{value.Name}` is invalid. {fault}",
                    "HC0026",
                    ("filterType", value.FilterType));
            }
        }
    }
}
