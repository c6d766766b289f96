using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Startup;

/// <summary>
/// Binds settings of which some are times. .NET reads <c>10</c> as ten days and <c>00:30</c> as thirty minutes, where most people mean
/// seconds, so a time has to be written in full.
/// </summary>
public static class TimeSettings
{
    /// <summary>Binds options to a section of the configuration, after a look at how its times are written.</summary>
    public static OptionsBuilder<TOptions> BindSettings<TOptions>(this OptionsBuilder<TOptions> builder, string section)
        where TOptions : class => builder
        .Configure<IConfiguration>((_, configuration) => Check(typeof(TOptions), configuration.GetSection(section)))
        .BindConfiguration(section);

    private static void Check(Type options, IConfigurationSection section)
    {
        foreach (var property in options.GetProperties().Where(
            property => property.PropertyType == typeof(TimeSpan) || property.PropertyType == typeof(TimeSpan?)))
        {
            if (section[property.Name] is { Length: > 0 } value && value.Count(sign => sign == ':') != 2)
            {
                throw new StartException(
                    $"The setting {section.Path}__{property.Name} is '{value.ReplaceLineEndings("\\n")}'; "
                        + "it must be a time, written hh:mm:ss: 00:00:10 is ten seconds.");
            }
        }
    }
}
