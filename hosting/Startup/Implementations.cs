using System.Reflection;

namespace IndhCoops.Hosting.Startup;

/// <summary>Finds the classes that do a kind of work, so that a new one needs no other file than its own.</summary>
public static class Implementations
{
    /// <summary>The classes of an assembly that implement an interface.</summary>
    public static IEnumerable<Type> Of<TInterface>(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(TInterface)));
}
