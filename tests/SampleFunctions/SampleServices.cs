using IndhCoops.Functions.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.SampleFunctions;

/// <summary>Registers the sample functions.</summary>
public static class SampleServices
{
    /// <summary>Registers their timers and their work.</summary>
    public static IServiceCollection AddSampleFunctions(this IServiceCollection services) => services
        .AddTimers<SampleTimers>()
        .AddFunction<Counting>("Counting")
        .AddFunction<Failing>("Failing")
        .AddFunction<Waiting>("Waiting");
}
