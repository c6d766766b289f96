namespace IndhCoops.Modeling;

/// <summary>What a client can send again where no answer came: under a reference it is written once.</summary>
public interface IRepeatable
{
    /// <summary>The number under which the client knows it; null where it gave none.</summary>
    string? Reference { get; }
}
