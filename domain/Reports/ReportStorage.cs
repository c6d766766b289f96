namespace IndhCoops.Domain.Reports;

/// <summary>Where reports lie: the timers write there, the server reads there.</summary>
public static class ReportStorage
{
    /// <summary>The container; it is private.</summary>
    public const string Container = "reports";

    /// <summary>What the server puts before a path in the container to make a file's address.</summary>
    public const string UrlPrefix = "/reports/";
}
