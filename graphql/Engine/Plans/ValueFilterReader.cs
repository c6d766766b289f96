namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Reads what a filter asks of one value.</summary>
internal sealed class ValueFilterReader(ValueChecks checks)
{
    // SQLite takes patterns of 50,000 bytes (https://www.sqlite.org/limits.html#max_like_pattern_length), and folded, a character takes
    // nine at most: a syllable of Hangul.
    private const int MaxSearchLength = 5_000;

    /// <summary>The condition; null where it asks for nothing.</summary>
    /// <exception cref="GraphFieldException">Null stands where the contract does not allow it, or a value cannot be compared.</exception>
    public Condition? Read(FilteredValue value, Input filter) =>
        Condition.All(((ObjectInput)filter).Fields.Select(operation => operation.Key is "and" or "or"
            ? Combine(operation.Key, operation.Value, value.FilterType, item => Read(value, item))
            : Read(value, FilterOperation.Find(operation.Key)!, operation.Value)));

    /// <summary>The value of <c>and</c> or <c>or</c>.</summary>
    public static Condition? Combine(string name, Input value, string filterType, Func<Input, Condition?> read)
    {
        var items = ((ListInput)NullRefusal.Require(value, name, filterType, $"[{filterType}!]")).Items.Select(read);
        return name == "and" ? Condition.All(items) : Condition.Any(items);
    }

    private Condition Read(FilteredValue value, FilterOperation operation, Input given)
    {
        if (given is NullInput)
        {
            return operation.Operator is CompareOperator { To: ComparedTo.Exactly } && value.Value.IsNullable
                ? new IsNull(value.Value.Term, operation.IsNegated)
                : throw NullRefusal.Of(operation.Name, value.FilterType, value.TypeOf(operation));
        }

        if (operation.Operator is InOperator)
        {
            return given switch
            {
                ValueListInput list => new InList(value.Value, Checked(value, operation, list.Values), list.HasNull, operation.IsNegated),
                ListInput list => new InValues(
                    value.Value,
                    [.. list.Items.OfType<ValueInput>().Select(item => Checked(value, operation, item.Value))],
                    list.Items.Any(item => item is NullInput),
                    operation.IsNegated),
                _ => throw new InvalidOperationException("A list is expected."),
            };
        }

        var with = Checked(value, operation, ((ValueInput)given).Value);
        return operation.Operator switch
        {
            TextOperator text => new TextMatch(value.Value, value.Search!, text, operation.IsNegated, with),
            CompareOperator compare => new Comparison(value.Value, compare, operation.IsNegated, with),
            _ => throw new InvalidOperationException($"'{operation.Name}' has no condition."),
        };
    }

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
                decimal number when decimal.Round(number, value.Scale) != number =>
                    string.Create(CultureInfo.InvariantCulture, $"{number} has more than {value.Scale} decimals."),
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
