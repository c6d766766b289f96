using System.Reflection;
using IndhCoops.Functions.Hosting.Timers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IndhCoops.Functions.Hosting;

/// <summary>Registers functions.</summary>
public static class FunctionServices
{
    /// <summary>Registers every <see cref="IFunction"/> of an assembly, with its timer.</summary>
    /// <exception cref="StartException">One has no timer, or its attributes are not understood.</exception>
    public static IServiceCollection AddFunctions(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in ShippedAttribute.In(assembly, typeof(IFunction)))
        {
            services.AddFunction(type, TimerAttributes.Read(type));
        }

        return services;
    }

    /// <summary>Registers a function by its class. Each run has an instance of its own.</summary>
    internal static IServiceCollection AddFunction(this IServiceCollection services, Type type, TimedFunction function) =>
        services.AddSingleton(function).AddKeyedScoped(typeof(IFunction), function.Name, type);

    /// <summary>Registers what every way of starting functions needs.</summary>
    internal static IServiceCollection AddFunctionHosting(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<FunctionCatalog>().AddSingleton<Failures>().AddSingleton<FunctionRunner>();
    }
}
