namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>A client read its answer too slowly, and was broken off.</summary>
/// <param name="setting">The setting by which it was too slow.</param>
internal sealed class SlowReaderException(string setting) : Exception($"The client reads its answer too slowly ({setting}).")
{
    public string Setting => setting;
}
