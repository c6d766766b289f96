using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Inputs;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Reads what a filter asks of one value.</summary>
internal sealed class ValueFilterReader(ValueChecks checks)
{
    /// <summary>The condition; null where it asks for nothing.</summary>
    /// <exception cref="GraphFieldException">Null stands where the contract does not allow it, or a value cannot be compared.</exception>
    public Condition? Read(FilteredValue value, Input filter) => Condition.All(((ObjectInput)filter).Fields.Select(operation => operation.Key is "and" or "or"
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
                : throw NullRefusal.OfFilter(operation.Name, value.FilterType, value.TypeOf(operation));
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
        if (value.Value.Form.Entity is { } entity)
        {
            checks.Require(given, ids => ValueLimits.RequireIds(ids, entity, value.Scalar.Kind));
        }
        else if (value.Scalar.Kind == ScalarKind.Decimal)
        {
            checks.Require(given, number => ValueLimits.RequireScale(number, value, operation));
        }
        else if (operation.IsTextSearch)
        {
            checks.Require(given, text => ValueLimits.RequireLength((string)text, value, operation));
        }

        return given;
    }
}
