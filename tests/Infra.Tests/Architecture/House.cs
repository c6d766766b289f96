using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting;
using IndhCoops.GraphQL;
using IndhCoops.GraphQL.Engine;
using IndhCoops.Hosting;
using IndhCoops.Modeling;

namespace IndhCoops.Infra.Tests.Architecture;

/// <summary>Who knows whom, as the compiled programs have it.</summary>
internal static class House
{
    /// <summary>Every use of one type by another of a namespace of its own.</summary>
    public static IReadOnlyList<Use> Uses { get; } =
    [
        .. new ArchLoader()
            .LoadAssemblies(
                typeof(TextFolding).Assembly,
                typeof(IndhCoopsContext).Assembly,
                typeof(EntraTokens).Assembly,
                typeof(GraphExecutor).Assembly,
                typeof(GraphServices).Assembly,
                typeof(FunctionRunner).Assembly)
            .Build().Types
            // The T of a generic method passes for that of some other program.
            .SelectMany(
                type => type.Dependencies.Where(use => use.Target is not GenericParameter),
                (type, use) =>
                    new Use(type.FullName, type.Namespace?.FullName ?? "", use.Target.FullName, use.Target.Namespace?.FullName ?? ""))
            .Where(use => use.From != use.To && use.To.Length > 0 && use.From.StartsWith("IndhCoops.", StringComparison.Ordinal))
            .Distinct(),
    ];
}

/// <summary>A use of one type by another.</summary>
/// <param name="User">The type that uses.</param>
/// <param name="From">Its namespace.</param>
/// <param name="Used">The type that is used.</param>
/// <param name="To">Its namespace.</param>
internal sealed record Use(string User, string From, string Used, string To)
{
    public override string ToString() => $"{User} uses {Used}";
}
