using System.Runtime.CompilerServices;

namespace IndhCoops.GraphQL.Tests;

/// <summary>Keeps the servers of tests from watching the folder that the tests run in: each would take watches of the system.</summary>
internal static class NoReloading
{
#pragma warning disable CA2255 // It must be set before the first server is built, whichever test that is in.
    [ModuleInitializer]
    public static void Set() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
#pragma warning restore CA2255
}
