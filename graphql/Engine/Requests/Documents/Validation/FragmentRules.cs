using GraphQL;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>Fragments are on types that can be where they are spread, all of them are used, and none contains itself.</summary>
internal sealed class FragmentRules(ISchema schema, DocumentIndex index, DocumentErrors errors)
{
    /// <summary>The type of a fragment; null where it cannot be one's.</summary>
    public IGraphType? Condition(GraphQLFragmentDefinition fragment, FieldPath? path)
    {
        var condition = fragment.TypeCondition.Type.Name.StringValue;
        var type = schema.AllTypes[condition];
        if (IsComposite(type))
        {
            return type;
        }

        Refuse(condition, type, fragment, fragment.FragmentName.Name.StringValue, path);
        return null;
    }

    /// <summary>The type of an inline fragment within another type; null where it cannot be one's.</summary>
    public IGraphType? Condition(GraphQLInlineFragment fragment, IGraphType? parent, FieldPath? path)
    {
        if (fragment.TypeCondition?.Type.Name.StringValue is not { } condition)
        {
            return parent;
        }

        var type = schema.AllTypes[condition];
        if (!IsComposite(type))
        {
            Refuse(condition, type, fragment, null, path);
            return null;
        }

        if (IsComposite(parent) && !GraphQLExtensions.DoTypesOverlap(type!, parent!))
        {
            errors.Add(RuleTexts.FragmentNotPossible(type!, parent!, null), path, fragment);
        }

        return type;
    }

    /// <summary>The fragment that is spread within a type; null where there is none of that name.</summary>
    public GraphQLFragmentDefinition? Target(GraphQLFragmentSpread spread, IGraphType? parent, FieldPath? path)
    {
        var name = spread.FragmentName.Name.StringValue;
        if (!index.FragmentsByName.TryGetValue(name, out var fragment))
        {
            errors.Add(RuleTexts.FragmentDoesNotExist(name), path, spread);
            return null;
        }

        var type = schema.AllTypes[fragment.TypeCondition.Type.Name.StringValue];
        if (IsComposite(type) && IsComposite(parent) && !GraphQLExtensions.DoTypesOverlap(type!, parent!))
        {
            // HotChocolate points at the fragment, and by the path at the spread.
            errors.Add(RuleTexts.FragmentNotPossible(type!, parent!, name), path, fragment);
        }

        return fragment;
    }

    /// <summary>Looks at how the fragments of a document use each other, once the walk has noted it.</summary>
    public static void CheckUses(DocumentIndex index, DocumentErrors errors)
    {
        var names = new HashSet<string>();
        foreach (var fragment in index.Fragments)
        {
            var name = fragment.FragmentName.Name.StringValue;
            if (!names.Add(name))
            {
                errors.Add(RuleTexts.FragmentNameNotUnique(name), null, fragment);
            }
        }

        CheckCycles(index, errors);
        var used = index.Operations.SelectMany(index.ReachableFrom)
            .OfType<GraphQLFragmentDefinition>()
            .Select(fragment => fragment.FragmentName.Name.StringValue)
            .ToHashSet();
        foreach (var fragment in index.Fragments.Where(fragment => !used.Contains(fragment.FragmentName.Name.StringValue)))
        {
            errors.Add(RuleTexts.FragmentNotUsed(fragment.FragmentName.Name.StringValue), null, fragment);
        }
    }

    private static void CheckCycles(DocumentIndex index, DocumentErrors errors)
    {
        var left = new HashSet<ASTNode>();
        var open = new HashSet<ASTNode>();
        foreach (var definition in index.Operations.Cast<ASTNode>().Concat(index.Fragments))
        {
            // Not by recursion: a chain of fragments is as long as a document can be.
            var spreads = new Stack<(ASTNode Definition, IEnumerator<(GraphQLFragmentSpread Node, FieldPath? Path)> Spreads)>();
            Enter(definition);
            while (spreads.TryPeek(out var top))
            {
                if (!top.Spreads.MoveNext())
                {
                    open.Remove(top.Definition);
                    left.Add(top.Definition);
                    spreads.Pop();
                }
                else if (top.Spreads.Current is var (spread, path) && spread.FragmentName.Name.StringValue is var name
                    && index.FragmentsByName.TryGetValue(name, out var fragment))
                {
                    if (open.Contains(fragment))
                    {
                        errors.Add(RuleTexts.FragmentCycle(name), path, spread);
                    }
                    else
                    {
                        Enter(fragment);
                    }
                }
            }

            void Enter(ASTNode next)
            {
                if (!left.Contains(next) && open.Add(next))
                {
                    spreads.Push((next, index.UsesOf(next).Spreads.GetEnumerator()));
                }
            }
        }
    }

    private void Refuse(string condition, IGraphType? type, ASTNode fragment, string? name, FieldPath? path)
    {
        var error = type is not null ? RuleTexts.FragmentOnLeaf(type, name)
            : RuleTexts.UnknownTypeCondition(
                condition,
                name,
                errors.Suggest(Rule.Fragments, condition, schema.AllTypes.Where(IsComposite).Select(known => known.Name)));
        errors.Add(error, path, fragment);
    }

    private static bool IsComposite(IGraphType? type) => type is IObjectGraphType or IInterfaceGraphType or UnionGraphType;
}
