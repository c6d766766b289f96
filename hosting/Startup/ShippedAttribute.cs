using System.Reflection;

namespace IndhCoops.Hosting.Startup;

/// <summary>
/// Stands in the file of a class that the program finds by what it implements, so that a new one needs no line in any other file. To look
/// through all types instead would take 35 ms of the server's start, and 20 ms of the functions'; this takes one or two.
/// </summary>
/// <param name="type">The class.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ShippedAttribute(Type type) : Attribute
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;

    /// <summary>The classes of an assembly that implement an interface.</summary>
    public static IEnumerable<Type> In(Assembly assembly, Type @interface) =>
        assembly.GetCustomAttributes<ShippedAttribute>().Select(shipped => shipped.Type).Where(type => type.IsAssignableTo(@interface));
}
