using IndhCoops.Functions.Hosting.Timers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IndhCoops.Functions.Hosting;

/// <summary>Registers functions.</summary>
public static class FunctionServices
{
    /// <summary>Registers the work of a function. Each run has an instance of its own.</summary>
    public static IServiceCollection AddFunction<TFunction>(this IServiceCollection services, string name)
        where TFunction : class, IFunction => services
        .AddSingleton(new FunctionRegistration(name))
        .AddKeyedScoped<IFunction, TFunction>(name);

    /// <summary>Registers the timers of the functions that a class declares by attributes.</summary>
    /// <exception cref="StartException">An attribute is missing or not understood.</exception>
    public static IServiceCollection AddTimers<TTimers>(this IServiceCollection services)
        where TTimers : class
    {
        foreach (var function in TimerAttributes.Read(typeof(TTimers)))
        {
            services.AddSingleton(function);
        }

        return services;
    }

    /// <summary>Registers what every way of starting functions needs.</summary>
    internal static IServiceCollection AddFunctionHosting(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<FunctionCatalog>().AddSingleton<Failures>().AddSingleton<FunctionRunner>();
    }
}

/// <summary>A function that the program has code for.</summary>
internal sealed record FunctionRegistration(string Name);
