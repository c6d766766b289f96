using GraphQL;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>Fragments are on types that can be where they are spread, all of them are used, and none contains itself.</summary>
internal sealed class FragmentRules(ISchema schema, DocumentIndex index, DocumentErrors errors)
{
    /// <summary>The type of a fragment; null where it cannot be one's.</summary>
    public IGraphType? Condition(GraphQLFragmentDefinition fragment, FieldPath? path) =>
        Condition(fragment, fragment.TypeCondition, fragment.Name, path);

    /// <summary>The type of an inline fragment within another type; null where it cannot be one's.</summary>
    public IGraphType? Condition(GraphQLInlineFragment fragment, IGraphType? parent, FieldPath? path)
    {
        if (fragment.TypeCondition is not { } condition)
        {
            return parent;
        }

        var type = Condition(fragment, condition, null, path);
        CheckOverlap(type, parent, null, fragment, path);
        return type;
    }

    /// <summary>The fragment that is spread within a type; null where there is none of that name.</summary>
    public GraphQLFragmentDefinition? Target(GraphQLFragmentSpread spread, IGraphType? parent, FieldPath? path)
    {
        if (!index.FragmentsByName.TryGetValue(spread.Name, out var fragment))
        {
            errors.Add(RuleTexts.FragmentDoesNotExist(spread.Name), path, spread);
            return null;
        }

        // HotChocolate points at the fragment, and by the path at the spread.
        CheckOverlap(schema.TypeOf(fragment.TypeCondition), parent, spread.Name, fragment, path);
        return fragment;
    }

    /// <summary>Looks at how the fragments of a document use each other, once the walk has noted it.</summary>
    public static void CheckUses(DocumentIndex index, DocumentErrors errors)
    {
        var names = new HashSet<string>();
        foreach (var fragment in index.Fragments.Where(fragment => !names.Add(fragment.Name)))
        {
            errors.Add(RuleTexts.FragmentNameNotUnique(fragment.Name), null, fragment);
        }

        CheckCycles(index, errors);
        var used = index.Operations.SelectMany(index.ReachableFrom)
            .OfType<GraphQLFragmentDefinition>()
            .Select(fragment => fragment.Name)
            .ToHashSet();
        foreach (var fragment in index.Fragments.Where(fragment => !used.Contains(fragment.Name)))
        {
            errors.Add(RuleTexts.FragmentNotUsed(fragment.Name), null, fragment);
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
                else if (top.Spreads.Current is var (spread, path) && index.FragmentsByName.TryGetValue(spread.Name, out var fragment))
                {
                    if (open.Contains(fragment))
                    {
                        errors.Add(RuleTexts.FragmentCycle(spread.Name), path, spread);
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

    private IGraphType? Condition(ASTNode fragment, GraphQLTypeCondition condition, string? name, FieldPath? path)
    {
        var type = schema.TypeOf(condition);
        if (type?.IsCompositeType() == true)
        {
            return type;
        }

        var wanted = condition.Type.Name.StringValue;
        var error = type is not null ? RuleTexts.FragmentOnLeaf(type, name)
            : RuleTexts.UnknownTypeCondition(
                wanted,
                name,
                errors.Suggest(
                    Rule.Fragments, wanted, schema.AllTypes.Where(known => known.IsCompositeType()).Select(known => known.Name)));
        errors.Add(error, path, fragment);
        return null;
    }

    private void CheckOverlap(IGraphType? type, IGraphType? parent, string? name, ASTNode fragment, FieldPath? path)
    {
        if (type?.IsCompositeType() == true && parent?.IsCompositeType() == true && !GraphQLExtensions.DoTypesOverlap(type, parent))
        {
            errors.Add(RuleTexts.FragmentNotPossible(type, parent, name), path, fragment);
        }
    }
}
