namespace IndhCoops.Infra.Tests.Architecture;

/// <summary>Rooms know each other in one direction. Whoever goes against it is named.</summary>
public sealed class ArchitectureTests
{
    private const string Server = "IndhCoops.GraphQL", Engine = "IndhCoops.GraphQL.Engine";

    // Each layer of the engine sees those before it.
    private static readonly string[] Layers = ["Json", "Model", "Schema", "Requests", "Plans", "Sql", "Running"];

    // Each of the server's rooms that slices stand on sees those before it. Slices see all of them and each other never.
    private static readonly string[] Base = ["Engine", "Stores", "Hosting", "Mutations", "Pages"];

    // The catalogue lists tables: it is made from what they say of themselves.
    private static readonly (string Slice, string Sees)[] Exceptions = [("Catalogue", "Tables")];

    [Fact]
    public void Rooms_know_each_other_in_one_direction()
    {
        AssertNone(use => IsIn(use.From, "IndhCoops.Modeling") && IsOurs(use));
        AssertNone(use =>
            IsIn(use.From, "IndhCoops.Domain")
                && (IsIn(use.To, "IndhCoops.Hosting") || IsIn(use.To, Server) || IsIn(use.To, "IndhCoops.Functions")));
        AssertNone(use => IsIn(use.From, "IndhCoops.Hosting") && (IsIn(use.To, Server) || IsIn(use.To, "IndhCoops.Functions")));
        AssertNone(use => IsIn(use.From, Server) && IsIn(use.To, "IndhCoops.Functions"));
        AssertNone(use => IsIn(use.From, "IndhCoops.Functions") && IsIn(use.To, Server));
    }

    [Fact]
    public void The_engine_sees_neither_HTTP_nor_a_driver_nor_this_domain() => AssertNone(use => IsIn(use.From, Engine)
        && (new[] { "Microsoft.AspNetCore", "Npgsql", "NpgsqlTypes", "Microsoft.Data.Sqlite", "SQLitePCL", "IndhCoops.Domain" }.Any(
            room => IsIn(use.To, room))
            || (IsIn(use.To, Server) && !IsIn(use.To, Engine))));

    [Fact]
    public void Layers_of_the_engine_see_those_before_them() => AssertNone(use =>
        RoomOf(use.From, Engine) is { } user
            && RoomOf(use.To, Engine) is { } used
            && Array.IndexOf(Layers, used) is var place
            && (place < 0 || place > Array.IndexOf(Layers, user)));

    [Fact]
    public void Slices_of_the_server_never_see_each_other() => AssertNone(use =>
        RoomOf(use.From, Server) is { } user && RoomOf(use.To, Server) is { } used && user != used
        && !Exceptions.Contains((user, used))
        && (Array.IndexOf(Base, used) is var place && (place < 0 || (Array.IndexOf(Base, user) is >= 0 and var own && place > own))));

    [Fact]
    public void No_namespaces_of_the_graph_form_a_cycle()
    {
        var uses = House.Uses.Where(use => IsIn(use.From, Server) && IsIn(use.To, Server)).ToLookup(use => use.From);
        var reached = new Dictionary<string, HashSet<string>>();
        var cycles = uses.SelectMany(group => group).Where(use => Reached(use.To).Contains(use.From));

        Assert.Empty(cycles);

        HashSet<string> Reached(string start)
        {
            if (!reached.TryGetValue(start, out var found))
            {
                reached.Add(start, found = [start]);
                var left = new Queue<string>(found);
                while (left.TryDequeue(out var next))
                {
                    foreach (var use in uses[next].Where(use => found.Add(use.To)))
                    {
                        left.Enqueue(use.To);
                    }
                }
            }

            return found;
        }
    }

    // The room below a namespace that another lies in; null for that namespace itself and for any other.
    private static string? RoomOf(string name, string above) =>
        name.StartsWith($"{above}.", StringComparison.Ordinal) ? name[(above.Length + 1)..].Split('.')[0] : null;

    private static bool IsIn(string name, string room) => name == room || name.StartsWith($"{room}.", StringComparison.Ordinal);

    private static bool IsOurs(Use use) => use.To.StartsWith("IndhCoops.", StringComparison.Ordinal);

    private static void AssertNone(Predicate<Use> isWrong)
    {
        // A rule about programs that were not read would always hold.
        Assert.Contains(House.Uses, use => use.User.EndsWith(".Tables.TableEndpoint", StringComparison.Ordinal) && IsIn(use.To, Engine));
        Assert.DoesNotContain(House.Uses, isWrong);
    }
}
