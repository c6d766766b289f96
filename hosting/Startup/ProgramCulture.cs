using System.Globalization;

namespace IndhCoops.Hosting.Startup;

/// <summary>
/// How a program writes numbers and days, whatever the language of the machine: SQL, files and logs are read by programs. In Arabic, for
/// example, a mark stands before the minus sign, and no database reads that. Texts for people name their culture themselves.
/// </summary>
public static class ProgramCulture
{
    /// <summary>Sets it for this process.</summary>
    public static void Set()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
    }
}
