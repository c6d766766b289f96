using System.Globalization;

namespace IndhCoops.GraphQL.Tests.Telemetry;

/// <summary>Metrics as Prometheus reads them: a line for each value, with its name and labels.</summary>
internal sealed class PrometheusText
{
    private readonly List<(string Series, double Value)> _values = [];

    /// <summary>Scrapes a server.</summary>
    public static async Task<PrometheusText> ReadAsync(HttpClient client)
    {
        var read = new PrometheusText();
        foreach (var line in (await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).Split('\n'))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                // The labels may hold spaces; the value and perhaps its time stand behind them.
                var end = line.LastIndexOf('}') is > 0 and var brace ? brace + 1 : line.IndexOf(' ', StringComparison.Ordinal);
                read._values.Add((line[..end], double.Parse(line[end..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture)));
            }
        }

        return read;
    }

    /// <summary>The sum of the values of a name that have labels; 0 where there is none.</summary>
    public double Value(string name, params string[] labels) => _values
        .Where(value => (value.Series == name || value.Series.StartsWith($"{name}{{", StringComparison.Ordinal)) && Array.TrueForAll(labels, label => value.Series.Contains(label, StringComparison.Ordinal)))
        .Sum(value => value.Value);
}
