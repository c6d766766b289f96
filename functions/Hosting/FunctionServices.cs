using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IndhCoops.Functions.Hosting;

/// <summary>Registers functions.</summary>
public static class FunctionServices
{
    /// <summary>Registers the function whose <c>function.json</c> is in the folder <paramref name="name"/>. Each run has an instance of its own.</summary>
    public static IServiceCollection AddFunction<TFunction>(this IServiceCollection services, string name)
        where TFunction : class, IFunction => services
        .AddSingleton(new FunctionRegistration(name))
        .AddKeyedScoped<IFunction, TFunction>(name);

    /// <summary>Registers what every way of starting functions needs.</summary>
    internal static IServiceCollection AddFunctionHosting(this IServiceCollection services, string appRoot)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(provider => new FunctionCatalog(appRoot, provider.GetServices<FunctionRegistration>()))
            .AddSingleton<FunctionRunner>();
    }
}

/// <summary>A function that the program has code for.</summary>
internal sealed record FunctionRegistration(string Name);
